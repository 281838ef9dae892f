"""All the deadlines of a plan: date, instant, reason, section, inputs, skipped days (R12-R19, R24, R43, R57).

Deadlines are recomputed from facts, never counted up: the same facts and the same calendar version give the
same dates (I11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, cast

from ledger.rules.business_days import BusinessCalendar, OutOfRange, close_of_business
from ledger.rules.continuing_directors import freezes
from ledger.rules.course.acquisitions import first_acquiring_person
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.final_expiration import final_expiration
from ledger.rules.course.happenings import instant_of
from ledger.rules.dates import anniversary, day_text, moment_text, new_york_date, start_of
from ledger.rules.facts import Computed
from ledger.rules.moments import window_words
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.rules.course.distribution import Distribution, ProngRow
    from ledger.rules.course.final_expiration import FinalExpiration
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Event, SkippedDay
    from ledger.rules.moments import Window
    from ledger.rules.plan_terms import PlanTerms

Kind = Literal[
    "distribution_date",
    "prong",
    "extension_cut_off",
    "redemption_end",
    "freeze_end",
    "expiration",
    "record_date_notice",
    "adjustment_longstop",
    "health_check",
    "agent_successor",
    "instruction_answer",
]

_RULE = "ledger.rules.deadlines.plan_deadlines"
_ONE_DAY = timedelta(days=1)
_REDEMPTION_DAYS = 10


@dataclass(frozen=True)
class Deadline:
    """One date by which something happens or must be done.

    `key` names it within the plan and stays the same when it is recomputed ("prong:i"). `business_days_left`
    counts the Business Days after the day asked about, up to and including the date: negative once it has
    passed, None where no day was asked about or the calendar does not reach.
    """

    kind: Kind
    key: str
    title: str
    computed: Computed[date]
    business_days_left: int | None = None

    @property
    def date(self) -> date:
        """The New York date of the deadline."""
        return self.computed.value

    @property
    def instant(self) -> datetime | None:
        """The last moment, in UTC; None where the calendar does not reach."""
        return self.computed.instant


@dataclass(frozen=True)
class ProposedAction:
    """An action with a record date of which holders are told `notice_days` before (section 25)."""

    key: str
    title: str
    record_date: date
    notice_days: int = 20


@dataclass(frozen=True)
class CarriedAdjustment:
    """An adjustment below the threshold, carried since the event of `happened_on` (section 11(e))."""

    key: str
    title: str
    happened_on: date
    longstop_years: int = 3


@dataclass(frozen=True)
class AwaitedDay:
    """A day that a paper has fixed, by which somebody else is to act: `reason` says who, what and what follows."""

    kind: Kind
    key: str
    title: str
    day: date
    reason: str
    section: str


@decides("R41")
@decides("R47")
def plan_deadlines(
    record: Record,
    *,
    today: date | None = None,
    as_of: datetime | None = None,
    distribution: Distribution | None = None,
    actions: Sequence[ProposedAction] = (),
    adjustments: Sequence[CarriedAdjustment] = (),
    awaited: Sequence[AwaitedDay] = (),
    health_check_from: date | None = None,
) -> tuple[Deadline, ...]:
    """Every deadline of the plan on the facts given, in order of date.

    The dates of the prongs, the cut-offs of their extensions, the end of the redemption period, of a freeze
    and of the Rights, the notice before each record date, the longstop of each carried adjustment, what is awaited
    of others, and the yearly check of the plan after `today` (anniversaries of `health_check_from`, or of the
    Record Date).
    `distribution` spares computing it again. Raises OutOfRange only where a prong's own date lies outside
    the calendar.
    """
    known = record.known(as_of)
    since, terms = known.terms.rows[-1]
    own = known.calendar_at(since)
    decided = distribution or distribution_date(record, as_of=as_of, with_strict=False)
    final = final_expiration(known, as_of)
    expires_on = final.day if final else None
    found = [
        *_of_prongs(known, decided, own),
        *_of_redemption(known, decided, own, as_of),
        *_of_freezes(terms, known.events, own),
        *_of_expiration(final, own),
        *(record_date_notice(action, own) for action in actions),
        *(_longstop(adjustment, expires_on, own) for adjustment in adjustments),
        *(
            Deadline(
                row.kind,
                row.key,
                row.title,
                _dated(row.day, _close(row.day, own), row.reason, row.section, own),
            )
            for row in awaited
        ),
        *_health_check(health_check_from or terms.record_date, terms, expires_on, today, own),
    ]
    counted = (replace(row, business_days_left=_days_left(row.date, today, own)) for row in found)
    return tuple(sorted(counted, key=lambda row: (row.date, row.key)))


def _days_left(day: date, today: date | None, calendar: BusinessCalendar) -> int | None:
    if today is None:
        return None
    try:
        return calendar.business_days_between(today, day)
    except OutOfRange:
        return None


def _close(day: date, calendar: BusinessCalendar) -> datetime | None:
    try:
        return close_of_business(day, calendar)
    except OutOfRange:
        return None


def _dated(
    day: date,
    instant: datetime | None,
    reason: str,
    section: str,
    calendar: BusinessCalendar,
    *,
    inputs: tuple[tuple[str, str], ...] = (),
    skipped: tuple[SkippedDay, ...] = (),
) -> Computed[date]:
    return Computed(
        day,
        reason,
        section,
        _RULE,
        instant=instant,
        inputs=inputs,
        skipped=skipped,
        calendar=calendar.code,
        calendar_version=calendar.version,
    )


def _of_prongs(record: Record, decided: Distribution, calendar: BusinessCalendar) -> Iterator[Deadline]:
    if decided.date:
        yield Deadline(
            "distribution_date",
            "distribution_date",
            "Distribution Date",
            cast("Computed[date]", decided.computed),
        )
    for row in decided.prongs:
        if row.date is None:
            continue
        title = f"Prong ({row.prong})"
        yield Deadline("prong", f"prong:{row.prong}", title, cast("Computed[date]", row.computed))
        cut_off = None if decided.is_frozen else _extension_cut_off(row, row.date, record, calendar)
        if cut_off and row.status != "ENDED":
            title = f"Last moment to extend prong ({row.prong})"
            yield Deadline("extension_cut_off", f"extension_cut_off:{row.prong}", title, cut_off)


def _extension_cut_off(
    row: ProngRow, day: date, record: Record, calendar: BusinessCalendar
) -> Computed[date] | None:
    since, terms = record.terms.rows[-1]
    prong_terms = {"i": terms.stock_acquisition, "ii": terms.tender}.get(row.prong)
    if prong_terms is None or prong_terms.extendable == "no":
        return None
    reason = (
        f"The Board may move the prong only before the close of business on its date, {day_text(day)}: "
        "an act at 5:00 p.m. sharp is late."
    )
    if prong_terms.extendable == "before_acquiring_person":
        if first_acquiring_person(
            record, max((event.at for event in record.events if event.at), default=since)
        ):
            return None
        reason = f"{reason} It must also come before any person becomes an Acquiring Person."
    instant = row.computed.instant
    return _dated(day, instant, reason, "Distribution Date, clauses (i) and (ii); R14, DQ8", calendar)


def _of_redemption(
    record: Record, decided: Distribution, calendar: BusinessCalendar, as_of: datetime | None
) -> Iterator[Deadline]:
    window = record.terms.rows[-1][1].redemption_window
    if window:
        yield from _of_window(record, window, calendar, as_of)
        return
    if decided.date is None:
        return
    last = decided.date - _ONE_DAY
    reason = (
        "The Rights may be redeemed at any time prior to the Distribution Date, "
        f"{day_text(decided.date)}; on that "
        f"date itself an act is refused until counsel confirms (DQ14), so {day_text(last)} is the last day."
    )
    inputs: tuple[tuple[str, str], ...] = (("Distribution Date", decided.date.isoformat()),)
    if decided.stock_acquisition_date and "i" in decided.governing:
        ten_days = decided.stock_acquisition_date + timedelta(days=_REDEMPTION_DAYS)
        reason += (
            " The text also speaks of a “ten-day period”; ten calendar days would end on "
            f"{day_text(ten_days)}, and an act between the two waits for counsel (DQ4)."
        )
        inputs += (("ten calendar days", ten_days.isoformat()),)
    computed = _dated(last, start_of(decided.date), reason, "Redemption; R43, R47", calendar, inputs=inputs)
    yield Deadline("redemption_end", "redemption_end", "Last day to redeem the Rights", computed)


def _of_window(
    record: Record, window: Window, calendar: BusinessCalendar, as_of: datetime | None
) -> Iterator[Deadline]:
    closes = instant_of(record, window.closes, as_of)
    if closes is None:
        return
    reason = f"The Rights may be redeemed {window_words(window)}: {moment_text(closes)}."
    computed = _dated(
        new_york_date(closes), closes, reason, "The plan's window of redemption; R43, R47", calendar
    )
    yield Deadline("redemption_end", "redemption_end", "Last moment to redeem the Rights", computed)


def _of_freezes(
    terms: PlanTerms, events: tuple[Event, ...], calendar: BusinessCalendar
) -> Iterator[Deadline]:
    for freeze in freezes(events, terms.freeze_days):
        reason = (
            f"Continuing Directors ceased to be a majority at {moment_text(freeze.lost_at)} (day 0). For "
            f"{terms.freeze_days} calendar days, through {day_text(freeze.last)}, the Board may not "
            "designate a Permitted Offer, redeem or amend."
        )
        computed = _dated(
            freeze.last,
            start_of(freeze.last + _ONE_DAY),
            reason,
            "180 days; R57, DQ15",
            calendar,
        )
        key = f"freeze_end:{freeze.lost_at.isoformat()}"
        yield Deadline("freeze_end", key, "Last day of the 180-day freeze", computed)


def _of_expiration(final: FinalExpiration | None, calendar: BusinessCalendar) -> Iterator[Deadline]:
    if final is None or final.day is None:
        return
    reason = f"{final.reason[:-1]}, unless they end earlier."
    if final.before_record_date:
        reason = f"{final.reason} Nothing expires until counsel confirms the date (DQ1)."
    if final.unsaid:
        reason += " That is no Business Day, and the paper does not say whether it moves to the next."
    computed = _dated(final.day, final.instant, reason, "Expiration; R24", calendar)
    yield Deadline("expiration", "expiration", "Expiration of the Rights", computed)


def record_date_notice(action: ProposedAction, calendar: BusinessCalendar) -> Deadline:
    """The last day to mail the notice of an action: whole days counted back from its record date (section 25).

    Where that is no Business Day, the one before it.
    """
    nominal = action.record_date - timedelta(days=action.notice_days)
    last = calendar.adjust(nominal, "preceding")
    reason = (
        f"{action.notice_days} whole days before the record date, {day_text(action.record_date)}, is "
        f"{day_text(nominal)}."
    )
    if last != nominal:
        reason += f" That is no Business Day; the notice goes out by {day_text(last)}."
    computed = _dated(
        last,
        close_of_business(last, calendar),
        reason,
        "Agreement, section 25",
        calendar,
        inputs=(("record date", action.record_date.isoformat()), ("days", str(action.notice_days))),
    )
    title = f"Notice to holders: {action.title}"
    return Deadline("record_date_notice", f"record_date_notice:{action.key}", title, computed)


def _longstop(adjustment: CarriedAdjustment, expires_on: date | None, calendar: BusinessCalendar) -> Deadline:
    longstop = anniversary(adjustment.happened_on, adjustment.longstop_years)
    day = min(longstop, expires_on) if expires_on else longstop
    why = (
        f"{adjustment.longstop_years} years after the event of {day_text(adjustment.happened_on)}"
        if day == longstop
        else "the expiration of the Rights, which comes first"
    )
    reason = f"A carried adjustment is made no later than {day_text(day)}: {why}."
    computed = _dated(day, _close(day, calendar), reason, "Agreement, section 11(e); R41", calendar)
    title = f"Carried adjustment: {adjustment.title}"
    return Deadline("adjustment_longstop", f"adjustment_longstop:{adjustment.key}", title, computed)


def _health_check(
    start: date, terms: PlanTerms, expires_on: date | None, today: date | None, calendar: BusinessCalendar
) -> Iterator[Deadline]:
    if today is None:
        return
    years = max(1, today.year - start.year)
    day = anniversary(start, years)
    if day < today:
        day = anniversary(start, years + 1)
    if expires_on and terms.record_date <= expires_on < day:
        return
    reason = (
        f"Once a year, on the anniversary of {day_text(start)}, terms, balances, calendars, open "
        "doubts and the signatories still in office are reviewed."
    )
    computed = _dated(day, _close(day, calendar), reason, "House rule: yearly review of the plan", calendar)
    yield Deadline("health_check", "health_check", "Yearly check of the plan", computed)
