"""Steps of an adjustment from JSON: what changes the Purchase Price, the Units and the Rights of a share (R37-R41)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.adjustment import Distribution, PriceFactor, RightsOffering, Split, SplitFamily
from ledger.rules.wire.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.rules.adjustment import Step

# Section 11(p). The subdivision of separated Rights, section 11(a)(i), is no choice among these three.
_SPLIT_FAMILIES = (
    SplitFamily.FRACTIONAL_RIGHTS.value,
    SplitFamily.EXERCISE_AMOUNT_SCALED.value,
    SplitFamily.EXPANSION_FACTOR.value,
)


def read_steps(reader: Reader, key: str = "steps") -> tuple[Step, ...]:
    """The steps in the list under a key, in its order; BadInput names the place of what is wrong."""
    return tuple(read_step(item, place) for place, item in reader.items(key))


def read_step(data: object, path: str = "") -> Step:
    """One step from its JSON object, by its `kind`."""
    reader = Reader(data, path)
    reader.remarks("expected", "name", "why")
    step = _STEPS[reader.one_of("kind", _STEPS)](reader)
    reader.finish()
    return step


_STEPS: dict[str, Callable[[Reader], Step]] = {
    "rights_offering": lambda reader: RightsOffering(
        new_shares=reader.number("new_shares"),
        offer_price=reader.number("offer_price"),
        market_price=reader.positive("market_price"),
    ),
    "distribution": lambda reader: Distribution(reader.number("fair_value"), reader.positive("market_price")),
    "split": lambda reader: Split(
        reader.positive("new_shares_per_old"), SplitFamily(reader.one_of("family", _SPLIT_FAMILIES))
    ),
    "factor": lambda reader: PriceFactor(reader.positive("factor")),
}
