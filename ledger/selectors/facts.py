"""Models -> rules.facts: the one bridge from stored terms and facts to what the rules take."""

from dataclasses import dataclass
from datetime import date, datetime

from ledger.enums import NOTES
from ledger.models import Plan, PlanEvent
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.deadlines import Deadline, plan_deadlines
from ledger.rules.distribution_date import Distribution, distribution_date
from ledger.rules.facts import Event
from ledger.scenarios import read_event
from ledger.selectors import calendars, plan_day
from ledger.selectors.terms import distribution_terms

STRICT = (
    "ny-gcl24"  # the strict reading of “authorized to close”, counted beside the plan's own calendar (DQ16)
)
OF_THE_PRONGS = ("distribution_date", "prong")  # the distribution itself says these, with or without a date


def events(plan: Plan, known_at: datetime | None = None) -> tuple[Event, ...]:
    """The facts of the plan as events of the rules, known at `known_at` (default: now).

    A fact that was reversed by then is left out, and so is its reversal.
    """
    rows = PlanEvent.objects.filter(plan=plan, reverses__isnull=True).exclude(kind__in=NOTES)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at).exclude(reversed_by__recorded_at__lte=known_at)
    else:
        rows = rows.filter(reversed_by__isnull=True)
    return tuple(
        read_event({"type": row.kind, **row.data}, f"fact {row.pk}")
        for row in rows.order_by("occurred_at", "pk")
    )


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
    rows = plan_deadlines(terms, known, calendar, today=day, as_of=as_of, distribution=decided)
    return Computation(decided, tuple(row for row in rows if row.kind not in OF_THE_PRONGS), calendar)


def distribution(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Distribution:
    """The Distribution Date as of the plan's today (or `on`), as known at `known_at` (default: now)."""
    return compute(plan, on, known_at).distribution
