"""The Flip-Over Event: when it can occur, its three limbs, what each Right buys then (R33-R36, section 13)."""

from fractions import Fraction

from ledger.rules.exact import Exact
from ledger.rules.flip_in import TWICE, units_for_exercise_price
from ledger.rules.registry import decides


@decides(
    "R35",
    "Flip-over entitlement",
)
def shares_for_exercise_price(
    price_per_right: Exact, market_price: Exact, multiple: Exact = TWICE
) -> Fraction:
    """How many shares of the Principal Party a Right buys for its exercise price, exact (R35, section 13).

    `price_per_right` is that just before the first Flip-In or Flip-Over Event: 20 and 32.50 give 1.2307692.
    """
    return units_for_exercise_price(price_per_right, market_price, multiple)
