"""The exchange of Rights for common, in whole or in part, ordered by a Board resolution on record (R48-R50).

A holder's Rights not void end pro rata; the whole shares come from the unissued common, the control book says so from
the same day, on the same paper.
"""

from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import ATTACHED_STATES, Act, PlanState, ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Approval, Batch, Plan, Resolution
from ledger.rules import postings
from ledger.rules.exact import exact_decimal
from ledger.selectors import acts
from ledger.selectors.acts.exchange import ExchangeTerms, ExchangeView
from ledger.services import adjustments, approvals, audit, posting
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


def propose(*, resolution: Resolution, terms: ExchangeTerms, actor: Actor) -> Approval:
    """Proposes the posting of the exchange that the resolution ordered, over every holder's shares and cash.

    Raises RuleViolation where it is none of exchange, the portion or ratio are not the resolution's, or the rules
    forbid it; Held where a question, an open Trigger Case or an unposted voiding stands against it.
    """
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        view = _allowed(plan, resolution, terms)
        return approvals.propose(
            plan=plan,
            act=Act.EXCHANGE,
            subject=f"Exchange Rights for {view.worked.totals.shares:,} shares by resolution {resolution.number}",
            target_type="resolution",
            target_id=resolution.pk,
            payload=_payload(resolution, view),
            legal_basis=f"Resolution {resolution.number}: {resolution.verdict or resolution.text}",
            actor=actor,
        )


def _payload(resolution: Resolution, view: ExchangeView) -> dict[str, Any]:
    return {"resolution": resolution.number, **view.payload()}


def _allowed(plan: Plan, resolution: Resolution, terms: ExchangeTerms) -> ExchangeView:
    if resolution.kind != ResolutionKind.EXCHANGE:
        raise RuleViolation(f"{resolution} orders no exchange.", rule="R48")
    ordered = {name: Decimal(resolution.data.get(name) or "1") for name in ("portion", "ratio")}
    if ordered != {"portion": terms.portion, "ratio": terms.ratio}:
        raise RuleViolation(
            f"Resolution {resolution.number} orders a portion of {ordered['portion']} at a ratio of "
            f"{ordered['ratio']}: the exchange must be the one the Board ordered.",
            rule="R50",
        )
    require_in_effect(resolution)
    view = acts.exchange(plan, resolution.adopted_at, terms, resolution=resolution)
    require_allowed(plan, view.findings, view.citation)
    return view


@approvals.on_approval(Act.EXCHANGE)
def _post(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    resolution = Resolution.objects.select_related("document").get(pk=approval.target_id)
    require_effective(plan, resolution)
    terms = ExchangeTerms(
        portion=Decimal(approval.payload["portion"]),
        ratio=Decimal(approval.payload["ratio"]),
        market_price=Decimal(approval.payload["market_price"]),
        shares_available=Decimal(approval.payload["shares_available"]),
        has_substitute=approval.payload["has_substitute"],
    )
    view = _allowed(plan, resolution, terms)
    approvals.require_unchanged(approval, _payload(resolution, view))
    batch = _post_batch(plan, resolution, view, approval, actor)
    if not terms.is_whole and plan.state in ATTACHED_STATES:
        _record_what_is_left(plan, resolution, view, approval, batch, actor)
    delivering.issue_in_control_book(plan, resolution, view.deliveries, posted_for(resolution), actor)
    audit.record("rights.exchanged", plan=plan, target=batch, after=approval.payload, actor=actor)
    write_what_follows(batch, approval, actor)
    if terms.is_whole:
        end_plan(plan, PlanState.EXCHANGED, resolution.effective_at, batch, actor)


def _record_what_is_left(
    plan: Plan,
    resolution: Resolution,
    view: ExchangeView,
    approval: Approval,
    batch: Batch,
    actor: Actor,
) -> None:
    """What each share carries from then on, as an adjustment of the Rights per share."""
    adjustments.record_exchange(
        plan=plan,
        portion=view.terms.portion,
        ratio=view.terms.ratio,
        shares=view.worked.totals.shares,
        effective_at=resolution.effective_at,
        document=resolution.document,
        approval=approval,
        batch=batch,
        actor=actor,
    )


def _post_batch(
    plan: Plan, resolution: Resolution, view: ExchangeView, approval: Approval, actor: Actor
) -> Batch:
    delivering.stage(view.deliveries)
    return posting.post(
        plan=plan,
        movements=postings.exchange(
            exact_decimal(view.terms.portion),
            posted_for(resolution),
            in_trust=view.in_trust,
        ),
        source=f"exchange:{resolution.pk}",
        legal_basis=approval.legal_basis,
        memo=f"{view.worked.totals.shares:,} shares, ${view.worked.totals.cash:,f} for fractions",
        actor=actor,
    )
