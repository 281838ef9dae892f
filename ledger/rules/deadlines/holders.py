"""What holders are told or owed by a day: the notice before a record date, the longstop of a carried adjustment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ledger.rules.business_days import BusinessCalendar, close_of_business
from ledger.rules.dates import anniversary, day_text
from ledger.rules.deadlines.row import Deadline, close, dated


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
    computed = dated(
        last,
        close_of_business(last, calendar),
        reason,
        "Agreement, section 25",
        calendar,
        inputs=(("record date", action.record_date.isoformat()), ("days", str(action.notice_days))),
    )
    title = f"Notice to holders: {action.title}"
    return Deadline("record_date_notice", f"record_date_notice:{action.key}", title, computed)


def longstop(adjustment: CarriedAdjustment, expires_on: date | None, calendar: BusinessCalendar) -> Deadline:
    """The day by which a carried adjustment is made: so many years after its event, or the expiration (R41)."""
    latest = anniversary(adjustment.happened_on, adjustment.longstop_years)
    day = min(latest, expires_on) if expires_on else latest
    why = (
        f"{adjustment.longstop_years} years after the event of {day_text(adjustment.happened_on)}"
        if day == latest
        else "the expiration of the Rights, which comes first"
    )
    reason = f"A carried adjustment is made no later than {day_text(day)}: {why}."
    computed = dated(day, close(day, calendar), reason, "Agreement, section 11(e); R41", calendar)
    title = f"Carried adjustment: {adjustment.title}"
    return Deadline("adjustment_longstop", f"adjustment_longstop:{adjustment.key}", title, computed)
