"""Facts of before a milestone that is on record: recorded or reversed by counsel, on an opinion, and a second person.

What has occurred is frozen (R19): such a fact moves nothing by itself. Where it would have given another date, a
question named BREAK holds every act until counsel and a second person close it.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import Approval, Person, Plan, PlanEvent, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text, moment_text
from ledger.rules.wire import KINDS
from ledger.selectors import milestones
from ledger.services import approvals, deadlines, events, questions
from ledger.services.counsel import require_word
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor

_WORD = "A fact of before a milestone on record"


def propose(
    *,
    plan: Plan,
    kind: str,
    occurred_at: datetime,
    document: SourceDocument,
    data: dict[str, Any] | None = None,
    person: Person | None = None,
    memo: str = "",
    actor: Actor,
) -> Approval:
    """Proposes to record a fact that lies before a milestone on record; the fields are those of `events.record_event`.

    RuleViolation where it lies before none, is an act of a power, or `document` is no opinion of counsel that is kept.
    """
    events.require_fact(kind, person)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        told = {
            "kind": kind,
            "occurred_at": occurred_at.isoformat(),
            "data": data or {},
            "person": person.name if person else "",
            "memo": memo,
        }
        return _propose(
            plan,
            f"Record {KINDS[kind].label} of {date_text(occurred_at)}",
            "plan",
            plan.pk,
            _payload(plan, occurred_at, told, document),
            document,
            actor,
        )


def propose_reversal(*, event: PlanEvent, document: SourceDocument, reason: str, actor: Actor) -> Approval:
    """Proposes to undo a fact that lies before a milestone on record; refused as `propose` refuses."""
    if not reason.strip():
        raise RuleViolation("Say why the fact was wrong.")
    with transaction.atomic():
        plan = lock_plan(event.plan_id)
        events.require_reversible(plan, event)
        return _propose(
            plan,
            f"Reverse {event}",
            "planevent",
            event.pk,
            _payload(plan, event.occurred_at, _told_of(event, reason), document),
            document,
            actor,
        )


def _propose(
    plan: Plan,
    subject: str,
    target_type: str,
    target_id: int,
    payload: dict[str, Any],
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    require_propose(actor, Act.LATE_FACT)
    require_word(_WORD, "R19", document, actor)
    return approvals.propose(
        plan=plan,
        act=Act.LATE_FACT,
        subject=subject,
        target_type=target_type,
        target_id=target_id,
        payload=payload,
        legal_basis=f"{document.title}, {date_text(document.dated_on)}",
        actor=actor,
    )


def _told_of(event: PlanEvent, reason: str) -> dict[str, Any]:
    return {
        "reverses": event.pk,
        "kind": event.kind,
        "data": event.data,
        "is_reversed": PlanEvent.objects.filter(reverses=event).exists(),
        "reason": reason,
    }


def _payload(plan: Plan, at: datetime, told: dict[str, Any], document: SourceDocument) -> dict[str, Any]:
    """The fact and the milestone that it lies before; RuleViolation where it lies before none."""
    milestone = milestones.after(plan, at)
    if milestone is None:
        raise RuleViolation(
            f"No milestone on record lies after {moment_text(at)}: record the fact as any other.",
            next_act=Act.FACT,
        )
    return told | {"milestone": str(milestone), "document": document.pk}


@approvals.on_approval(Act.LATE_FACT)
def _record(approval: Approval, actor: Actor) -> None:
    plan, told = lock_plan(approval.plan_id), approval.payload
    document = SourceDocument.objects.get(pk=told["document"])
    if "reverses" in told:
        event = PlanEvent.objects.select_related("plan", "person").get(pk=told["reverses"])
        now = _payload(plan, event.occurred_at, _told_of(event, told["reason"]), document)
        approvals.require_unchanged(approval, now)
        events.reverse(plan, event, document, told["reason"], actor)
        questions.close_settled_breaks(
            plan=plan,
            approval=approval,
            document=document,
            text=(
                f"“{event}” was reversed: {told['reason']} Nothing found since stands against the date on record any "
                f"more. Proposed by {approval.proposed_by_name}, approved by {actor.name}."
            ),
            actor=actor,
        )
    else:
        at = datetime.fromisoformat(told["occurred_at"])
        fact = {key: told[key] for key in ("kind", "occurred_at", "data", "person", "memo")}
        approvals.require_unchanged(approval, _payload(plan, at, fact, document))
        named = told["person"]
        events.write(
            plan=plan,
            kind=told["kind"],
            occurred_at=at,
            document=document,
            data=told["data"],
            person=events.record_person(plan=plan, name=named, actor=actor) if named else None,
            memo=told["memo"],
            actor=actor,
        )
    deadlines.bring_to_date(plan=plan, actor=actor)
