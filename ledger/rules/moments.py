"""Moments and windows as data: when the Rights end, when a power may be used, in one vocabulary (law.md 4).

A moment is a date, something that happens in the life of the plan, a time after another moment, or a choice among
moments. Nothing here knows how what happens is found out: whoever asks says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from ledger.rules.business_days import close_of_business, close_on, count_period
from ledger.rules.dates import anniversary, day_text, new_york_date
from ledger.rules.exact import exact_text
from ledger.rules.facts import Period

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from ledger.rules.business_days import BusinessCalendar

Happening = Literal[
    "adoption",
    "record_date",
    "acquiring_person",
    "stock_acquisition_date",
    "adverse_person",
    "distribution_date",
    "flip_in_event",
    "flip_over_event",
    "offer_commenced",
    "acceptance_for_payment",
    "ownership_reaches",
    "merger_effective",
    "majority_lost",
    "annual_meeting",
    "redemption",
    "exchange",
    "final_expiration",
]
HAPPENINGS: tuple[Happening, ...] = get_args(Happening)
AfterUnit = Literal["calendar_days", "business_days", "years"]

_WORDS: dict[Happening, str] = {
    "adoption": "the adoption of the plan",
    "record_date": "the Record Date",
    "acquiring_person": "the time a person becomes an Acquiring Person",
    "stock_acquisition_date": "the Stock Acquisition Date",
    "adverse_person": "the declaration of an Adverse Person",
    "distribution_date": "the Distribution Date",
    "flip_in_event": "the first Flip-In Event",
    "flip_over_event": "the first Flip-Over Event",
    "offer_commenced": "the commencement of a tender or exchange offer",
    "acceptance_for_payment": "the acceptance of shares for payment under an offer",
    "ownership_reaches": "the time an Acquiring Person owns the percentage",
    "merger_effective": "the effective time of the merger",
    "majority_lost": "the loss of the Continuing Directors’ majority",
    "annual_meeting": "the annual meeting",
    "redemption": "the redemption of the Rights",
    "exchange": "the exchange of the Rights",
    "final_expiration": "the Final Expiration Date",
}


@dataclass(frozen=True)
class On:
    """The close of business on a date."""

    date: date


@dataclass(frozen=True)
class When:
    """Something that happens in the life of the plan; `pct` is that of `ownership_reaches`.

    `named` is a fact that the plan itself names ("repeal of section 382"), happening is then "".
    """

    happening: Happening | Literal[""]
    pct: Fraction | None = None
    named: str = ""


@dataclass(frozen=True)
class After:
    """A time after another moment: `n` days or years; the close of business of the day they lead to."""

    moment: Moment
    n: int
    unit: AfterUnit


@dataclass(frozen=True)
class EarlierOf:
    """The earliest of several; those that have not come and have no date do not count."""

    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class LaterOf:
    """The latest of several; not yet known while one of them is not."""

    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Unless:
    """`then`, unless the moment comes first: `otherwise` from then on."""

    moment: Moment
    then: Moment
    otherwise: Moment


Moment = On | When | After | EarlierOf | LaterOf | Unless


@dataclass(frozen=True)
class Window:
    """From a moment (None: from the beginning) until another (None: without end); `limit` is a remark of the paper."""

    opens: Moment | None
    closes: Moment | None
    limit: str = ""


@dataclass(frozen=True)
class Almanac:
    """What tells the moments their instants: what has happened, the calendar, and whether a date rolls.

    `happened` answers when something happened, or will by a date that is fixed already; None where it has not.
    `rolls`: a date on no Business Day is the next one; else it is that very day.
    """

    happened: Callable[[When], datetime | None]
    calendar: BusinessCalendar
    rolls: bool = False

    def instant(self, moment: Moment) -> datetime | None:  # noqa: PLR0911 - one for each shape
        """The instant of the moment, in UTC; None while it is not known. Raises OutOfRange beyond the calendar."""
        match moment:
            case On(day):
                return self.close(day)
            case When():
                return self.happened(moment)
            case After(base, n, unit):
                start = self.instant(base)
                return (
                    None
                    if start is None
                    else self.close(_later(new_york_date(start), n, unit, self.calendar))
                )
            case EarlierOf(moments):
                return min(filter(None, map(self.instant, moments)), default=None)
            case LaterOf(moments):
                instants = [self.instant(each) for each in moments]
                return None if None in instants else max(filter(None, instants), default=None)
            case Unless(condition, then, otherwise):
                first, came = self.instant(then), self.instant(condition)
                if came is not None and (first is None or came <= first):
                    return self.instant(otherwise)
                return first

    def close(self, day: date) -> datetime:
        """5:00 p.m. in New York on the day, or on the next Business Day where dates roll."""
        if self.rolls:
            return close_of_business(day, self.calendar)
        return close_on(day)

    def rolling(self, *, rolls: bool) -> Almanac:
        """The same with the other way of dates on no Business Day."""
        return replace(self, rolls=rolls)


def dates_of(moment: Moment | None) -> tuple[date, ...]:
    """Every calendar date that the moment names."""
    match moment:
        case On(day):
            return (day,)
        case After(base, _, _):
            return dates_of(base)
        case EarlierOf(moments) | LaterOf(moments):
            return tuple(day for each in moments for day in dates_of(each))
        case Unless(condition, then, otherwise):
            return (*dates_of(condition), *dates_of(then), *dates_of(otherwise))
    return ()


def last_date(moment: Moment | None) -> date | None:
    """The last fixed date that the moment can be: of several that come earlier the first; None where it has none."""
    match moment:
        case EarlierOf():
            return min(dates_of(moment), default=None)
        case _:
            return max(dates_of(moment), default=None)


def words(moment: Moment | None) -> str:  # noqa: PLR0911 - one for each shape
    """The moment as a sentence has it: "the earlier of 14 April 2023 and the effective time of the merger"."""
    match moment:
        case None:
            return "no fixed time"
        case On(day):
            return f"the close of business on {day_text(day)}"
        case When("", _, named):
            return named
        case When("ownership_reaches", pct, _) if pct is not None:
            return f"the time an Acquiring Person owns {exact_text(pct)}% or more"
        case When(happening, _, _) if happening:
            return _WORDS[happening]
        case After(base, n, unit):
            one = {"calendar_days": "day", "business_days": "Business Day", "years": "year"}[unit]
            return f"{n} {one}{'' if n == 1 else 's'} after {words(base)}"
        case EarlierOf(moments):
            return f"the earlier of {_listed(moments)}"
        case LaterOf(moments):
            return f"the later of {_listed(moments)}"
        case Unless(condition, then, otherwise):
            return f"{words(then)}, unless {words(condition)} comes first, then {words(otherwise)}"
    raise AssertionError(moment)


def window_words(window: Window) -> str:
    """The window as a sentence has it: "from the first Flip-In Event until the Distribution Date"."""
    opens = f"from {words(window.opens)} " if window.opens else "at any time "
    closes = f"until {words(window.closes)}" if window.closes else "without a fixed end"
    return f"{opens}{closes}" + (f" ({window.limit})" if window.limit else "")


def _listed(moments: tuple[Moment, ...]) -> str:
    told = [words(each) for each in moments]
    return ", ".join(told[:-1]) + f" and {told[-1]}" if len(told) > 1 else told[0]


def _later(start: date, n: int, unit: AfterUnit, calendar: BusinessCalendar) -> date:
    if unit == "business_days":
        return count_period(start, Period(n, "business_days"), calendar).date
    if unit == "calendar_days":
        return start + timedelta(days=n)
    return anniversary(start, n)
