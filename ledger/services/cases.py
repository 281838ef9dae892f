"""Trigger Cases: opened by the program where a fact sets off a prong, closed where its cause lasts no longer.

The Rights Agent declares nobody: what a case asks, an officer's certificate and a second person answer
(`services/events.py`), or an act takes the person out of the definition (`services/releases.py`). No case is closed by
calling a true fact untrue.
"""

from collections.abc import Iterable

from ledger.enums import CaseStatus, EventKind
from ledger.models import Plan, PlanEvent, TriggerCase
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.prongs import Candidate
from ledger.rules.wire import KINDS
from ledger.selectors import facts
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

QUESTION = (
    "Prong ({prong}) is triggered on these facts. The Rights Agent does not declare an Acquiring Person: an officer's "
    "certificate or an act of the Board, and a second person, must confirm it."
)
_OPENING = [kind.word for kind in KINDS.values() if kind.prongs]


def bring_to_date(*, plan: Plan, distribution: Distribution, actor: Actor) -> None:
    """A case for each fact that sets off a prong by the law of its instant and has none yet; and those whose cause
    lasts no longer closed, with the reason. The plan is locked by the caller.
    """
    candidates = [candidate for row in distribution.prongs for candidate in row.candidates]
    rows = PlanEvent.objects.filter(
        plan=plan, kind__in=_OPENING, reverses__isnull=True, reversed_by__isnull=True
    ).select_related("person", "case")
    for event in rows:
        mine = _of(event, candidates)
        if not hasattr(event, "case"):
            _open(event, mine, actor)
        elif event.case.status != CaseStatus.CLOSED:
            _close_where_it_lapsed(event.case, mine, actor)


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
    dated = {candidate.prong for candidate in mine if candidate.date or candidate.status == "SUSPENDED"}
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


def _close_where_it_lapsed(case: TriggerCase, mine: list[Candidate], actor: Actor) -> None:
    stopped = [candidate for candidate in mine if candidate.prong == case.prong]
    if stopped and all(candidate.status in {"STOPPED", "WITHDRAWN", "PERMITTED"} for candidate in stopped):
        close(case, CaseStatus.CLOSED, " ".join(row.computed.reason for row in stopped), actor)


def close(case: TriggerCase, status: str, reason: str, actor: Actor) -> None:
    """The case, confirmed or closed without effect, from now."""
    case.status, case.closed_at = status, clock.now()
    audit.stamp(case, actor=actor, reason=reason[:90]).save()
    verb = "case.confirmed" if status == CaseStatus.CONFIRMED else "case.closed"
    audit.record(verb, plan=case.plan, target=case, reason=reason, actor=actor)
