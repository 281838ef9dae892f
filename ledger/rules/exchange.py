"""Exchange of Rights for common shares at the Board's order (R48-R50, DQ5, section 24)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.rules.exact import Exact, to_cents, whole_and_fraction


@dataclass(frozen=True, slots=True)
class ExchangeAmount:
    """What some Rights are exchanged for: whole shares, and cash in cents for the exact fraction."""

    shares: int
    fraction: Fraction
    cash_in_lieu: Decimal


def exchange_amount(rights: Exact, ratio: Exact, market_price: Exact) -> ExchangeAmount:
    """Rights times the exchange ratio, the fraction of a share paid at the market price (R50, section 24)."""
    shares, fraction = whole_and_fraction(Fraction(rights) * Fraction(ratio))
    return ExchangeAmount(shares, fraction, to_cents(fraction * Fraction(market_price)))
