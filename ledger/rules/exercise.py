"""Exercising a Right: what it costs, what it buys, what becomes of the fraction, and when it may be done."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.rules.exact import Exact, to_cents, whole_and_fraction


@dataclass(frozen=True, slots=True)
class ExerciseSettlement:
    """What one election comes to: `delivered` whole Units (or shares) and the fraction in cash, once.

    `per_right` and `fraction` are exact; `cash_in_lieu` and `amount_payable` are half-up cents.
    """

    rights: Fraction
    per_right: Fraction
    delivered: int
    fraction: Fraction
    cash_in_lieu: Decimal
    amount_payable: Decimal


def exercise_price(purchase_price: Exact, units_per_right: Exact) -> Fraction:
    """The exercise price of a Right: Purchase Price times the Units it buys before a Flip-In (R30)."""
    return Fraction(purchase_price) * Fraction(units_per_right)


def settle_election(
    *, rights: Exact, price_per_right: Exact, per_right: Exact, market_price: Exact
) -> ExerciseSettlement:
    """One election settled: all its Rights are added up first and the fraction is taken once (R42).

    The fraction is paid at `market_price` of what is delivered; nothing is rounded before the two amounts.
    """
    delivered, fraction = whole_and_fraction(Fraction(rights) * Fraction(per_right))
    return ExerciseSettlement(
        rights=Fraction(rights),
        per_right=Fraction(per_right),
        delivered=delivered,
        fraction=fraction,
        cash_in_lieu=to_cents(fraction * Fraction(market_price)),
        amount_payable=to_cents(Fraction(rights) * Fraction(price_per_right)),
    )
