"""The Flip-In Event: its five limbs, and what each valid Right buys afterwards (rules R27-R31)."""

from fractions import Fraction

from ledger.rules.exact import Exact

# "a value equal to two times the exercise price": what is delivered is bought at half its value (R29).
DISCOUNT = Fraction(1, 2)


def units_for_exercise_price(price_per_right: Exact, market_price: Exact) -> Fraction:
    """How many Units (or shares) a Right buys for its exercise price after a Flip-In Event, exact.

    N = exercise price / (0.50 x market price), so their value is two times the exercise price: 8-K, "having a
    value equal to two times the exercise price of the Right" (R29, section 11(a)(ii)). Below one Unit where
    the market price is above twice the exercise price.
    """
    return Fraction(price_per_right) / (DISCOUNT * Fraction(market_price))
