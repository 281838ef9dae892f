"""Milestones: what has occurred is put on record once, and what would change it later is a question for counsel (R19).

A Distribution Date is on record once its close of business has passed on confirmed facts, and in any case with the
posting of the separation; an end of the Rights with its posting.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ledger.enums import Basis, CaseStatus, Severity
from ledger.models import DataQualityIssue, Milestone, Plan
from ledger.plan_files import HOLDS
from ledger.rules.course.answers import BREAK
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.expiration_date import Expiration
from ledger.rules.course.prongs.candidate import EXTENSION_ROLLS, TENDER
from ledger.rules.questions import closers
from ledger.selectors import board, cases, law, milestones as selector, plan_day
from ledger.selectors.terms import value_at
from ledger.services import audit
from ledger.services.opening import open_question
from ledger.terms import REGISTRY
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

# Every word that a question can hold an act by: while two Distribution Dates stand against each other, none is sure.
HELD_BY_A_BREAK = tuple(sorted(HOLDS - {"agent_change", "legal_risk"}))
_ROLLS = "expiration.rolls"


@dataclass(frozen=True)
class _Asked:
    """A question about a term that is silent, and its readings; `within` is the term's part read."""

    key: str
    code: str
    title: str
    default: str
    readings: tuple[tuple[bool, str], ...]
    within: str = ""


_ASKED = {
    asked.key: asked
    for asked in (
        _Asked(
            TENDER,
            "WITHDRAWN",
            "Whether an offer that was withdrawn counts",
            "It counts, but what turns on its date waits.",
            (
                (True, "An offer withdrawn before the prong's date never counted"),
                (False, "It counts all the same"),
            ),
            within="withdrawn_ignored",
        ),
        _Asked(
            EXTENSION_ROLLS,
            "FIXED",
            "Whether a date that the Board fixes moves to the next Business Day",
            "It moves, but nothing is issued.",
            ((True, "It moves to the next Business Day"), (False, "It is that very day")),
        ),
    )
}


def record(
    *, plan: Plan, kind: str, day: date, instant: datetime, reason: str, governing: str = "", actor: Actor
) -> Milestone:
    """Puts the milestone on record, once: the one already there is answered as it is.

    The plan is locked by the caller.
    """
    return selector.of_kind(plan, kind) or _write(
        Milestone(plan=plan, kind=kind, day=day, instant=instant, governing=governing, reason=reason), actor
    )


def _write(milestone: Milestone, actor: Actor) -> Milestone:
    milestone.recorded_at, milestone.recorded_by = clock.now(), actor.name
    milestone.save(force_insert=True)
    audit.record(
        "milestone.recorded",
        plan=milestone.plan,
        target=milestone,
        reason=milestone.reason,
        after={
            "kind": milestone.kind,
            "day": milestone.day.isoformat(),
            "instant": milestone.instant.isoformat(),
        },
        actor=actor,
    )
    return milestone


def record_distribution_date(*, plan: Plan, distribution: Distribution, actor: Actor) -> Milestone | None:
    """Puts the Distribution Date on record; None where there is none."""
    if distribution.date is None or distribution.instant is None:
        return None
    return record(
        plan=plan,
        kind=Milestone.Kind.DISTRIBUTION_DATE,
        day=distribution.date,
        instant=distribution.instant,
        governing=";".join(distribution.governing),
        reason=distribution.computed.reason,
        actor=actor,
    )


def bring_to_date(*, plan: Plan, dates: law.Dates, actor: Actor) -> None:
    """Records a Distribution Date whose close has passed on confirmed facts, and opens a question for what has been
    found since that would have changed one on record; the plan is locked by the caller.
    """
    distribution = dates.distribution
    # The day of a replay is one that somebody set or let go: no job freezes anything by it, only what a person does.
    is_attended = not plan.is_replay or actor.user is not None
    if is_attended and not distribution.is_frozen and _has_occurred(plan, distribution):
        record_distribution_date(plan=plan, distribution=distribution, actor=actor)
    ask_of_breaks(plan=plan, dates=dates, actor=actor)


