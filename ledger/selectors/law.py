"""The law of a plan: its terms, the facts of its life and the calendars it counts on, composed once for every question.

Pages, jobs, resolutions, What if, `simulate` and the tests all ask a `Law`; only where its three parts come from
differs. `in_force` takes those on record; `supposed` takes terms and facts as given.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from ledger.calendars import seeded_calendar
from ledger.models import Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.deadlines import AwaitedDay, CarriedAdjustment, Deadline, plan_deadlines
from ledger.rules.distribution import Distribution
from ledger.rules.distribution_date import distribution_date
from ledger.rules.expiration_date import Expiration, expiration_date
from ledger.rules.facts import CalendarCode, Event, PlanTerms
from ledger.rules.resolutions import rights_when
from ledger.rules.rights_at import RightsAt
from ledger.selectors import adjustments, awaited, calendars, facts, plan_day
from ledger.selectors.terms import distribution_terms

# The stricter reading of a calendar, counted beside it: only of banks does a text say “authorized to close” (DQ16).
STRICTER: dict[CalendarCode, CalendarCode] = {"ny-banking": "ny-gcl24"}
OF_THE_PRONGS = ("distribution_date", "prong")  # the distribution itself says these, with or without a date


@dataclass(frozen=True)
class Dates:
    """Every date that a law gives: the Distribution Date with its prongs, the deadlines, the calendar counted on."""

    distribution: Distribution
    deadlines: tuple[Deadline, ...]
    calendar: BusinessCalendar

    @property
    def others(self) -> tuple[Deadline, ...]:
        """The deadlines that the distribution does not say itself."""
        return tuple(row for row in self.deadlines if row.kind not in OF_THE_PRONGS)


@dataclass(frozen=True)
class Law:
    """Terms in force, facts known, and where the calendars come from: what a question about a plan is asked of.

    A calendar is read when a question first counts on it. Every question raises OutOfRange beyond the calendars.
    """

    terms: PlanTerms
    events: tuple[Event, ...]
    calendar_of: Callable[[CalendarCode], BusinessCalendar]

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The calendar that the terms name."""
        return self.calendar_of(self.terms.business_day)

    @cached_property
    def strict_calendar(self) -> BusinessCalendar | None:
        """The stricter reading of that calendar, None where it has none."""
        code = STRICTER.get(self.terms.business_day)
        return self.calendar_of(code) if code else None

    def without_events(self, these: Collection[Event]) -> "Law":
        """The same law without these facts."""
        return replace(self, events=tuple(event for event in self.events if event not in these))

    def distribution(self, as_of: datetime | None = None) -> Distribution:
        """The Distribution Date, as known at an instant, with a warning where the stricter reading differs."""
        return distribution_date(
            self.terms, self.events, self.calendar, strict_calendar=self.strict_calendar, as_of=as_of
        )

    def dates(
        self,
        *,
        today: date | None = None,
        as_of: datetime | None = None,
        carried: Sequence[CarriedAdjustment] = (),
        awaiting: Sequence[AwaitedDay] = (),
    ) -> Dates:
        """Every date; `today` gives each deadline its Business Days left and the plan its yearly check."""
        decided = self.distribution(as_of)
        deadlines = plan_deadlines(
            self.terms,
            self.events,
            self.calendar,
            today=today,
            as_of=as_of,
            distribution=decided,
            adjustments=carried,
            awaited=awaiting,
        )
        return Dates(decided, deadlines, self.calendar)

    def rights(self, at: datetime, questions: tuple[str, ...] = ()) -> RightsAt:
        """How the Rights stand at an instant: it needs no more than the date, so no other reading is counted."""
        decided = distribution_date(self.terms, self.events, self.calendar, as_of=at)
        return rights_when(at, self.terms, self.events, self.calendar, decided, questions)

    def expiration(self) -> Expiration:
        """When and how the Rights end, with every ending kept."""
        return expiration_date(self.terms, self.events, self.calendar)


def supposed(
    terms: PlanTerms,
    events: Iterable[Event],
    calendar_of: Callable[[CalendarCode], BusinessCalendar] = seeded_calendar,
) -> Law:
    """The law of terms and facts as given; without a stored plan it counts on the calendars as they are shipped."""
    return Law(terms, tuple(events), calendar_of)


def in_force(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Law:
    """The law of the plan on `on` (default: its today), as known at `known_at` (default: now).

    The terms are those in force on that day, the facts all those known; the calendars are in their present versions.
    """
    terms = distribution_terms(plan, on or plan_day.today(plan), known_at)
    return Law(terms, facts.events(plan, known_at), calendars.snapshot)


def dates(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Dates:
    """Every date of the plan as of its today (or `on`), as known at `known_at` (default: now)."""
    return in_force(plan, on, known_at).dates(
        today=on or plan_day.today(plan),
        as_of=_instant(plan, on),
        carried=adjustments.carried(plan),
        awaiting=awaited.days(plan),
    )


def distribution(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Distribution:
    """The Distribution Date as of the plan's today (or `on`), as known at `known_at` (default: now)."""
    return in_force(plan, on, known_at).distribution(_instant(plan, on))


def _instant(plan: Plan, on: date | None) -> datetime:
    return plan_day.end_of(on) if on else plan_day.instant(plan)
