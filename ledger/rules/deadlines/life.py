"""The expiration of the Rights, and the yearly check of the plan (R24)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.rules.business_days import BusinessCalendar, OutOfRange
from ledger.rules.dates import anniversary, day_text
from ledger.rules.deadlines.row import Deadline, close, dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.rules.course.final_expiration import FinalExpiration
    from ledger.rules.plan_terms import PlanTerms


def of_expiration(final: FinalExpiration | None, calendar: BusinessCalendar) -> Iterator[Deadline]:
    """The end of the Rights by their own terms; nothing while it has no date."""
    if final is None or final.day is None:
        return
    reason, section = f"{final.reason[:-1]}, unless they end earlier.", "Expiration; R24"
    if final.before_record_date:
        section += ", DQ1"
        reason = f"{final.reason} Nothing expires until counsel confirms the date."
    if final.unsaid:
        reason += " That is no Business Day, and the paper does not say whether it moves to the next."
    computed = dated(final.day, final.instant, reason, section, calendar)
    yield Deadline("expiration", "expiration", "Expiration of the Rights", computed)


def confirm_year_by(year: int, calendar: BusinessCalendar) -> date:
    """The last Business Day of the year before: by then somebody has held the calendar of `year` against the paper.

    Beyond the calendar's reach it is New Year's Eve.
    """
    eve = date(year - 1, 12, 31)
    try:
        return calendar.adjust(eve, "preceding")
    except OutOfRange:
        return eve


def health_check(
    start: date, terms: PlanTerms, expires_on: date | None, today: date | None, calendar: BusinessCalendar
) -> Iterator[Deadline]:
    """The next anniversary, before the Rights expire."""
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
    computed = dated(day, close(day, calendar), reason, "House rule: yearly review of the plan", calendar)
    yield Deadline("health_check", "health_check", "Yearly check of the plan", computed)
