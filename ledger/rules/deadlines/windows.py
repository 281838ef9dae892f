"""Until when the Board may redeem, exchange, and amend freely: the instants that the plan's standing answers with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import freezes
from ledger.rules.course.happenings import instant_of
from ledger.rules.dates import day_text, moment_text, new_york_date, start_of
from ledger.rules.deadlines.row import Deadline, dated
from ledger.rules.moments import window_words, words
from ledger.rules.until import ONE_DAY, until_distribution, until_stated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from ledger.rules.business_days import BusinessCalendar
    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.record import Record
    from ledger.rules.deadlines.row import Kind
    from ledger.rules.facts import Event
    from ledger.rules.plan_terms import PlanTerms

_REDEMPTION_DAYS = 10


def of_windows(
    record: Record, decided: Distribution, calendar: BusinessCalendar, as_of: datetime | None
) -> Iterator[Deadline]:
    """The end of each power's window, where it is known: as the plan's terms state it, else the Distribution Date."""
    terms = record.terms.rows[-1][1]
    redemption, exchange, amendment = terms.redemption_window, terms.exchange_window, terms.amendment_window
    if redemption:
        closes = instant_of(record, redemption.closes, as_of)
        said = until_stated("redemption", window_words(redemption), closes)
        title = "Last moment to redeem the Rights"
        yield from _stated("redemption_end", title, said, closes, "redemption; R43, R47", calendar)
    elif decided.date:
        yield _redemption_before(decided.date, decided, calendar)
    if exchange:
        closes = instant_of(record, exchange.closes, as_of)
        said = until_stated("exchange", window_words(exchange), closes)
        title = "Last moment to exchange the Rights"
        yield from _stated("exchange_end", title, said, closes, "exchange; R48", calendar)
    elif decided.date:
        said = until_distribution("exchange", decided.date)
        title = "Last day to exchange the Rights"
        yield _before("exchange_end", title, said, "Exchange; R48, DQ5", decided.date, calendar)
    if amendment:
        closes = instant_of(record, amendment.free_until, as_of)
        said = until_stated("amendment", f"until {words(amendment.free_until)}", closes)
        title = "Last moment to amend any term freely"
        yield from _stated("amendment_end", title, said, closes, "amendment; R54-R56", calendar)
    elif decided.date:
        said = until_distribution("amendment", decided.date)
        title = "Last day to amend any term freely"
        yield _before("amendment_end", title, said, "Amendment; R54, R55, DQ14", decided.date, calendar)


def _stated(
    kind: Kind, title: str, said: str, closes: datetime | None, section: str, calendar: BusinessCalendar
) -> Iterator[Deadline]:
    if closes is None:
        return
    computed = dated(new_york_date(closes), closes, said, f"The plan's window of {section}", calendar)
    yield Deadline(kind, kind, title, computed)


def _before(
    kind: Kind,
    title: str,
    said: str,
    section: str,
    distribution_date: date,
    calendar: BusinessCalendar,
    inputs: tuple[tuple[str, str], ...] = (),
) -> Deadline:
    """A power that the Distribution Date ends: on that date itself the act waits for counsel."""
    last = distribution_date - ONE_DAY
    told = (("Distribution Date", distribution_date.isoformat()), *inputs)
    computed = dated(last, start_of(distribution_date), said, section, calendar, inputs=told)
    return Deadline(kind, kind, title, computed)


def _redemption_before(day: date, decided: Distribution, calendar: BusinessCalendar) -> Deadline:
    more = ""
    inputs: tuple[tuple[str, str], ...] = ()
    if decided.stock_acquisition_date and "i" in decided.governing:
        ten_days = decided.stock_acquisition_date + timedelta(days=_REDEMPTION_DAYS)
        more = (
            " Where the paper also speaks of a ten-day period, ten calendar days would end on "
            f"{day_text(ten_days)}, and an act between the two waits for counsel."
        )
        inputs = (("ten calendar days", ten_days.isoformat()),)
    said = until_distribution("redemption", day) + more
    title = "Last day to redeem the Rights"
    return _before("redemption_end", title, said, "Redemption; R43, R47, DQ4, DQ14", day, calendar, inputs)


def of_freezes(terms: PlanTerms, events: tuple[Event, ...], calendar: BusinessCalendar) -> Iterator[Deadline]:
    """The last day of each freeze after the Continuing Directors lost their majority (R57)."""
    for freeze in freezes(events, terms.freeze_days):
        reason = (
            f"Continuing Directors ceased to be a majority at {moment_text(freeze.lost_at)} (day 0). For "
            f"{terms.freeze_days} calendar days, through {day_text(freeze.last)}, the Board may not "
            "designate a Permitted Offer, redeem or amend."
        )
        computed = dated(
            freeze.last,
            start_of(freeze.last + ONE_DAY),
            reason,
            f"{terms.freeze_days} days; R57, DQ15",
            calendar,
        )
        key = f"freeze_end:{freeze.lost_at.isoformat()}"
        yield Deadline("freeze_end", key, f"Last day of the {terms.freeze_days}-day freeze", computed)
