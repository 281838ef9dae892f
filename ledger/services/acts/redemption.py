"""The redemption: ordered by a Board resolution on record, proposed over its payment list, posted once (R43-R47)."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import Act, PlanState, ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Approval, Plan, Resolution
from ledger.rules import postings
from ledger.rules.payments import CentRounding, PaymentPolicy
from ledger.selectors import acts, questions
from ledger.selectors.acts import RedemptionView
from ledger.services import approvals, audit, posting
from ledger.services.acts.common import (
    end_plan,
    posted_for,
    require_allowed,
    require_effective,
    write_what_follows,
)
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor


def propose(*, resolution: Resolution, policy: PaymentPolicy | None = None, actor: Actor) -> Approval:
    """Proposes the posting of the redemption that the resolution ordered, over every holder's payment.

    Raises RuleViolation where it is none of redemption or the rules forbid it, Held where a question, an open Trigger
    Case or an unposted voiding stands against it.
    """
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        view = _allowed(plan, resolution, policy or PaymentPolicy())
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


def _payload(resolution: Resolution, view: RedemptionView) -> dict[str, Any]:
    return {"resolution": resolution.number, **view.payload()}


def _allowed(plan: Plan, resolution: Resolution, policy: PaymentPolicy) -> RedemptionView:
    if resolution.kind != ResolutionKind.REDEMPTION:
        raise RuleViolation(f"{resolution} orders no redemption.", rule="R43")
    questions.require_clear(plan, "redemption")
    view = acts.redemption(
        plan,
        resolution.adopted_at,
        policy,
        effective_at=resolution.effective_at,
        resolution=resolution,
    )
    require_allowed(plan, view.findings)
    return view


@approvals.on_approval(Act.REDEMPTION)
def _post(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    resolution = Resolution.objects.get(pk=approval.target_id)
    require_effective(plan, resolution)
    policy = PaymentPolicy(
        CentRounding(approval.payload["rounding"]), Decimal(approval.payload["smallest_check"])
    )
    view = _allowed(plan, resolution, policy)
    approvals.require_unchanged(approval, _payload(resolution, view))
    batch = posting.post(
        plan=plan,
        movements=postings.redemption(posted_for(resolution)),
        source=f"redemption:{resolution.pk}",
        legal_basis=approval.legal_basis,
        memo=f"${view.worked.totals.paid:,f} to {view.worked.totals.holders:,} holders",
        actor=actor,
    )
    audit.record("rights.redeemed", plan=plan, target=batch, after=approval.payload, actor=actor)
    write_what_follows(batch, approval, actor)
    end_plan(plan, PlanState.REDEEMED, resolution.effective_at, batch, actor)
