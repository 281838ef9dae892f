"""What the prongs share: a candidate with its status, and the inquiry that counts its days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ledger.rules.business_days import BusinessCalendar, announcement_date, close_of_business, count_period
from ledger.rules.dates import day_text
from ledger.rules.exact import exact_text
from ledger.rules.extensions import (
    ExtensionRecord,
    ExtensionRule,
    extend,
    extensions_of,
    first_acquiring_person,
)
from ledger.rules.facts import Computed, ordinal_text

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

    from ledger.rules.continuing_directors import Freeze
    from ledger.rules.facts import Event, Extendable, Period, PlanTerms, Prong

Status = Literal[
    "not_applicable",  # the plan has no such prong
    "not_triggered",  # nothing has set it off
    "not_counted",  # a fact that sets nothing off, kept with the reason why
    "RUNNING",  # a date is set and has not come
    "EXTENDED",  # the same, moved by the Board
    "SUSPENDED",  # deferred until the Board fixes a date
    "WITHDRAWN",  # the offer was withdrawn in time and never counted
    "PERMITTED",  # a Permitted Offer, carved out
    "HIT",  # its date is, or has become, the Distribution Date
    "ENDED",  # the Rights ended before its date
]

RULE = "ledger.rules.distribution_date.distribution_date"
SECTIONS: dict[Prong, str] = {
    "i": "Distribution Date, clause (i); R12-R14",
    "ii": "Distribution Date, clause (ii); R14-R16",
    "iii": "Distribution Date, clause (iii); R17",
    "iv": "Distribution Date, clause (iv); R18, R33-R34",
}


@dataclass(frozen=True)
class Candidate:
    """One fact that may set off a prong, and where it leads: `computed.value` is its date, None without one.

    `triggered_at` is the instant of the fact; `nominal` the date before the floor and the Board moved it.
    """

    prong: Prong
    status: Status
    computed: Computed[date | None]
    triggered_at: datetime | None = None
    nominal: date | None = None
    extensions: tuple[ExtensionRecord, ...] = ()

    @property
    def date(self) -> date | None:
        """The date on which this candidate would separate the Rights."""
        return self.computed.value


@dataclass(frozen=True)
class Inquiry:
    """What every prong is asked with: the terms, the events in order, the calendar, the freezes."""

    terms: PlanTerms
    events: tuple[Event, ...]
    calendar: BusinessCalendar
    freezes: tuple[Freeze, ...]

    def candidate(
        self,
        prong: Prong,
        status: Status,
        reason: str,
        *,
        day: date | None = None,
        triggered_at: datetime | None = None,
        inputs: tuple[tuple[str, str], ...] = (),
    ) -> Candidate:
        """A candidate without a count of days; one with a date takes the floor of the Record Date."""
        floored = self.floored(prong, day) if day else None
        computed: Computed[date | None] = Computed(
            floored,
            reason if floored == day else f"{reason} {self.floor_text()}",
            SECTIONS[prong],
            RULE,
            instant=close_of_business(floored, self.calendar) if floored else None,
            inputs=inputs,
            calendar=self.calendar.code,
            calendar_version=self.calendar.version,
        )
        return Candidate(prong, status, computed, triggered_at, day)

    def floored(self, prong: Prong, day: date) -> date:
        """`day`, or the Record Date where the plan's floor reaches the prong and the day is earlier
        (DQ17).
        """
        floor = self.terms.record_date_floor
        applies = floor == "any" or (floor == "stock_acquisition" and prong == "i")
        return max(day, self.terms.record_date) if applies else day

    def floor_text(self) -> str:
        """The sentence that says why a date was moved up to the Record Date."""
        return f"The plan lets it fall no earlier than the Record Date, {day_text(self.terms.record_date)}."

    def counted(
        self,
        prong: Prong,
        at: datetime,
        period: Period,
        extendable: Extendable,
        fact: str,
        inputs: tuple[tuple[str, str], ...],
    ) -> Candidate:
        """A candidate of prong (i) or (ii): the period from the fact, the floor, the Board's extensions."""
        start = announcement_date(at)
        count = count_period(start, period, self.calendar)
        base = self.floored(prong, count.date)
        stock_acquisition = self.terms.stock_acquisition
        rule = ExtensionRule(
            extendable,
            first_acquiring_person(self.events, stock_acquisition.pct) if stock_acquisition else None,
            self.calendar,
        )
        day, records = extend(base, extensions_of(prong, self.events), rule)
        reasons = [fact, _count_text(start, period, count.date)]
        if base != count.date:
            reasons.append(self.floor_text())
        reasons.extend(record.reason for record in records)
        extended = any(record.accepted for record in records)
        status: Status = "RUNNING" if not extended else "EXTENDED" if day else "SUSPENDED"
        computed = Computed(
            day,
            " ".join(reasons),
            SECTIONS[prong],
            RULE,
            instant=close_of_business(day, self.calendar) if day else None,
            inputs=(("counted from", start.isoformat()), ("period", str(period)), *inputs),
            counted=count.counted,
            skipped=count.skipped,
            calendar=self.calendar.code,
            calendar_version=self.calendar.version,
        )
        return Candidate(prong, status, computed, at, count.date, records)


def _count_text(start: date, period: Period, end: date) -> str:
    if period.n == 0:
        return f"The period is 0: the date is {day_text(end)}."
    unit = "Business Day" if period.unit == "business_days" else "calendar day"
    return (
        f"{day_text(start)} is excluded; the {ordinal_text(period.n)} {unit} after it gives {day_text(end)}."
    )


def percent_text(pct: Fraction) -> str:
    """A percentage as written: "16.2%"."""
    return f"{exact_text(pct)}%"
