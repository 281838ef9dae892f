"""Models -> rules.facts: the one bridge from stored terms and facts to what the rules take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from ledger.enums import NOTES, EventKind
from ledger.models import Plan, PlanEvent
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.deadlines import Deadline, plan_deadlines
from ledger.rules.distribution_date import Distribution, distribution_date
from ledger.rules.exact import exact_text
from ledger.rules.facts import (
    ContinuingDirectorsLostMajority,
    Event,
    day_text,
    exact_number,
    new_york_date,
)
from ledger.scenarios import read_event
from ledger.selectors import adjustments, awaited, board, calendars, ownership, plan_day
from ledger.selectors.terms import distribution_terms

STRICT = (
    "ny-gcl24"  # the strict reading of “authorized to close”, counted beside the plan's own calendar (DQ16)
)
# The facts that tell a percentage, and the field that tells it.
WITH_A_PERCENTAGE = {
    EventKind.ACQUIRING_PERSON_ANNOUNCED.value: "pct",
    EventKind.TENDER_OFFER.value: "would_own_pct",
}
OF_THE_PRONGS = ("distribution_date", "prong")  # the distribution itself says these, with or without a date


def events(plan: Plan, known_at: datetime | None = None) -> tuple[Event, ...]:
    """The facts of the plan as events of the rules, known at `known_at` (default: now).

    A fact that was reversed by then is left out, and so is its reversal; so is one whose person has a higher
    threshold of its own (`set_aside` says which, and why). Losses of the Continuing Directors' majority that the
    record of directors shows stand beside those recorded as facts.
    """
    rows = PlanEvent.objects.filter(plan=plan, reverses__isnull=True).exclude(kind__in=NOTES)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at).exclude(reversed_by__recorded_at__lte=known_at)
    else:
        rows = rows.filter(reversed_by__isnull=True)
    found = list(rows.select_related("person").order_by("occurred_at", "pk"))
    aside = {row.pk for row, _ in _below_own_threshold(plan, found, known_at)}
    recorded = tuple(
        read_event({"type": row.kind, **row.data}, f"fact {row.pk}") for row in found if row.pk not in aside
    )
    return (*recorded, *_losses_unrecorded(plan, recorded, known_at))


def _losses_unrecorded(plan: Plan, recorded: Iterable[Event], known_at: datetime | None) -> Iterator[Event]:
    """The losses of majority by the directors' own dates, but for days on which one is recorded as a fact."""
    told = {
        new_york_date(event.at) for event in recorded if isinstance(event, ContinuingDirectorsLostMajority)
    }
    for loss in board.majority_losses(plan, known_at):
        if new_york_date(loss.at) not in told:
            yield loss


def set_aside(plan: Plan, known_at: datetime | None = None) -> list[tuple[PlanEvent, str]]:
    """Each fact that sets nothing off because its person has a higher threshold of its own, and why (DQ13)."""
    rows = PlanEvent.objects.filter(
        plan=plan, reverses__isnull=True, reversed_by__isnull=True, kind__in=WITH_A_PERCENTAGE
    ).select_related("person")
    return list(_below_own_threshold(plan, rows.order_by("occurred_at", "pk"), known_at))


def _below_own_threshold(
    plan: Plan, rows: Iterable[PlanEvent], known_at: datetime | None
) -> Iterator[tuple[PlanEvent, str]]:
    named = [row for row in rows if row.person and row.kind in WITH_A_PERCENTAGE]
    thresholds = ownership.own_thresholds(plan, known_at) if named else ()
    if not thresholds:
        return
    tied = ownership.ties(plan, known_at)
    for row in named:
        assert row.person is not None  # noqa: S101 - chosen above
        name, told = row.person.name, row.data[WITH_A_PERCENTAGE[row.kind]]
        own = ownership.threshold_for(Fraction(0), name, row.effective_on, thresholds, tied)
        if exact_number(told) < own:
            why = (
                f"{name} has a threshold of its own, {exact_text(own)}%, on {day_text(row.effective_on)}: "
                f"{told}% is below it."
            )
            yield row, why


@dataclass(frozen=True)
class Computation:
    """What one asking of the rules gave: the Distribution Date, every other deadline, and the calendar counted on."""

    distribution: Distribution
    others: tuple[Deadline, ...]
    calendar: BusinessCalendar


def compute(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Computation:
    """Every date of the plan as of its today (or `on`), as known at `known_at` (default: now).

    The terms are those in force on that day; the calendar is the present version of the one the terms name.
    """
    day = on or plan_day.today(plan)
    terms = distribution_terms(plan, day, known_at)
    known = events(plan, known_at)
    calendar = calendars.snapshot(terms.business_day)
    strict = None if terms.business_day == STRICT else calendars.snapshot(STRICT)
    as_of = plan_day.end_of(day) if on else plan_day.instant(plan)
    decided = distribution_date(terms, known, calendar, strict_calendar=strict, as_of=as_of)
    rows = plan_deadlines(
        terms,
        known,
        calendar,
        today=day,
        as_of=as_of,
        distribution=decided,
        adjustments=adjustments.carried(plan),
        awaited=awaited.days(plan),
    )
    return Computation(decided, tuple(row for row in rows if row.kind not in OF_THE_PRONGS), calendar)


def distribution(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Distribution:
    """The Distribution Date as of the plan's today (or `on`), as known at `known_at` (default: now)."""
    return compute(plan, on, known_at).distribution
