"""Facts: recorded with their paper; what follows is proposed, never done by itself (the program declares nobody)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ledger.enums import Act, CaseStatus
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import (
    Approval,
    Person,
    Plan,
    PlanEvent,
    Resolution,
    SourceDocument,
    TriggerCase,
)
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.rules.facts import BadInput
from ledger.rules.wire import KINDS, read_fact
from ledger.selectors import facts, milestones, ownership, questions
from ledger.services import approvals, audit, cases, deadlines
from ledger.services.locks import lock_case, lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def record_person(*, plan: Plan, name: str, note: str = "", actor: Actor) -> Person:
    """A person outside, or the same one where the plan knows the name."""
    require_propose(actor, Act.FACT)
    if not name.strip():
        raise RuleViolation("Name the person: the field is empty.")
    with transaction.atomic():
        known = Person.objects.filter(plan=plan, name=name.strip()).first()
        if known:
            return known
        person = audit.stamp(Person(plan=plan, name=name.strip(), note=note), actor=actor)
        person.save()
    return person


def record_event(
    *,
    plan: Plan,
    kind: str,
    occurred_at: datetime,
    document: SourceDocument,
    data: dict[str, Any] | None = None,
    person: Person | None = None,
    resolution: Resolution | None = None,
    memo: str = "",
    actor: Actor,
) -> PlanEvent:
    """Records the fact, opens a Trigger Case where it sets off a prong, and brings the deadlines to date.

    `data` are the event's fields as in a scenario file, without its type; RuleViolation says which one cannot be read,
    and refuses an act of a power, which has a door of its own. A fact of the future is refused: facts have happened.
    Held where it lies before a milestone on record: that needs counsel and a second person (`late_facts`).
    """
    require_propose(actor, Act.FACT)
    require_fact(kind, person)
    if occurred_at > clock.now():
        raise RuleViolation("This lies in the future: a fact is recorded once it has happened.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if milestone := milestones.before_which(plan, kind, occurred_at):
            raise Held(
                f"The {milestone} is on record: a fact of before it is proposed by counsel, on an opinion, and "
                "approved by a second person.",
                rule="R19",
                next_act=Act.LATE_FACT,
            )
        event = write(
            plan=plan,
            kind=kind,
            occurred_at=occurred_at,
            document=document,
            data=data,
            person=person,
            resolution=resolution,
            memo=memo,
            actor=actor,
        )
        deadlines.bring_to_date(plan=plan, actor=actor)
    return event


def require_fact(kind: str, person: Person | None) -> None:
    """RuleViolation for an act of a power, which is no fact, and for a fact that cannot be judged without a name."""
    if kind in KINDS and KINDS[kind].is_act:
        raise RuleViolation(
            f"“{KINDS[kind].label}” is no fact: it is an act of a power. Record the resolution or the act, which a "
            "second person approves.",
            next_act=Act.RESOLUTION,
        )
    if kind in KINDS and KINDS[kind].needs_person and person is None:
        raise RuleViolation(
            f"“{KINDS[kind].label}”: name the person or group. Who it is decides what follows; where the paper names "
            "nobody, write what it calls them.",
            where="person",
        )


def write(
    *,
    plan: Plan,
    kind: str,
    occurred_at: datetime,
    document: SourceDocument,
    data: dict[str, Any] | None = None,
    person: Person | None = None,
    resolution: Resolution | None = None,
    memo: str = "",
    actor: Actor,
) -> PlanEvent:
    """The row of a fact, or of what an act did, which may take effect later; a step of whoever may record or carry it.

    RuleViolation where its fields cannot be read. The plan is locked by the caller, who brings the deadlines to date.
    """
    data = data or {}
    if supposed := [field.name for field in KINDS[kind].fields if field.is_supposed and field.name in data]:
        raise RuleViolation(
            f"{KINDS[kind].label}: “{supposed[0]}” is for a case that is supposed; record the figures instead, and the "
            "limb is judged by them."
        )
    try:
        read_fact(kind, data, "the fact")
    except BadInput as error:
        raise RuleViolation(f"{error}. Correct the field and record the fact again.") from error
    event = PlanEvent.objects.create(
        plan=plan,
        kind=kind,
        occurred_at=occurred_at,
        effective_on=clock.new_york_date(occurred_at),
        recorded_at=clock.now(),
        person=person,
        document=document,
        resolution=resolution,
        data=data,
        memo=memo,
        recorded_by=actor.name,
    )
    audit.record("event.recorded", plan=plan, target=event, reason=memo, after=data, actor=actor)
    return event


def reverse_event(*, event: PlanEvent, document: SourceDocument, reason: str, actor: Actor) -> PlanEvent:
    """Undoes a fact that was recorded wrongly: a new row that names it; the wrong one stays visible.

    Refused where one person alone would undo what two did: see `_require_one_may_undo`.
    """
    require_propose(actor, Act.FACT)
    with transaction.atomic():
        plan = lock_plan(event.plan_id)
        _require_one_may_undo(plan, event)
        reversal = reverse(plan, event, document, reason, actor)
        deadlines.bring_to_date(plan=plan, actor=actor)
    return reversal


def require_reversible(plan: Plan, event: PlanEvent) -> None:
    """RuleViolation for a fact that an act of two persons wrote; Held where Rights are void by it."""
    if facts.is_of_an_act(event):
        raise RuleViolation(
            f"“{event.get_kind_display()}” tells of an act that two persons approved: it is no fact to reverse. Record "
            "the resolution that undoes it, where the agreement allows one, or ask counsel.",
            rule="I10",
            next_act=Act.RESOLUTION,
        )
    if event.person and ownership.is_void_in_the_ledger(plan, event.person):
        raise Held(
            f"Rights of {event.person} are void in the ledger by this fact: ask counsel, and correct the voiding by "
            "counsel's paper and two persons first.",
            rule="R32",
            next_act=Act.CORRECTION,
        )


def require_after_milestones(plan: Plan, event: PlanEvent) -> None:
    """RuleViolation for a fact that lies before a milestone on record: without counsel it stands (R19)."""
    if milestone := milestones.before_which(plan, event.kind, event.occurred_at):
        raise RuleViolation(
            f"The {milestone} is on record: facts of before it stand, unless counsel proposes otherwise on an "
            "opinion and a second person agrees.",
            rule="R19",
            next_act=Act.LATE_FACT,
        )


def _require_one_may_undo(plan: Plan, event: PlanEvent) -> None:
    """Refused as `require_reversible` and `require_after_milestones` refuse, and for a fact whose Trigger Case two
    persons confirmed.
    """
    require_reversible(plan, event)
    require_after_milestones(plan, event)
    if TriggerCase.objects.filter(event=event, status=CaseStatus.CONFIRMED).exists():
        raise RuleViolation(
            "Two persons confirmed the Trigger Case of this fact: propose that what was announced is not true, "
            "which a second person approves.",
            rule="I10",
            next_act=Act.EXEMPTION,
        )


def replace(
    *,
    event: PlanEvent,
    data: dict[str, Any],
    document: SourceDocument,
    resolution: Resolution,
    reason: str,
    actor: Actor,
) -> PlanEvent:
    """The fact as a resolution tells it further: reversed and recorded anew with `data`; a step as `write` is one.

    RuleViolation once the Rights have separated by it (R19).
    """
    if event.plan.distribution_date:
        require_after_milestones(event.plan, event)
    reverse(event.plan, event, document, reason, actor)
    return write(
        plan=event.plan,
        kind=event.kind,
        occurred_at=event.occurred_at,
        document=document,
        data=data,
        person=event.person,
        resolution=resolution,
        memo=str(resolution),
        actor=actor,
    )


def reverse(plan: Plan, event: PlanEvent, document: SourceDocument, reason: str, actor: Actor) -> PlanEvent:
    """The reversal of a fact; a step as `write` is one: its caller has seen that it may be undone."""
    if not reason.strip():
        raise RuleViolation("Say why the fact was wrong.")
    if PlanEvent.objects.filter(reverses=event).exists():
        raise Conflict("This fact was reversed already.")
    reversal = PlanEvent.objects.create(
        plan=plan,
        kind=event.kind,
        occurred_at=event.occurred_at,
        effective_on=event.effective_on,
        recorded_at=clock.now(),
        person=event.person,
        document=document,
        data=event.data,
        memo=reason[:300],
        reverses=event,
        recorded_by=actor.name,
    )
    case = TriggerCase.objects.filter(event=event).exclude(status=CaseStatus.CLOSED).first()
    # What a milestone on record rests on stays as it was: the reversal opens a BREAK and moves nothing.
    has_occurred = milestones.after(plan, event.occurred_at) is not None
    if case and not (has_occurred and case.status == CaseStatus.CONFIRMED):
        cases.close(case, CaseStatus.CLOSED, reason, actor)
    audit.record("event.reversed", plan=plan, target=reversal, reason=reason, actor=actor)
    return reversal


def propose_case(*, case: TriggerCase, certificate: SourceDocument, actor: Actor) -> Approval:
    """Proposes to confirm the Trigger Case on an officer's certificate or an act of the Board.

    Conflict where it is confirmed or closed already; Held while a question holds what the confirmation declares: who
    is an Acquiring or Adverse Person (DQ13), or a Flip-Over Event (DQ6).
    """
    if case.status != CaseStatus.OPEN:
        raise Conflict(f"This Trigger Case is {case.get_status_display().lower()} already.")
    _require_declarable(case)
    return approvals.propose(
        plan=case.plan,
        act=Act.TRIGGER_CASE,
        subject=f"Confirm prong ({case.prong}): {case.person or case.event}",
        target_type="triggercase",
        target_id=case.pk,
        payload=_case_payload(case, certificate),
        legal_basis=f"{certificate.title}, {date_text(certificate.dated_on)}",
        actor=actor,
    )


def _require_declarable(case: TriggerCase) -> None:
    questions.require_clear(case.plan, "flip_over" if case.prong == "iv" else "declaration")


def _case_payload(case: TriggerCase, certificate: SourceDocument) -> dict[str, Any]:
    return {
        "prong": case.prong,
        "person": case.person.name if case.person else None,
        "event": case.event_id,
        "facts": case.event.data,
        "certificate": certificate.pk,
    }


@approvals.on_approval(Act.TRIGGER_CASE)
def _confirm(approval: Approval, actor: Actor) -> None:
    case = lock_case(approval.target_id)
    certificate = SourceDocument.objects.get(pk=approval.payload["certificate"])
    approvals.require_unchanged(approval, _case_payload(case, certificate))
    if case.status != CaseStatus.OPEN:
        raise Conflict(f"This Trigger Case is {case.get_status_display().lower()} already.")
    _require_declarable(case)
    case.certificate = certificate
    cases.close(case, CaseStatus.CONFIRMED, approval.legal_basis, actor)
    deadlines.bring_to_date(plan=case.plan, actor=actor)
