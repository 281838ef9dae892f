"""Trigger Cases: which facts they are of, and which of them gave the Distribution Date."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ledger.enums import CaseStatus, EventKind, Owned
from ledger.models import Plan, PlanEvent, TriggerCase
from ledger.rules.acquiring_person import Tie, group_of
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.prongs import Candidate
from ledger.rules.course.record import named
from ledger.selectors import facts, ownership


def moments(event: PlanEvent) -> set[datetime]:
    """The instants from which a prong may count by the fact: its own, and that of a declaration's announcement."""
    told: datetime | None = getattr(facts.event_of(event), "announced_at", None)
    return {event.occurred_at} | ({told} if told else set())


def of_causes(plan: Plan, causes: Iterable[Candidate]) -> list[TriggerCase]:
    """The cases, not closed, of the facts that a prong counted."""
    told = {(one.triggered_at, one.person) for one in causes}
    if not told:
        return []
    rows = TriggerCase.objects.filter(plan=plan).exclude(status=CaseStatus.CLOSED)
    return [
        case
        for case in rows.select_related("person", "event__person")
        if any(
            (at, name) in told
            for at in moments(case.event)
            for name in {case.person.name if case.person else "", ""}
        )
    ]


def that_gave(plan: Plan, distribution: Distribution) -> list[TriggerCase]:
    """The cases of the facts that gave the Distribution Date: of one on record, those that were confirmed."""
    return [
        case
        for case in of_causes(plan, distribution.causes)
        if not distribution.is_frozen or case.status == CaseStatus.CONFIRMED
    ]


def is_taken_out_since(event: PlanEvent, acts: Sequence[PlanEvent], ties: Sequence[Tie]) -> bool:
    """Whether one of the acts, later than the fact, took its person or somebody of its group out of the definition."""
    if event.person is None:
        return False
    group = {named(name) for name in group_of(event.person.name, ties, event.effective_on)}
    return any(
        act.person is not None and named(act.person.name) in group and act.occurred_at >= event.occurred_at
        for act in acts
    )


def releases(plan: Plan) -> list[PlanEvent]:
    """The acts that took a person out of the definition, and stand."""
    rows = PlanEvent.objects.filter(
        plan=plan, kind=EventKind.PERSON_RELEASED, reverses__isnull=True, reversed_by__isnull=True
    )
    return list(rows.select_related("person"))


def found_to_own(plan: Plan, cases: Iterable[TriggerCase], known_at: datetime | None = None) -> set[int]:
    """The facts, by their keys, of those cases of which the person, or somebody of its group, was found to own shares
    in an account, as known at an instant (default: now).
    """
    asked = [case for case in cases if case.person]
    owners = ownership.findings(plan, known_at).filter(kind=Owned.HELD)
    found = set(owners.values_list("person__name", flat=True)) if asked else set()
    tied = ownership.ties(plan, known_at) if found else ()
    return {
        case.event_id
        for case in asked
        if case.person and not found.isdisjoint(group_of(case.person.name, tied, case.event.effective_on))
    }
