"""Steps of an adjustment from JSON: what changes the Purchase Price, the Units and the Rights of a share (R37-R41)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ledger.rules.adjustment import Distribution, PriceFactor, RightsOffering, Split, SplitFamily
from ledger.rules.facts import BadInput, exact_number
from ledger.rules.wire.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.rules.adjustment import Step

# Of each old share, or for how many: more is a slip of the hand.
MOST_SHARES = 1_000_000
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


# The names by which a split tells its ratio.
RATIO_KEYS = ("new", "old", "new_shares_per_old")


def read_ratio(data: object, path: str = "") -> Fraction:
    """How many shares a split makes of each old one: by two whole numbers, `new` and `old`, or as
    `new_shares_per_old`, a decimal or "3/2". BadInput where it cannot be read, or makes neither more nor fewer.
    """
    reader = Reader(data, path)
    ratio = _ratio(reader)
    reader.finish()
    return ratio


def _ratio(reader: Reader) -> Fraction:
    if reader.has("new") or reader.has("old"):
        place = reader.place("new")
        ratio = Fraction(_whole(reader, "new"), _whole(reader, "old"))
    else:
        place = reader.place("new_shares_per_old")
        ratio = _as_told(reader.raw("new_shares_per_old"), place)
    if ratio <= 0 or ratio == 1:
        raise BadInput(place, "makes more or fewer shares of each one: its ratio is above 0 and not 1")
    return ratio


def _as_told(given: object, place: str) -> Fraction:
    if isinstance(given, str) and "/" in given:
        top, _, bottom = given.partition("/")
        return Fraction(_whole_number(top, place), _whole_number(bottom, place))
    return exact_number(given, place)


def _whole(reader: Reader, key: str) -> int:
    return _whole_number(reader.raw(key), reader.place(key))


def _whole_number(given: object, place: str) -> int:
    """A number of shares above zero, whole, given as a number or as text."""
    number = exact_number(given, place)
    if number < 1 or number.denominator != 1 or number > MOST_SHARES:
        raise BadInput(place, f"{given!r} is not a whole number of shares between 1 and {MOST_SHARES:,}")
    return int(number)


_STEPS: dict[str, Callable[[Reader], Step]] = {
    "rights_offering": lambda reader: RightsOffering(
        new_shares=reader.number("new_shares"),
        offer_price=reader.number("offer_price"),
        market_price=reader.positive("market_price"),
    ),
    "distribution": lambda reader: Distribution(reader.number("fair_value"), reader.positive("market_price")),
    "split": lambda reader: Split(_ratio(reader), SplitFamily(reader.one_of("family", _SPLIT_FAMILIES))),
    "factor": lambda reader: PriceFactor(reader.positive("factor")),
}
