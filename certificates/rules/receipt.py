"""When an item counts as received, and by when it is turned around (17Ad-1, 17Ad-2)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from ledger.rules.business_days import BusinessCalendar
from ledger.rules.dates import NEW_YORK

# What arrives after the close of business counts on the next business day; so does what arrives on a closed day.
CLOSE_OF_BUSINESS = time(17)
TURNAROUND_DAYS = 3


@dataclass(frozen=True, slots=True)
class Receipt:
    """The business day an item's receipt counts on, and the day by which a routine item is turned around."""

    credited_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Clock:
    """How an item stands against its turnaround: `days` are business days left, or past where it is overdue."""

    days: int
    is_overdue: bool


def turnaround_clock(due_on: date, today: date, calendar: BusinessCalendar) -> Clock:
    """The business days from `today` to `due_on`, or from `due_on` to `today` once that day is past (17Ad-2).

    On a closed day after `due_on` no business day has passed yet: the item is overdue by 0.
    """
    if today > due_on:
        return Clock(calendar.business_days_between(due_on, today), is_overdue=True)
    return Clock(calendar.business_days_between(today, due_on), is_overdue=False)


def receipt(received_at: datetime, calendar: BusinessCalendar) -> Receipt:
    """Receipt credited on the New York business day, the turnaround due on the third business day after it.

    17Ad-2 asks that nine tenths of the routine items of a month are turned around within three business days of
    receipt; the day of receipt is day 0. Where a reading of the rule would let what comes after noon count on the next
    business day, this one does not: the clock never runs longer than any reading allows.
    """
    local = received_at.astimezone(NEW_YORK)
    day = local.date()
    if calendar.is_business_day(day) and local.time() > CLOSE_OF_BUSINESS:
        credited = calendar.advance(day, 1)
    else:
        credited = calendar.adjust(day)
    return Receipt(credited, calendar.advance(credited, TURNAROUND_DAYS))
