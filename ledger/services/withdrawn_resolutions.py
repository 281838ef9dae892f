"""A resolution that was recorded wrongly: withdrawn by two persons with a reason, and kept on file.

What the Board did decide is undone by no withdrawal: only the record of it was wrong. What was posted on it stands
until counsel and two persons have corrected the posting.
"""

from typing import Any

from django.db import transaction

from ledger.enums import Act, CaseStatus, EventKind
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Approval, Batch, Plan, PlanEvent, Resolution, TriggerCase
from ledger.selectors import board, milestones
from ledger.services import approvals, audit, deadlines, events, proposals
from ledger.services.locks import lock_plan
from ledger.services.releases import require_nothing_void
from rightsadmin.common.actor import Actor


def propose(*, resolution: Resolution, reason: str, actor: Actor) -> Approval:
    """Proposes to withdraw the resolution; its effect, where it has one, ends as if it had never been recorded.

    RuleViolation without a reason, where its kind has no effect by itself, or a Distribution Date that has occurred
    came after it; Held where a posting or a voiding rests on it; Conflict where it is withdrawn already.
    """
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        if board.effect_of(resolution) == "withdrawn":
            raise Conflict(f"{resolution} is withdrawn already.")
        return approvals.propose(
            plan=plan,
            act=Act.RESOLUTION_WITHDRAWAL,
            subject=f"Withdraw, as recorded wrongly: {resolution}",
            target_type="resolution",
            target_id=resolution.pk,
            payload=_payload(plan, resolution, reason),
            legal_basis=f"Resolution {resolution.number} was recorded wrongly: {reason}",
            actor=actor,
        )


def _payload(plan: Plan, resolution: Resolution, reason: str) -> dict[str, Any]:
    if not reason.strip():
        raise RuleViolation("Say why the resolution was recorded wrongly.", where="reason")
    if resolution.kind not in board.BY_TWO_PERSONS:
        raise RuleViolation(f"{resolution} has no effect by itself: record the right one beside it.")
    facts = _facts(resolution)
    _require_nothing_rests_on_it(plan, resolution, facts)
    return {
        "resolution": resolution.number,
        "kind": resolution.kind,
        "effective_at": resolution.effective_at.isoformat(),
        "text": resolution.text,
        "facts": [fact.pk for fact in facts],
        "reason": reason,
    }


def _facts(resolution: Resolution) -> list[PlanEvent]:
    """What the resolution put on record and still stands."""
    rows = PlanEvent.objects.filter(resolution=resolution, reverses__isnull=True, reversed_by__isnull=True)
    return list(rows.select_related("person", "document", "plan").order_by("pk"))


def _require_nothing_rests_on_it(plan: Plan, resolution: Resolution, facts: list[PlanEvent]) -> None:
    posted = Batch.objects.filter(plan=plan, source=f"{resolution.kind}:{resolution.pk}").first()
    if posted:
        raise Held(
            f"{resolution} is posted (batch {posted.number}): it stands until counsel's paper and two persons have "
            "corrected the posting by reversal.",
            rule="R46",
            next_act=Act.CORRECTION,
        )
    occurred = milestones.frozen(plan)
    if facts and occurred and resolution.adopted_at <= occurred.instant:
        raise RuleViolation(
            "The Distribution Date has occurred: what the Board did before it stands. Ask counsel.",
            rule="R19",
        )
    for case in TriggerCase.objects.filter(event__in=facts).exclude(status=CaseStatus.CLOSED):
        if case.person:
            require_nothing_void(plan, case.person)


@approvals.on_approval(Act.RESOLUTION_WITHDRAWAL)
def _withdraw(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    resolution = Resolution.objects.select_related("document").get(pk=approval.target_id)
    reason = approval.payload["reason"]
    approvals.require_unchanged(approval, _payload(plan, resolution, reason))
    for fact in _facts(resolution):
        events.reverse(plan, fact, resolution.document, reason, actor)
        if fact.kind == EventKind.TENDER_OFFER:  # the offer is as it was before the Board designated it
            told = {name: value for name, value in fact.data.items() if name != "board_permitted_at"}
            events.write(
                plan=plan,
                kind=fact.kind,
                occurred_at=fact.occurred_at,
                document=fact.document,
                data=told,
                person=fact.person,
                memo=f"As before resolution {resolution.number}, which was recorded wrongly",
                actor=actor,
            )
    proposals.withdraw_on(
        "resolution", resolution.pk, reason=f"{resolution} was withdrawn: {reason}", actor=actor
    )
    audit.record("resolution.withdrawn", plan=plan, target=resolution, reason=reason, actor=actor)
    deadlines.bring_to_date(plan=plan, actor=actor)
