"""The Final Expiration: the moment that the terms name, as amendments moved it while the Rights were alive (R24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.rules.business_days import OutOfRange
from ledger.rules.course.happenings import almanac
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.moments import dates_of, last_date, words

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.course.record import Record
    from ledger.rules.moments import Moment
    from ledger.rules.plan_terms import PlanTerms


@dataclass(frozen=True)
class FinalExpiration:
    """When the Rights expire by their terms: `instant` None while what it waits for has not happened.

    `day` is its New York date. `unsaid` is a date on no Business Day of which the paper does not say whether it moves
    to the next; `before_record_date` a date so early that no Right could ever exist (DQ1).
    """

    moment: Moment
    day: date | None
    instant: datetime | None
    reason: str
    unsaid: date | None = None
    before_record_date: bool = False


def final_expiration(record: Record, as_of: datetime | None = None) -> FinalExpiration | None:
    """The Final Expiration as known at an instant (None: on all there is); None for a plan without an end.

    The terms of each time count for that time: an amendment made once the Rights had expired revives nothing, and one
    that names an instant already past ends them at once.
    """
    known = record.known(as_of)
    rows = known.terms.rows
    for (since, terms), until in zip(rows, [*(row[0] for row in rows[1:]), None], strict=True):
        found = _by(known, terms, since, as_of)
        if found and found.unsaid and (later := _said_later(known, terms, since)) is not None:
            found = _by(known, replace(terms, expiration_rolls=later), since, as_of)
        if found is None or (until is not None and (found.instant is None or found.instant > until)):
            continue
        return found
    return None


def _said_later(record: Record, terms: PlanTerms, since: datetime) -> bool | None:
    """What counsel or an amendment said afterwards of a paper that was silent on whether its date moves."""
    after = (told for at, told in record.terms.rows if at > since and told.expiration == terms.expiration)
    return next((told.expiration_rolls for told in after if told.expiration_rolls is not None), None)


def _by(record: Record, terms: PlanTerms, since: datetime, as_of: datetime | None) -> FinalExpiration | None:
    moment = terms.expiration
    if moment is None:
        return None
    told = last_date(moment)
    if told and told < terms.record_date and len(dates_of(moment)) == 1:
        record_date = day_text(terms.record_date)
        reason = f"The expiration as written, {day_text(told)}, is before the Record Date, {record_date}."
        return FinalExpiration(moment, told, None, reason, before_record_date=True)
    book = almanac(record, as_of).rolling(rolls=bool(terms.expiration_rolls))
    try:
        instant = book.instant(moment)
        unsaid = _unsaid(record, moment, terms, instant, since)
    except OutOfRange:
        instant, unsaid = None, None
    if instant is not None and since > instant and since != record.terms.rows[0][0]:
        instant = since  # an amendment that names a time already past
    reason = f"The Rights expire at {words(moment)}"
    if (
        instant is not None
        and words(moment) != f"the close of business on {day_text(new_york_date(instant))}"
    ):
        reason += f": {moment_text(instant)}"
    return FinalExpiration(moment, new_york_date(instant) if instant else told, instant, f"{reason}.", unsaid)


def _unsaid(
    record: Record, moment: Moment, terms: PlanTerms, instant: datetime | None, since: datetime
) -> date | None:
    if terms.expiration_rolls is not None or instant is None:
        return None
    day = new_york_date(instant)
    calendar = record.calendar_at(since)
    return day if day in dates_of(moment) and not calendar.is_business_day(day) else None
