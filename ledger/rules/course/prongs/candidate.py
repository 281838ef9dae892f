"""What the prongs share: a candidate with its status, and the inquiry that counts its days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from ledger.rules.business_days import announcement_date, close_of_business, count_period
from ledger.rules.course.acquisitions import first_acquiring_person
from ledger.rules.course.extensions import (
    ExtensionRecord,
    ExtensionRule,
    extend,
    extensions_of,
)
from ledger.rules.dates import day_text
from ledger.rules.exact import exact_text
from ledger.rules.facts import Computed, ordinal_text

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

    from ledger.rules.business_days import BusinessCalendar
    from ledger.rules.continuing_directors import Freeze
    from ledger.rules.course.persons import Lapse
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Event, Period, Prong
    from ledger.rules.plan_terms import Extendable, PlanTerms

Status = Literal[
    "not_applicable",  # the plan has no such prong
    "not_triggered",  # nothing has set it off
    "not_counted",  # a fact that sets nothing off, kept with the reason why
    "RUNNING",  # a date is set and has not come
    "EXTENDED",  # the same, moved by the Board
    "SUSPENDED",  # deferred until the Board fixes a date
    "WITHDRAWN",  # the offer was withdrawn in time and never counted
    "PERMITTED",  # a Permitted Offer, carved out
    "STOPPED",  # its cause lasted no longer: an act or an amendment took it away in time
    "HIT",  # its date is, or has become, the Distribution Date
    "ENDED",  # the Rights ended before its date
]

# The terms that a doubt asks of.
TENDER, EXTENSION_ROLLS = "distribution.tender", "distribution.extension_rolls"
RULE = "ledger.rules.course.distribution_date.distribution_date"
SECTIONS: dict[Prong, str] = {
    "i": "Distribution Date, clause (i); R12-R14",
    "ii": "Distribution Date, clause (ii); R14-R16",
    "iii": "Distribution Date, clause (iii); R17",
    "iv": "Distribution Date, clause (iv); R18, R33-R34",
}


@dataclass(frozen=True)
class Candidate:
    """One fact that may set off a prong, and where it leads: `computed.value` is its date, None without one.

    `triggered_at` is the instant of the fact; `nominal` the date before the floor and the Board moved it. `person` is
    who gave the cause, "" where nobody was named; `stopped_at` is when that cause lasted no longer, in time. `doubt`
    is what is asked of counsel before the date is sure, "" where it is sure; `asks` is the term that is silent, and
    `earlier` the date that it otherwise is, None where there otherwise is none.
    """

    prong: Prong
    status: Status
    computed: Computed[date | None]
    triggered_at: datetime | None = None
    nominal: date | None = None
    extensions: tuple[ExtensionRecord, ...] = ()
    person: str = ""
    stopped_at: datetime | None = None
    doubt: str = ""
    asks: str = ""
    earlier: date | None = None

    @property
    def date(self) -> date | None:
        """The date on which this candidate would separate the Rights."""
        return self.computed.value


@dataclass(frozen=True)
class Inquiry:
    """What every prong is asked with: the record as known, and the freezes of the Board."""

    record: Record
    freezes: tuple[Freeze, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The facts and acts, in the order of their instants."""
        return self.record.events

    def candidate(
        self,
        prong: Prong,
        status: Status,
        reason: str,
        *,
        day: date | None = None,
        triggered_at: datetime | None = None,
        person: str = "",
        inputs: tuple[tuple[str, str], ...] = (),
    ) -> Candidate:
        """A candidate without a count of days; one with a date takes the floor of the Record Date."""
        calendar = self._calendar(triggered_at)
        floored = self.floored(prong, day, triggered_at) if day else None
        computed: Computed[date | None] = Computed(
            floored,
            reason if floored == day else f"{reason} {self._floor_text(triggered_at)}",
            SECTIONS[prong],
            RULE,
            instant=close_of_business(floored, calendar) if floored else None,
            inputs=inputs,
            calendar=calendar.code,
            calendar_version=calendar.version,
        )
        return Candidate(prong, status, computed, triggered_at, day, person=person)

    def _terms(self, at: datetime | None) -> PlanTerms:
        return self.record.terms_at(at) if at else self.record.terms.rows[-1][1]

    def _calendar(self, at: datetime | None) -> BusinessCalendar:
        return self.record.calendar_at(at or self.record.terms.rows[-1][0])

    def floored(self, prong: Prong, day: date, at: datetime | None) -> date:
        """`day`, or the Record Date where the plan's floor reaches the prong and the day is earlier
        (DQ17).
        """
        terms = self._terms(at)
        floor = terms.record_date_floor
        applies = floor == "any" or (floor == "stock_acquisition" and prong == "i")
        return max(day, terms.record_date) if applies else day

    def _floor_text(self, at: datetime | None) -> str:
        return (
            f"The plan lets it fall no earlier than the Record Date, {day_text(self._terms(at).record_date)}."
        )

    def counted(
        self,
        prong: Prong,
        at: datetime,
        period: Period,
        extendable: Extendable,
        fact: str,
        inputs: tuple[tuple[str, str], ...],
        person: str = "",
    ) -> Candidate:
        """A candidate of prong (i) or (ii): the period from the fact, the floor, the Board's extensions."""
        calendar = self._calendar(at)
        start = announcement_date(at)
        count = count_period(start, period, calendar)
        base = self.floored(prong, count.date, at)
        rule = ExtensionRule(
            extendable, partial(first_acquiring_person, self.record), calendar, self._extension_rolls(at)
        )
        day, records = extend(base, extensions_of(prong, self.events), rule)
        reasons = [fact, _count_text(start, period, count.date)]
        if base != count.date:
            reasons.append(self._floor_text(at))
        reasons.extend(record.reason for record in records)
        extended = any(record.accepted for record in records)
        status: Status = "RUNNING" if not extended else "EXTENDED" if day else "SUSPENDED"
        computed = Computed(
            day,
            " ".join(reasons),
            SECTIONS[prong],
            RULE,
            instant=rule.closes(day) if day else None,
            inputs=(("counted from", start.isoformat()), ("period", str(period)), *inputs),
            counted=count.counted,
            skipped=count.skipped,
            calendar=calendar.code,
            calendar_version=calendar.version,
        )
        fixed = [record for record in records if record.accepted]
        earlier = fixed[-1].earlier if fixed else None
        return Candidate(
            prong,
            status,
            computed,
            at,
            count.date,
            records,
            person,
            doubt=_rolls_text(earlier) if earlier else "",
            asks=EXTENSION_ROLLS if earlier else "",
            earlier=earlier,
        )

    def _extension_rolls(self, at: datetime) -> bool | None:
        """Whether a date that the Board fixes moves to a Business Day: by the terms of the fact's instant, or, where
        their paper is silent, as it was read later.
        """
        told = [self.record.terms_at(at), *(row for since, row in self.record.terms.rows if since > at)]
        return next((row.extension_rolls for row in told if row.extension_rolls is not None), None)

    def lasting(self, candidate: Candidate, ended: Lapse | None) -> Candidate:
        """The candidate, or without its date where its cause lasted no longer before that date had come."""
        instant = candidate.computed.instant
        if ended is None or (instant is not None and ended.at >= instant):
            return candidate
        computed = candidate.computed
        return replace(
            candidate,
            status="STOPPED",
            stopped_at=ended.at,
            computed=replace(
                computed, value=None, instant=None, reason=f"{computed.reason} {ended.sentence}"
            ),
        )


def _count_text(start: date, period: Period, end: date) -> str:
    if period.n == 0:
        return f"The period is 0: the date is {day_text(end)}."
    unit = "Business Day" if period.unit == "business_days" else "calendar day"
    return (
        f"{day_text(start)} is excluded; the {ordinal_text(period.n)} {unit} after it gives {day_text(end)}."
    )


def _rolls_text(day: date) -> str:
    return (
        f"The Board fixed {day_text(day)}, which is no Business Day, and the paper does not say whether the prong "
        "moves to the next: counsel says so."
    )


def percent_text(pct: Fraction) -> str:
    """A percentage as written: "16.2%"."""
    return f"{exact_text(pct)}%"
