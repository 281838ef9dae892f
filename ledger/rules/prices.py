"""What a price is of, and the one exercise price of a Right that follows (R6, R30, DQ2).

A Purchase Price is stated for a Unit, for a whole share of the preferred of which a Unit is a fraction, or for all that
one Right buys; read for the wrong one it is wrong by the number of Units in a share.
"""

from fractions import Fraction
from typing import Literal

from ledger.rules.exact import Exact
from ledger.rules.registry import decides

PriceBasis = Literal["per_unit", "per_preferred_share", "per_right"]

PRICE_WORDS: dict[PriceBasis | None, str] = {
    None: "for what is not settled",
    "per_unit": "for each Unit",
    "per_preferred_share": "for a whole preferred share",
    "per_right": "for one Right",
}


@decides(
    "R6",
    "Purchase Price and its basis",
)
def exercise_price(
    amount: Exact,
    units_per_right: Exact,
    basis: PriceBasis | None = "per_unit",
    units_in_share: Exact = 1,
) -> Fraction:
    """The exercise price of one Right, exact: 8300.00 for a preferred share of 100 Units makes 83.00 for one Unit.

    `basis` per_unit: `amount` for each of the Units that a Right buys; per_preferred_share: for `units_in_share` Units;
    per_right: for one Right, however many Units it buys; None: not settled, and worked out as for a Unit.
    """
    match basis:
        case "per_right":
            return Fraction(amount)
        case "per_preferred_share":
            return Fraction(amount) * Fraction(units_per_right) / Fraction(units_in_share)
        case _:
            return Fraction(amount) * Fraction(units_per_right)
