"""Trigger Cases: opened by the program where a fact sets off a prong, closed where its cause lasts no longer.

The Rights Agent declares nobody: what a case asks, an officer's certificate and a second person answer
(`services/events.py`), or an act takes the person out of the definition (`services/releases.py`). No case is closed by
calling a true fact untrue.
"""

from collections.abc import Iterable

from ledger.enums import CaseStatus, EventKind
from ledger.models import Plan, PlanEvent, TriggerCase
from ledger.rules.course.acquisitions import acquisitions
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.prongs import Candidate
from ledger.rules.wire import KINDS
from ledger.selectors import facts, law, milestones
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

QUESTION = (
    "Prong ({prong}) is triggered on these facts. The Rights Agent does not declare an Acquiring Person: an officer's "
    "certificate or an act of the Board, and a second person, must confirm it."
)
_LAPSED = {"STOPPED", "WITHDRAWN", "PERMITTED"}
_OPENING = [kind.word for kind in KINDS.values() if kind.prongs]


def bring_to_date(*, plan: Plan, distribution: Distribution, actor: Actor) -> None:
    """A case for each fact that sets off a prong by the law of its instant and has none yet; and those whose cause
    lasts no longer, or by the law known now never was, closed, with the reason: whatever was recorded first. The plan
    is locked by the caller.
    """
    candidates = [candidate for row in distribution.prongs for candidate in row.candidates]
    rows = PlanEvent.objects.filter(
        plan=plan, kind__in=_OPENING, reverses__isnull=True, reversed_by__isnull=True
    ).select_related("person", "case")
    for event in rows:
        mine = _of(event, candidates)
        if not hasattr(event, "case"):
            _open(event, mine, actor)
        elif event.case.status == CaseStatus.CLOSED:
            _open_again(event.case, mine, actor)
        else:
            _close_where_it_lapsed(event, mine, actor)


def _of(event: PlanEvent, candidates: Iterable[Candidate]) -> list[Candidate]:
    """What the fact came to in the prongs that its kind may set off."""
    kind, told = KINDS[event.kind], facts.event_of(event)
    moments = {event.occurred_at, getattr(told, "announced_at", None)} - {None}
    person = event.person.name if event.person else ""
    return [
        candidate
        for candidate in candidates
        if candidate.prong in kind.prongs
        and candidate.triggered_at in moments
        and candidate.person in {person, ""}
    ]


def _open(event: PlanEvent, mine: list[Candidate], actor: Actor) -> None:
    dated = {candidate.prong for candidate in mine if _runs(candidate)}
    # The Board's declaration makes an Adverse Person whatever was announced when: his Rights are void by it (R28).
    if event.kind == EventKind.ADVERSE_PERSON_DECLARED:
        dated.add("i")
    prong = next((prong for prong in KINDS[event.kind].prongs if prong in dated), None)
    if prong is None:
        return
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


def _runs(candidate: Candidate) -> bool:
    return candidate.date is not None or candidate.status == "SUSPENDED"


def _open_again(case: TriggerCase, mine: list[Candidate], actor: Actor) -> None:
    """What closed the case was reversed since: it asks its question again."""
    if any(_runs(candidate) for candidate in mine if candidate.prong == case.prong):
        case.status, case.closed_at, case.certificate = CaseStatus.OPEN, None, None
        audit.stamp(case, actor=actor).save()
        audit.record("case.opened", plan=case.plan, target=case, after={"prong": case.prong}, actor=actor)


def _close_where_it_lapsed(event: PlanEvent, mine: list[Candidate], actor: Actor) -> None:
    case = event.case
    stopped = [candidate for candidate in mine if candidate.prong == case.prong]
    if not stopped or any(_runs(candidate) for candidate in stopped):
        return
    # Confirmed by two persons, it is closed only where its cause lapsed or never was, not where another began earlier.
    is_open = case.status == CaseStatus.OPEN
    if is_open or all(candidate.status in _LAPSED for candidate in stopped) or _made_nobody(event):
        close(case, CaseStatus.CLOSED, " ".join(row.computed.reason for row in stopped), actor)


def _made_nobody(event: PlanEvent) -> bool:
    """Whether an announcement makes nobody an Acquiring Person by the law known now, an act of before it that was
    recorded since among it. Where it only restarts no clock it made one; what a milestone on record rests on stays.
    """
    if event.kind != EventKind.ACQUIRING_PERSON_ANNOUNCED or milestones.after(event.plan, event.occurred_at):
        return False
    name = event.person.name if event.person else ""
    made = acquisitions(law.in_force(event.plan).record)
    return not any(row.enough and row.at == event.occurred_at and row.person == name for row in made)


def close(case: TriggerCase, status: str, reason: str, actor: Actor) -> None:
    """The case, confirmed or closed without effect, from now."""
    case.status, case.closed_at = status, clock.now()
    audit.stamp(case, actor=actor, reason=reason[:90]).save()
    verb = "case.confirmed" if status == CaseStatus.CONFIRMED else "case.closed"
    audit.record(verb, plan=case.plan, target=case, reason=reason, actor=actor)