def ask_of_breaks(*, plan: Plan, dates: law.Dates, actor: Actor) -> None:
    """Opens a question for what has been found since that would have changed a Distribution Date on record or an end of
    the Rights that is posted; the plan is locked by the caller.
    """
    told = [(found, "Distribution Date", "date") for found in dates.distribution.breaks]
    told += [(found, "end of the Rights", "end") for found in dates.expiration.breaks]
    for found, what, kept in told:
        asked = DataQualityIssue.objects.filter(plan=plan, code__startswith=BREAK)
        if asked.filter(inconsistency=found.sentence).exists():
            continue
        open_question(
            DataQualityIssue(
                plan=plan,
                code=f"{BREAK}{asked.count() + 1}",
                title=f"The {what} on record, and another on what was found since",
                inconsistency=found.sentence,
                default_until_resolved=f"The {kept} on record stands.",
                severity=Severity.HOLD,
                holds=list(HELD_BY_A_BREAK),
                closed_by=[Basis.COUNSEL],
                opened_at=clock.now(),
            ),
            actor=actor,
        )


def ask_what_is_unsaid(*, plan: Plan, dates: law.Dates, actor: Actor) -> None:
    """Opens a question where the paper is silent and a date turns on it: whether an expiration on no Business Day
    moves to the next one, whether an offer that was withdrawn counts, whether a date of the Board's moves. The plan is
    locked by the caller.
    """
    _ask_whether_it_rolls(plan, dates.expiration, actor)
    _ask_of_the_distribution_date(plan, dates.distribution, actor)


def _ask_whether_it_rolls(plan: Plan, expiration: Expiration, actor: Actor) -> None:
    doubt = next((finding for finding in expiration.findings if finding.rule == "R24"), None)
    if doubt is None or DataQualityIssue.objects.filter(plan=plan, term_keys__contains=[_ROLLS]).exists():
        return
    open_question(
        DataQualityIssue(
            plan=plan,
            code="ROLLS",
            title="Whether the expiration moves to the next Business Day",
            inconsistency=doubt.sentence,
            default_until_resolved="Nothing expires.",
            severity=Severity.HOLD,
            holds=list(REGISTRY[_ROLLS].held()),
            term_keys=[_ROLLS],
            closed_by=[Basis.COUNSEL],
            candidates=[
                {
                    "value": True,
                    "reading": "It moves to the next Business Day",
                    "source": "The paper is silent",
                },
                {"value": False, "reading": "It is that very day", "source": "The paper is silent"},
            ],
            opened_at=clock.now(),
        ),
        actor=actor,
    )


def _ask_of_the_distribution_date(plan: Plan, distribution: Distribution, actor: Actor) -> None:
    for row in distribution.prongs:
        for each in row.candidates:
            if each.doubt and each.date and each.triggered_at and not distribution.is_frozen:
                _ask(plan, _ASKED[each.asks], each.doubt, each.triggered_at, actor)


def _ask(plan: Plan, asked: _Asked, doubt: str, at: datetime, actor: Actor) -> None:
    if DataQualityIssue.objects.filter(plan=plan, code=asked.code).exists():
        return
    told = value_at(plan, asked.key, at)
    open_question(
        DataQualityIssue(
            plan=plan,
            code=asked.code,
            title=asked.title,
            inconsistency=doubt,
            default_until_resolved=asked.default,
            severity=Severity.HOLD,
            holds=list(REGISTRY[asked.key].held(asked.within)),
            term_keys=[asked.key],
            closed_by=list(closers([asked.key])),
            candidates=[
                {
                    "value": {**told, asked.within: said} if asked.within else said,
                    "reading": reading,
                    "source": "The paper is silent",
                }
                for said, reading in asked.readings
            ],
            opened_at=clock.now(),
        ),
        actor=actor,
    )


def _has_occurred(plan: Plan, distribution: Distribution) -> bool:
    instant = distribution.instant
    if instant is None or instant > plan_day.instant(plan):
        return False
    # What the Board did in time may wait for its second person still, and move the date, unless shares moved by it.
    if board.waiting(plan, instant) and not selector.has_moved_since(plan, instant):
        return False
    found = cases.of_causes(plan, [cause for cause in distribution.causes if not cause.doubt])
    return any(case.status == CaseStatus.CONFIRMED for case in found)
