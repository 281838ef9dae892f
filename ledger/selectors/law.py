"""The law of a plan: its terms through time, the facts of its life and the calendars it counts on, composed once.

Pages, jobs, resolutions, What if, `simulate` and the tests all ask a `Law`; only where its parts come from differs.
`in_force` takes those on record; `supposed` takes terms and facts as given.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ledger.calendars import seeded_calendar
from ledger.models import Plan, PlanEvent
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.course.acquisitions import Becoming, becomings
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.ends import counts
from ledger.rules.course.expiration_date import Expiration, expiration_date
from ledger.rules.course.record import Record
from ledger.rules.dates import start_of
from ledger.rules.deadlines import CarriedAdjustment, Deadline, plan_deadlines
from ledger.rules.facts import Event, Exchanged, Redeemed
from ledger.rules.plan_terms import CalendarCode, PlanTerms, one_law
from ledger.rules.wire import KINDS
from ledger.selectors import adjustments, calendars, facts, milestones, ownership, plan_day, terms

OF_THE_PRONGS = ("distribution_date", "prong")  # the distribution itself says these, with or without a date


@dataclass(frozen=True)
class Dates:
    """Every date that a law gives: the Distribution Date with its prongs, the deadlines, the calendar counted on; and
    who became an Acquiring or Adverse Person by the instant asked at.
    """

    distribution: Distribution
    deadlines: tuple[Deadline, ...]
    calendar: BusinessCalendar
    expiration: Expiration
    becomings: tuple[Becoming, ...] = ()

    @property
    def others(self) -> tuple[Deadline, ...]:
        """The deadlines that the distribution does not say itself."""
        return tuple(row for row in self.deadlines if row.kind not in OF_THE_PRONGS)


@dataclass(frozen=True)
class Law:
    """What a question about a plan is asked of: the record that the course is folded from, and the instant it is asked
    at.

    A calendar is read when a question first counts on it. Every question raises OutOfRange beyond the calendars.
    """

    record: Record
    at: datetime

    @property
    def terms(self) -> PlanTerms:
        """The terms in force at the instant."""
        return self.record.terms_at(self.at)

    @property
    def events(self) -> tuple[Event, ...]:
        """The facts and acts known."""
        return self.record.events

    @property
    def calendar(self) -> BusinessCalendar:
        """The calendar that the terms of the instant name, with what the plan itself adds."""
        return self.record.calendar_at(self.at)

    def without_events(self, these: Collection[Event]) -> "Law":
        """The same law without these facts."""
        return replace(self, record=self.record.without_events(these))

    def with_events(self, these: Iterable[Event]) -> "Law":
        """The same law with these facts as well."""
        return replace(self, record=self.record.with_events(*these))

    def distribution(self, as_of: datetime | None = None, *, with_strict: bool = True) -> Distribution:
        """The Distribution Date, as known at an instant, with a warning where the stricter reading differs."""
        return distribution_date(self.record, as_of=as_of, with_strict=with_strict)

    def has_effect(self, order: Redeemed | Exchanged) -> bool:
        """Whether a redemption or exchange that the Board ordered has its effect at its instant: no window of it closed
        before.
        """
        return counts(order, self.record)

    def dates(
        self,
        *,
        today: date | None = None,
        as_of: datetime | None = None,
        carried: Sequence[CarriedAdjustment] = (),
    ) -> Dates:
        """Every date; `today` gives each deadline its Business Days left and the plan its yearly check."""
        decided = self.distribution(as_of)
        deadlines = plan_deadlines(
            self.record,
            today=today,
            as_of=as_of,
            distribution=decided,
            adjustments=carried,
        )
        ending = expiration_date(self.record, as_of, decided=decided)
        return Dates(decided, deadlines, self.calendar, ending, becomings(self.record.known(as_of)))

    def expiration(self, as_of: datetime | None = None, *, decided: Distribution | None = None) -> Expiration:
        """When and how the Rights end, with every ending kept, as known at an instant (None: that asked at); `decided`
        is the distribution as known then.
        """
        return expiration_date(self.record, as_of or self.at, decided=decided)


def supposed(
    plan_terms: PlanTerms,
    events: Iterable[Event],
    calendar_of: Callable[[CalendarCode], BusinessCalendar] = seeded_calendar,
) -> Law:
    """The law of terms and facts as given; without a stored plan it counts on the calendars as they are shipped."""
    since = start_of(plan_terms.agreement_date or plan_terms.record_date)
    record = Record(one_law(plan_terms, since), (), calendar_of).with_events(*events)
    return Law(record, max([since, *(event.at for event in record.events if event.at)]))


def in_force(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Law:
    """The law of the plan asked on `on` (default: its today), as known at `known_at` (default: now).

    Its terms are all those known, each from its own instant, and so are the facts; the calendars are in the versions
    that were theirs then. What has occurred by the day is frozen, an end of the Rights too.
    """
    at, frozen = _instant(plan, on), milestones.frozen(plan, known_at)
    ended = milestones.ended(plan, known_at)
    record = Record(
        terms.history(plan, known_at),
        (),
        lambda code: calendars.snapshot_then(code, known_at),
        ties=ownership.ties(plan, known_at),
        frozen=frozen if frozen and frozen.instant <= at else None,
        ended=ended if ended and ended.instant <= at else None,
    )
    return Law(record.with_events(*facts.events(plan, known_at)), at)


def dates(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Dates:
    """Every date of the plan as of its today (or `on`), as known at `known_at` (default: now)."""
    return in_force(plan, on, known_at).dates(
        today=on or plan_day.today(plan),
        as_of=_instant(plan, on),
        carried=adjustments.carried(plan),
    )


def distribution(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Distribution:
    """The Distribution Date as of the plan's today (or `on`), as known at `known_at` (default: now)."""
    return in_force(plan, on, known_at).distribution(_instant(plan, on))


def _instant(plan: Plan, on: date | None) -> datetime:
    return plan_day.end_of(on) if on else plan_day.instant(plan)


def why_without_effect(event: PlanEvent) -> str:
    """Why the fact sets off no prong by the law of its instant; "" where it does, or where it is none that could."""
    if not KINDS[event.kind].prongs or hasattr(event, "reversed_by"):
        return ""
    rows = [
        candidate
        for row in distribution(event.plan).prongs
        for candidate in row.candidates
        if candidate.triggered_at == event.occurred_at
    ]
    counted = any(candidate.date or candidate.status != "not_counted" for candidate in rows)
    return "" if counted else " ".join(candidate.computed.reason for candidate in rows)
