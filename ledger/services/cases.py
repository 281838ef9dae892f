"""Trigger Cases: opened by the program where a fact sets off a prong or makes somebody an Acquiring or Adverse Person,
closed where its cause lasts no longer.

The Rights Agent declares nobody: what a case asks, an officer's certificate and a second person answer
(`services/events.py`), or an act takes the person out of the definition (`services/releases.py`). No case is closed by
calling a true fact untrue.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.enums import CaseStatus, EventKind
from ledger.models import Plan, PlanEvent, TriggerCase
from ledger.rules.acquiring_person import group_of
from ledger.rules.course.acquisitions import Becoming
from ledger.rules.course.answers import MAKE_A_FLIP_IN
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.prongs import Candidate
from ledger.rules.wire import KINDS
from ledger.selectors import cases as selector, milestones, ownership
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

QUESTION = (
    "Prong ({prong}) is triggered on these facts. The Rights Agent does not declare an Acquiring Person: an officer's "
    "certificate or an act of the Board, and a second person, must confirm it."
)
OF_ANOTHER = (
    "{person} became an Acquiring or Adverse Person on these facts. No clock of the Distribution Date starts with "
    "them; whether that person's Rights are void turns on it. The Rights Agent declares nobody: an officer's "
    "certificate or an act of the Board, and a second person, must confirm it."
)
_LAPSED = {"STOPPED", "WITHDRAWN", "PERMITTED"}
_OPENING = [kind.word for kind in KINDS.values() if kind.prongs]


@dataclass(frozen=True)
class _Told:
    """A fact with what it came to: its candidates in the prongs, and whom it made an Acquiring or Adverse Person.

    `gave_the_date`: it is what a Distribution Date rests on. `is_taken_out`: after a date on record that rests on other
    facts an act took its person out of the definition.
    """

    event: PlanEvent
    mine: tuple[Candidate, ...]
    made: tuple[Becoming, ...]
    gave_the_date: bool
    is_taken_out: bool

    def runs(self, prong: str) -> bool:
        """Whether it has, or waits for, a date in the prong that anybody still asks about."""
        return not self.is_taken_out and any(
            candidate.date is not None or candidate.status == "SUSPENDED"
            for candidate in self.mine
            if candidate.prong == prong
        )

    @property
    def lasts(self) -> bool:
        """Whether the person whom it made one still is."""
        return any(row.ended is None for row in self.made)

    @property
    def ended_by(self) -> str:
        """By what the person whom it made one is none any more; "" where it made none, or where that lasts."""
        return "" if self.lasts else " ".join(row.ended.sentence for row in self.made if row.ended)


def bring_to_date(
    *, plan: Plan, distribution: Distribution, becomings: tuple[Becoming, ...], actor: Actor
) -> None:
    """A case for each fact that sets off a prong by the law of its instant and has none yet, and for everybody who
    became an Acquiring or Adverse Person besides; and those whose cause lasts no longer, or by the law known now never
    was, closed, with the reason: whatever was recorded first. The plan is locked by the caller.
    """
    candidates = [candidate for row in distribution.prongs for candidate in row.candidates]
    rows = PlanEvent.objects.filter(
        plan=plan, kind__in=_OPENING, reverses__isnull=True, reversed_by__isnull=True
    ).select_related("person", "case")
    gave = {case.event_id for case in selector.that_gave(plan, distribution)}
    acts = selector.releases(plan) if distribution.is_frozen else []
    tied = ownership.ties(plan) if acts else ()
    for event in rows:
        name = event.person.name if event.person else ""
        told = _Told(
            event,
            _of(event, candidates),
            tuple(row for row in becomings if row.at == event.occurred_at and row.person == name),
            event.pk in gave,
            event.pk not in gave and selector.is_taken_out_since(event, acts, tied),
        )
        if not hasattr(event, "case"):
            _open(told, actor)
        elif event.case.status == CaseStatus.CLOSED:
            _open_again(event.case, told, actor)
        elif reason := _why_closed(told):
            close(event.case, CaseStatus.CLOSED, reason, actor)


def _of(event: PlanEvent, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """What the fact came to in the prongs that its kind may set off."""
    kind, moments = KINDS[event.kind], selector.moments(event)
    person = event.person.name if event.person else ""
    return tuple(
        candidate
        for candidate in candidates
        if candidate.prong in kind.prongs
        and candidate.triggered_at in moments
        and candidate.person in {person, ""}
    )


def _open(told: _Told, actor: Actor) -> None:
    event = told.event
    prong = next((prong for prong in KINDS[event.kind].prongs if told.runs(prong)), None)
    if prong is None and not _makes_another(told):
        return
    question = QUESTION if prong else OF_ANOTHER
    case = TriggerCase(
        plan=event.plan,
        event=event,
        person=event.person,
        prong=prong or "i",
        question=question.format(prong=prong, person=event.person),
        opened_at=clock.now(),
    )
    audit.stamp(case, actor=actor).save()
    audit.record("case.opened", plan=event.plan, target=case, after={"prong": case.prong}, actor=actor)


def _makes_another(told: _Told) -> bool:
    """Whether the fact makes somebody an Acquiring or Adverse Person of whom no other case tells, clock or no clock:
    the Rights of each are void (R27, R32). The Board's declaration is always told of in a case of its own.
    """
    event = told.event
    if event.person is None or not told.lasts:
        return False
    if event.kind == EventKind.ADVERSE_PERSON_DECLARED:
        return True
    others = TriggerCase.objects.filter(plan=event.plan, prong__in=MAKE_A_FLIP_IN).exclude(event=event)
    names = others.exclude(status=CaseStatus.CLOSED).values_list("person__name", flat=True)
    group = group_of(event.person.name, ownership.ties(event.plan), event.effective_on)
    return set(group).isdisjoint(name for name in names if name)


def _open_again(case: TriggerCase, told: _Told, actor: Actor) -> None:
    """What closed the case was reversed since: it asks its question again."""
    if told.runs(case.prong) or (case.prong in MAKE_A_FLIP_IN and _makes_another(told)):
        case.status, case.closed_at, case.certificate = CaseStatus.OPEN, None, None
        audit.stamp(case, actor=actor).save()
        audit.record("case.opened", plan=case.plan, target=case, after={"prong": case.prong}, actor=actor)


def _why_closed(told: _Told) -> str:
    """Why the case asks nothing any more; "" while it does.

    Whoever was taken out of the definition has none, unless its fact gave a Distribution Date that has occurred.
    """
    case = told.event.case
    stopped = [candidate for candidate in told.mine if candidate.prong == case.prong]
    reasons = " ".join(row.computed.reason for row in stopped)
    has_lapsed = bool(stopped) and all(row.status in _LAPSED for row in stopped)
    if case.prong in MAKE_A_FLIP_IN and not told.gave_the_date and told.ended_by:
        return reasons if has_lapsed else told.ended_by
    if not stopped or told.runs(case.prong):
        return ""
    if case.status == CaseStatus.OPEN:
        return "" if _makes_another(told) else reasons
    # Confirmed by two persons, it is closed only where its cause lapsed or never was, not where another began earlier.
    return reasons if has_lapsed or _made_nobody(told) else ""


def _made_nobody(told: _Told) -> bool:
    """Whether an announcement makes nobody an Acquiring Person by the law known now, an act of before it that was
    recorded since among it. Where it only restarts no clock it made one; what a milestone on record rests on stays.
    """
    event = told.event
    if event.kind != EventKind.ACQUIRING_PERSON_ANNOUNCED or milestones.after(event.plan, event.occurred_at):
        return False
    return not told.made


def close(case: TriggerCase, status: str, reason: str, actor: Actor) -> None:
    """The case, confirmed or closed without effect, from now."""
    case.status, case.closed_at = status, clock.now()
    audit.stamp(case, actor=actor, reason=reason[:90]).save()
    verb = "case.confirmed" if status == CaseStatus.CONFIRMED else "case.closed"
    audit.record(verb, plan=case.plan, target=case, reason=reason, actor=actor)
