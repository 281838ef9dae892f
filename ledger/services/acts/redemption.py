"""The redemption: ordered by a Board resolution on record, proposed over its payment list, posted once (R43-R47)."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import Act, PlanState, ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Approval, Plan, Resolution
from ledger.rules import postings
from ledger.rules.exact import exact_text
from ledger.rules.payments import CentRounding, PaymentPolicy
from ledger.rules.redemption import Consideration, consideration_of
from ledger.selectors import acts
from ledger.selectors.acts import RedemptionView
from ledger.services import approvals, audit, posting
from ledger.services.acts import delivering
from ledger.services.acts.common import (
    end_plan,
    posted_for,
    require_allowed,
    require_effective,
    require_in_effect,
    write_what_follows,
)
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor

_FORMS = {"cash": "cash", "common": "common", "other": "another form"}


def propose(
    *,
    resolution: Resolution,
    policy: PaymentPolicy | None = None,
    consideration: Consideration | None = None,
    actor: Actor,
) -> Approval:
    """Proposes the posting of the redemption that the resolution ordered, over every holder's payment in the form that
    it chose (R45); `consideration` is the form that the clerk saw worked out, None: that of the resolution.

    Raises RuleViolation where it is none of redemption, of another form, or the rules forbid it, Held where a question,
    an open Trigger Case or an unposted voiding stands against it.
    """
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        view = _allowed(plan, resolution, policy or PaymentPolicy())
        _require_form(resolution, view.consideration, consideration)
        return approvals.propose(
            plan=plan,
            act=Act.REDEMPTION,
            subject=f"Redeem {view.worked.totals.quantity.normalize():,f} Rights by resolution {resolution.number}",
            target_type="resolution",
            target_id=resolution.pk,
            payload=_payload(resolution, view),
            legal_basis=f"Resolution {resolution.number}: {resolution.verdict or resolution.text}",
            actor=actor,
        )


def _require_form(resolution: Resolution, ordered: Consideration, told: Consideration | None) -> None:
    if told and (told.form, told.market_price) != (ordered.form, ordered.market_price):
        price = "" if ordered.market_price is None else f" at ${exact_text(ordered.market_price)} a share"
        raise RuleViolation(
            f"{resolution} orders the price paid in {_FORMS[ordered.form]}{price}: the redemption must be the one the "
            "Board ordered.",
            rule="R45",
        )


def _payload(resolution: Resolution, view: RedemptionView) -> dict[str, Any]:
    return {"resolution": resolution.number, **view.payload()}


def _allowed(plan: Plan, resolution: Resolution, policy: PaymentPolicy) -> RedemptionView:
    if resolution.kind != ResolutionKind.REDEMPTION:
        raise RuleViolation(f"{resolution} orders no redemption.", rule="R43")
    require_in_effect(resolution)
    view = acts.redemption(
        plan,
        resolution.adopted_at,
        policy,
        effective_at=resolution.effective_at,
        resolution=resolution,
        consideration=consideration_of(resolution.data),
    )
    require_allowed(plan, view.findings, view.citation)
    return view


@approvals.on_approval(Act.REDEMPTION)
def _post(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    resolution = Resolution.objects.select_related("document").get(pk=approval.target_id)
    require_effective(plan, resolution)
    policy = PaymentPolicy(
        CentRounding(approval.payload["rounding"]), Decimal(approval.payload["smallest_check"])
    )
    view = _allowed(plan, resolution, policy)
    approvals.require_unchanged(approval, _payload(resolution, view))
    in_common = view.consideration.form == "common"
    if in_common:
        delivering.stage(view.deliveries)
    batch = posting.post(
        plan=plan,
        movements=postings.redemption(posted_for(resolution), in_common=in_common),
        source=f"redemption:{resolution.pk}",
        legal_basis=approval.legal_basis,
        memo=_memo(view),
        actor=actor,
    )
    if in_common:
        delivering.issue_in_control_book(plan, resolution, view.deliveries, posted_for(resolution), actor)
    audit.record("rights.redeemed", plan=plan, target=batch, after=approval.payload, actor=actor)
    write_what_follows(batch, approval, actor)
    end_plan(plan, PlanState.REDEEMED, resolution.effective_at, batch, actor)


def _memo(view: RedemptionView) -> str:
    totals, paid_in = view.worked.totals, view.consideration
    if paid_in.form == "other":
        return f"{paid_in.words}, to {totals.holders:,} holders"[:300]
    shares = f"{totals.shares:,} shares and " if paid_in.form == "common" else ""
    return f"{shares}${totals.paid:,f} to {totals.holders:,} holders"
