"""The dates of the prongs, the Distribution Date, and until when a prong may be deferred (R12-R19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledger.rules.course.acquisitions import first_acquiring_person
from ledger.rules.dates import day_text
from ledger.rules.deadlines.row import Deadline, dated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.rules.business_days import BusinessCalendar
    from ledger.rules.course.distribution import Distribution, ProngRow
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Computed


def of_prongs(record: Record, decided: Distribution, calendar: BusinessCalendar) -> Iterator[Deadline]:
    """The Distribution Date, each prong's own date and its cut-off."""
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
    return dated(day, instant, reason, "Distribution Date, clauses (i) and (ii); R14, DQ8", calendar)
