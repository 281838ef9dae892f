"""Facts: recorded with their paper; what follows is proposed, never done by itself (the program declares nobody)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ledger.enums import Act, CaseStatus, EventKind
from ledger.errors import Conflict, RuleViolation
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
from ledger.rules.course.distribution import Distribution
from ledger.rules.dates import date_text
from ledger.rules.facts import BadInput
from ledger.rules.wire import KINDS, read_fact
from ledger.selectors import law, questions
from ledger.services import approvals, audit, deadlines
from ledger.services.locks import lock_case, lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

QUESTION = (
    "Prong ({prong}) is triggered on these facts. The Rights Agent does not declare an Acquiring Person: an officer's "
    "certificate or an act of the Board, and a second person, must confirm it."
)


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

    `data` are the event's fields as in a scenario file, without its type; RuleViolation says which one cannot be read.
    A fact of the future is refused: facts have happened.
    """
    require_propose(actor, Act.FACT)
    if occurred_at > clock.now():
        raise RuleViolation("This lies in the future: a fact is recorded once it has happened.")
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
    with transaction.atomic():
        plan = lock_plan(plan.pk)
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
        dates = law.dates(plan) if KINDS[kind].prongs else None
        if dates:
            _open_case(event, dates.distribution, actor)
        deadlines.bring_to_date(plan=plan, actor=actor, dates=dates)
    return event


def reverse_event(*, event: PlanEvent, document: SourceDocument, reason: str, actor: Actor) -> PlanEvent:
    """Undoes a fact that was recorded wrongly: a new row that names it; the wrong one stays visible.

    RuleViolation after the separation (an occurred Distribution Date is corrected only with counsel, R19).
    """
    require_propose(actor, Act.FACT)
    with transaction.atomic():
        plan = lock_plan(event.plan_id)
        reversal = _reverse(plan, event, document, reason, actor)
        deadlines.bring_to_date(plan=plan, actor=actor)
    return reversal


def replace_event(
    *,
    event: PlanEvent,
    data: dict[str, Any],
    document: SourceDocument,
    resolution: Resolution,
    reason: str,
    actor: Actor,
) -> PlanEvent:
    """The fact as a resolution tells it further: reversed and recorded anew with `data`, what follows computed once.

    Raises as `reverse_event` and `record_event` do.
    """
    require_propose(actor, Act.FACT)
    with transaction.atomic():
        _reverse(lock_plan(event.plan_id), event, document, reason, actor)
        return record_event(
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


def _reverse(plan: Plan, event: PlanEvent, document: SourceDocument, reason: str, actor: Actor) -> PlanEvent:
    if plan.distribution_date:
        raise RuleViolation(
            "The Rights have separated: facts before the Distribution Date stand (R19). Ask counsel.",
            rule="R19",
        )
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
    if case:
        _close(case, CaseStatus.CLOSED, actor, reason)
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
    _close(case, CaseStatus.CONFIRMED, actor, approval.legal_basis)


def _open_case(event: PlanEvent, distribution: Distribution, actor: Actor) -> None:
    """A Trigger Case for the first of the event's prongs that these facts have set off."""
    rows = {row.prong: row for row in distribution.prongs}
    # The Board's declaration makes an Adverse Person whatever was announced when: his Rights are void by it (R28).
    declared = event.kind == EventKind.ADVERSE_PERSON_DECLARED
    for prong in KINDS[event.kind].prongs:
        if declared or any(
            candidate.date and candidate.triggered_at == event.occurred_at
            for candidate in rows[prong].candidates
        ):
            case = TriggerCase(
                plan=event.plan,
                event=event,
                person=event.person,
                prong=prong,
                question=QUESTION.format(prong=prong),
                opened_at=clock.now(),
            )
            audit.stamp(case, actor=actor).save()
            audit.record("case.opened", plan=event.plan, target=case, after={"prong": prong}, actor=actor)
            return


def _close(case: TriggerCase, status: str, actor: Actor, reason: str) -> None:
    case.status, case.closed_at = status, clock.now()
    audit.stamp(case, actor=actor, reason=reason).save()
    verb = "case.confirmed" if status == CaseStatus.CONFIRMED else "case.closed"
    audit.record(verb, plan=case.plan, target=case, reason=reason, actor=actor)
