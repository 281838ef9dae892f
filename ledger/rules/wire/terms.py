"""Terms of a plan from JSON, in the shape of the worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.facts import (
    AdversePersonTerms,
    BadInput,
    CalendarCode,
    Extendable,
    Period,
    PeriodUnit,
    PlanTerms,
    RecordDateFloor,
    StockAcquisitionTerms,
    TenderTerms,
    TenderTrigger,
)
from ledger.rules.wire.reader import Reader, read_day, shown

if TYPE_CHECKING:
    from datetime import date

_LONGEST_PERIOD = 1000


def read_terms(data: object, path: str = "terms") -> PlanTerms:
    """The terms in a JSON object; BadInput names the place of what is wrong.

    A prong that is null is not in the plan; numbers are exact, as JSON has them or as decimal text.
    """
    reader = Reader(data, path)
    terms = PlanTerms(
        business_day=reader.choice("business_day", CalendarCode),
        closings=_closings(reader),
        record_date=reader.day("record_date"),
        record_date_floor=reader.choice("record_date_floor", RecordDateFloor),
        expiration=reader.optional("expiration", reader.day),
        stock_acquisition=reader.optional(
            "stock_acquisition", lambda key: read_stock_acquisition(reader, key)
        ),
        adverse_person=reader.optional("adverse_person", lambda key: read_adverse_person(reader, key)),
        tender=reader.optional("tender", lambda key: read_tender(reader, key)),
        immediate_pct=reader.optional("immediate_pct", reader.percent),
        flip_over=reader.flag("flip_over"),
    )
    reader.finish()
    return terms


def _closings(reader: Reader) -> tuple[date, ...]:
    days = reader.optional("closings", reader.raw) or []
    if not isinstance(days, list):
        raise BadInput(reader.place("closings"), f"a list of dates is needed, not {shown(days)}")
    return tuple(read_day(day, f"{reader.place('closings')}[{index}]") for index, day in enumerate(days))


def _period(reader: Reader) -> Period:
    return Period(reader.count("n", _LONGEST_PERIOD), reader.choice("unit", PeriodUnit))


def read_stock_acquisition(terms: Reader, key: str) -> StockAcquisitionTerms:
    """Prong (i)(a) under a key of the terms."""
    reader = Reader(terms.raw(key), terms.place(key))
    found = StockAcquisitionTerms(
        pct=reader.percent("pct"), period=_period(reader), extendable=reader.choice("extendable", Extendable)
    )
    reader.finish()
    return found


def read_adverse_person(terms: Reader, key: str) -> AdversePersonTerms:
    """Prong (i)(b) under a key of the terms."""
    reader = Reader(terms.raw(key), terms.place(key))
    found = AdversePersonTerms(pct=reader.percent("pct"))
    reader.finish()
    return found


def read_tender(terms: Reader, key: str) -> TenderTerms:
    """Prong (ii) under a key of the terms."""
    reader = Reader(terms.raw(key), terms.place(key))
    found = TenderTerms(
        pct=reader.percent("pct"),
        period=_period(reader),
        trigger=reader.choice("trigger", TenderTrigger),
        permitted_offer=reader.flag("permitted_offer"),
        withdrawn_ignored=reader.flag("withdrawn_ignored"),
        extendable=reader.choice("extendable", Extendable),
    )
    reader.finish()
    return found
