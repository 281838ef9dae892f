"""Business Days: counting them over dated closings, and the close of business (R12, DQ16).

A calendar is Monday to Friday less its closings. Closings are rows with a reason and a source, never code, so
each answer can name every day it skipped. A calendar refuses, naming its range, rather than guess outside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ledger.rules.dates import NEW_YORK, new_york_date
from ledger.rules.facts import CountedDay, Period, SkippedDay
from ledger.rules.registry import defines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLOSE_OF_BUSINESS = time(17, 0)
# What the shipped calendars reach, and so what an instant told to the program may be.
FIRST_DAY, LAST_DAY = date(1986, 1, 1), date(2040, 12, 31)
_WEEKEND = {5: "Saturday", 6: "Sunday"}
_ONE_DAY = timedelta(days=1)


class OutOfRange(ValueError):
    """A date that the calendar does not reach; the message names the calendar and its range."""


@dataclass(frozen=True)
class Closing:
    """One dated row of a calendar: `closed`, or `open` where the day may be taken for a closing and is
    none.
    """

    date: date
    calendar: str
    effect: Literal["closed", "open"]
    reason: str
    source: str = ""


@defines("Business Day")
@dataclass(frozen=True)
class BusinessCalendar:
    """The Business Days from `first` to `last`, both included, as one version of the closings has them.

    Immutable and hashable; the index of days is built once, on first use.
    """

    code: str
    version: str
    first: date
    last: date
    closings: tuple[Closing, ...] = ()

    @cached_property
    def _opened(self) -> frozenset[date]:
        return frozenset(row.date for row in self.closings if row.effect == "open")

    @cached_property
    def _closed(self) -> dict[date, str]:
        return {
            row.date: row.reason
            for row in self.closings
            if row.effect == "closed" and row.date not in self._opened
        }

    @cached_property
    def _days(self) -> list[int]:
        closed = {day.toordinal() for day in self._closed}
        opened = {day.toordinal() for day in self._opened}
        # Ordinal 1 is a Monday, so the remainder by seven counts Monday as 1 and Sunday as 0.
        return [
            ordinal
            for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1)
            if (ordinal % 7 not in {6, 0} or ordinal in opened) and ordinal not in closed
        ]

    @cached_property
    def notable_days(self) -> tuple[Closing, ...]:
        """The rows with effect `open`, in date order: days on which others closed and this calendar did
        not.
        """
        return tuple(sorted((row for row in self.closings if row.effect == "open"), key=lambda row: row.date))

    def _require(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise OutOfRange(
                f"{day.isoformat()} is outside the calendar {self.code}, which runs "
                f"from {self.first.isoformat()} to {self.last.isoformat()}"
            )
        return day.toordinal()

    def _day_at(self, index: int, start: date, n: int) -> date:
        if not 0 <= index < len(self._days):
            raise OutOfRange(
                f"{n} business days from {start.isoformat()} fall outside the calendar {self.code}, which "
                f"runs from {self.first.isoformat()} to {self.last.isoformat()}"
            )
        return date.fromordinal(self._days[index])

    def is_business_day(self, day: date) -> bool:
        """Whether `day` is a Business Day: not a Saturday, a Sunday or a closing of this calendar."""
        ordinal = self._require(day)
        index = bisect_left(self._days, ordinal)
        return index < len(self._days) and self._days[index] == ordinal

    def holiday_name(self, day: date) -> str | None:
        """Why `day` is no Business Day ("Saturday", "Christmas Day"); None where it is one."""
        self._require(day)
        weekend = None if day in self._opened else _WEEKEND.get(day.weekday())
        return self._closed.get(day) or weekend

    def adjust(self, day: date, roll: Literal["following", "preceding"] = "following") -> date:
        """`day` itself where it is a Business Day, otherwise the next, or the one before."""
        ordinal = self._require(day)
        if roll == "following":
            return self._day_at(bisect_left(self._days, ordinal), day, 0)
        return self._day_at(bisect_right(self._days, ordinal) - 1, day, 0)

    def advance(self, day: date, n: int) -> date:
        """The nth Business Day strictly after `day`; strictly before where n < 0; `adjust`ed where n is 0."""
        ordinal = self._require(day)
        if n > 0:
            return self._day_at(bisect_right(self._days, ordinal) + n - 1, day, n)
        return self._day_at(bisect_left(self._days, ordinal) + n, day, n)

    def business_days_between(self, after: date, until: date) -> int:
        """How many Business Days fall after `after` up to and including `until`; negative going back."""
        later, earlier = self._require(until), self._require(after)
        return bisect_right(self._days, later) - bisect_right(self._days, earlier)

    def with_closings(self, days: Iterable[date], openings: Iterable[date] = ()) -> BusinessCalendar:
        """The same calendar and version with the closings, and the openings, that a plan itself names."""
        named = [
            (sorted(set(days)), "closed", "closing named by the plan"),
            (sorted(set(openings)), "open", "opening named by the plan"),
        ]
        added = tuple(
            Closing(day, self.code, effect, reason, "plan terms")  # type: ignore[arg-type]
            for these, effect, reason in named
            for day in these
        )
        if not added:
            return self
        told = {row.date for row in added}
        kept = tuple(row for row in self.closings if row.date not in told)
        return replace(self, closings=kept + added)


@dataclass(frozen=True)
class DayCount:
    """The result of counting a period: the date, and the trail of days counted and skipped on the way."""

    date: date
    counted: tuple[CountedDay, ...]
    skipped: tuple[SkippedDay, ...]


@defines("Close of Business")
def close_of_business(day: date, calendar: BusinessCalendar) -> datetime:
    """5:00 p.m. New York on `day`, or on the next Business Day where it is none, as a UTC instant (DQ16)."""
    return close_on(calendar.adjust(day))


def close_on(day: date) -> datetime:
    """5:00 p.m. New York on the day itself, a Business Day or not, as a UTC instant."""
    return datetime.combine(day, CLOSE_OF_BUSINESS, NEW_YORK).astimezone(UTC)


def announcement_date(instant: datetime) -> date:
    """The New York date of an announcement: evenings and weekends keep their date, nothing rolls."""
    return new_york_date(instant)


def count_period(
    start: date, period: Period, calendar: BusinessCalendar, *, include_start: bool = False
) -> DayCount:
    """Count `period` from `start`, with the days counted and skipped.

    Business Days: the nth strictly after `start`; with `include_start` (the tender offer rules of the SEC) a
    `start` that is a Business Day is day 1; a period of 0 is `start` itself. Calendar days: every day counts,
    and a last day that is no Business Day rolls to the next. Raises OutOfRange beyond the calendar.
    """
    if period.unit == "business_days":
        if period.n == 0:
            return DayCount(start, (), ())
        first = start if include_start else start + _ONE_DAY
        last = calendar.advance(first - _ONE_DAY, period.n)
        return DayCount(last, *_trail(first, last, calendar))
    first = start if include_start and period.n else start + _ONE_DAY
    nominal = first + timedelta(days=period.n - 1)
    last = calendar.adjust(nominal)
    counted = tuple(
        CountedDay(number, first + timedelta(days=number - 1)) for number in range(1, period.n + 1)
    )
    return DayCount(last, counted, tuple(_skipped(nominal, last, calendar)))


def _trail(
    first: date, last: date, calendar: BusinessCalendar
) -> tuple[tuple[CountedDay, ...], tuple[SkippedDay, ...]]:
    business_days = [day for day in _days(first, last) if calendar.is_business_day(day)]
    counted = tuple(CountedDay(number, day) for number, day in enumerate(business_days, start=1))
    return counted, tuple(_skipped(first, last, calendar))


def _skipped(first: date, last: date, calendar: BusinessCalendar) -> Iterator[SkippedDay]:
    for day in _days(first, last):
        name = calendar.holiday_name(day)
        if name:
            yield SkippedDay(day, name)


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
