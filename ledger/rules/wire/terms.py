"""Terms of a plan from JSON, in the shape of the worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast, get_args

from ledger.rules.facts import BadInput, Period, PeriodUnit
from ledger.rules.plan_terms import (
    FLIP_IN_LIMBS,
    FLIP_OVER_LIMBS,
    AdversePersonTerms,
    CalendarCode,
    Comparison,
    Denominator,
    Extendable,
    FindingKind,
    IncreaseReading,
    OffersBeforePlan,
    OwnThreshold,
    PlanTerms,
    RecordDateFloor,
    StockAcquisitionTerms,
    TenderTerms,
    TenderTrigger,
)
from ledger.rules.wire.moments import (
    read_amendment_window,
    read_exchange_window,
    read_moment,
    read_window,
)
from ledger.rules.wire.reader import Reader, read_day, shown

if TYPE_CHECKING:
    from datetime import date

_LONGEST_PERIOD = 1000
_LONGEST_NAME = 150

T = TypeVar("T")


def read_terms(data: object, path: str = "terms") -> PlanTerms:
    """The terms in a JSON object; BadInput names the place of what is wrong.

    A prong that is null is not in the plan; numbers are exact, as JSON has them or as decimal text. What the paper
    does not say may be left out.
    """
    reader = Reader(data, path)
    terms = PlanTerms(
        business_day=reader.choice("business_day", CalendarCode),
        closings=_days(reader, "closings"),
        openings=_days(reader, "openings"),
        record_date=reader.day("record_date"),
        record_date_floor=reader.choice("record_date_floor", RecordDateFloor),
        expiration=reader.optional("expiration", lambda key: read_moment(reader.raw(key), reader.place(key))),
        expiration_rolls=reader.optional("expiration_rolls", reader.flag),
        extension_rolls=reader.optional("extension_rolls", reader.flag),
        stock_acquisition=reader.optional(
            "stock_acquisition", lambda key: read_stock_acquisition(reader, key)
        ),
        adverse_person=reader.optional("adverse_person", lambda key: read_adverse_person(reader, key)),
        tender=reader.optional("tender", lambda key: read_tender(reader, key)),
        immediate_pct=reader.optional("immediate_pct", reader.percent),
        flip_over=reader.flag("flip_over"),
        freeze_days=_freeze_days(reader),
        agreement_date=reader.optional("agreement_date", reader.day),
        own_thresholds=reader.optional("person_thresholds", lambda key: read_own_thresholds(reader, key))
        or (),
        redemption_window=reader.optional(
            "redemption_window", lambda key: read_window(reader.raw(key), reader.place(key))
        ),
        exchange_window=reader.optional(
            "exchange_window", lambda key: read_exchange_window(reader.raw(key), reader.place(key))
        ),
        amendment_window=reader.optional(
            "amendment_window", lambda key: read_amendment_window(reader.raw(key), reader.place(key))
        ),
        flip_in_limbs=_some(reader, "flip_in_limbs", FLIP_IN_LIMBS),
        increase_pct=reader.optional("increase_pct", reader.percent) or PlanTerms.increase_pct,
        increase_reading=reader.optional("increase_reading", lambda key: reader.choice(key, IncreaseReading)),
        flip_over_limbs=_some(reader, "flip_over_limbs", FLIP_OVER_LIMBS),
        asset_pct=reader.optional("asset_pct", reader.percent) or PlanTerms.asset_pct,
    )
    reader.finish()
    return terms


def _some(reader: Reader, key: str, words: tuple[T, ...]) -> tuple[T, ...]:
    """Some of the words; all of them where none are told."""
    if not reader.has(key):
        reader.remarks(key)
        return words
    named = [Reader({place: item}).one_of(place, map(str, words)) for place, item in reader.items(key)]
    return tuple(word for word in words if word in named)


def _freeze_days(reader: Reader) -> int:
    told = reader.optional("freeze_days", lambda key: reader.count(key, _LONGEST_PERIOD))
    return PlanTerms.freeze_days if told is None else told


def _days(reader: Reader, key: str) -> tuple[date, ...]:
    days = reader.optional(key, reader.raw) or []
    if not isinstance(days, list):
        raise BadInput(reader.place(key), f"a list of dates is needed, not {shown(days)}")
    return tuple(read_day(day, f"{reader.place(key)}[{index}]") for index, day in enumerate(days))


def _period(reader: Reader) -> Period:
    return Period(reader.count("n", _LONGEST_PERIOD), reader.choice("unit", PeriodUnit))


def read_stock_acquisition(terms: Reader, key: str) -> StockAcquisitionTerms:
    """Prong (i)(a) under a key of the terms."""
    reader = Reader(terms.raw(key), terms.place(key))
    found = StockAcquisitionTerms(
        pct=reader.percent("pct"),
        period=_period(reader),
        extendable=reader.choice("extendable", Extendable),
        comparison=_otherwise(reader, "comparison", Comparison, "at_least"),
        passive_pct=reader.optional("passive_pct", reader.percent),
        of_class=reader.optional("of_class", reader.text) or "",
        denominator=_otherwise(reader, "denominator", Denominator, "outstanding"),
        counts=_counts(reader),
    )
    reader.finish()
    return found


def _otherwise(reader: Reader, key: str, words: object, otherwise: T) -> T:
    told = reader.optional(key, lambda name: reader.choice(name, words))
    return otherwise if told is None else cast("T", told)


def _counts(reader: Reader) -> tuple[FindingKind, ...]:
    if not reader.has("counts"):
        reader.remarks("counts")
        return StockAcquisitionTerms.counts
    words = (*get_args(FindingKind), "group")  # a group always counts together
    named = [Reader({place: item}).one_of(place, words) for place, item in reader.items("counts")]
    return cast("tuple[FindingKind, ...]", tuple(word for word in named if word != "group"))


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
        withdrawn_ignored=reader.optional("withdrawn_ignored", reader.flag),
        extendable=reader.choice("extendable", Extendable),
        comparison=_otherwise(reader, "comparison", Comparison, "at_least"),
        offers_before_plan=_otherwise(reader, "offers_before_plan", OffersBeforePlan, "count"),
    )
    reader.finish()
    return found


def read_own_thresholds(terms: Reader, key: str) -> tuple[OwnThreshold, ...]:
    """The persons with a percentage of their own: each with `pct`, or with `plus` points over what he held."""
    return tuple(_own_threshold(item, place) for place, item in terms.items(key))


def _own_threshold(data: object, path: str) -> OwnThreshold:
    reader = Reader(data, path)
    name = reader.text("person").strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise BadInput(reader.place("person"), f"a name of 1 to {_LONGEST_NAME} characters is needed")
    found = OwnThreshold(
        name, reader.optional("pct", reader.percent), reader.optional("plus", reader.percent)
    )
    if (found.pct is None) == (found.plus is None):
        raise BadInput(
            path, "one of pct (a percentage) and plus (points over what the person held) is needed"
        )
    reader.finish()
    return found
