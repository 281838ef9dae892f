"""All the deadlines of a plan: date, instant, reason, section, inputs, skipped days (R12-R19, R24, R43, R48, R54, R57).

Deadlines are recomputed from facts, never counted up: the same facts and the same calendar version give the
same dates (I11). By subject: the prongs, the windows of the Board's powers, the life of the plan, what holders are told
or owed, and what is awaited of somebody by a day that another paper or rule has fixed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.business_days import BusinessCalendar, OutOfRange
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.deadlines.awaited import AwaitedDay, awaited_deadline
from ledger.rules.deadlines.holders import (
    CarriedAdjustment,
    ProposedAction,
    longstop,
    record_date_notice,
)
from ledger.rules.deadlines.life import confirm_year_by, health_check, of_expiration
from ledger.rules.deadlines.prongs import of_prongs
from ledger.rules.deadlines.row import AWAITED, Deadline
from ledger.rules.deadlines.windows import of_freezes, of_windows
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.record import Record

__all__ = [
    "AWAITED",
    "AwaitedDay",
    "CarriedAdjustment",
    "Deadline",
    "ProposedAction",
    "awaited_deadline",
    "confirm_year_by",
    "plan_deadlines",
    "record_date_notice",
]


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
    health_check_from: date | None = None,
) -> tuple[Deadline, ...]:
    """Every deadline of the plan on the facts given, in order of date.

    The dates of the prongs, the cut-offs of their extensions, the end of the windows of redemption, exchange and free
    amendment, of a freeze and of the Rights, the notice before each record date, the longstop of each carried
    adjustment, and the yearly check of the plan after `today` (anniversaries of `health_check_from`, or of the Record
    Date). Each instant is one until which an answer of the plan's standing holds, or the end of a clock of its own.
    `distribution` spares computing it again. Raises OutOfRange only where a prong's own date lies outside
    the calendar.
    """
    known = record.known(as_of)
    since, terms = known.terms.rows[-1]
    own = known.calendar_at(since)
    decided = distribution or distribution_date(record, as_of=as_of, with_strict=False)
    final = decided.final
    expires_on = final.day if final else None
    found = [
        *of_prongs(known, decided, own),
        *of_windows(known, decided, own, as_of),
        *of_freezes(terms, known.events, own),
        *of_expiration(final, own),
        *(record_date_notice(action, own) for action in actions),
        *(longstop(adjustment, expires_on, own) for adjustment in adjustments),
        *health_check(health_check_from or terms.record_date, terms, expires_on, today, own),
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
