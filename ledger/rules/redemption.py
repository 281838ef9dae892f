"""Redemption of the Rights: in whole, before the Distribution Date, at the Redemption Price (R43-R47)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.rules.exact import Exact, to_cents


@dataclass(frozen=True, slots=True)
class RedemptionAmount:
    """What is due for some Rights: the exact amount in dollars, and the payment half-up to the cent (R44)."""

    amount: Fraction
    payment: Decimal


def redemption_amount(rights: Exact, redemption_price: Exact) -> RedemptionAmount:
    """Rights times the Redemption Price; 17,890,739 at $.0001 are $1,789.0739 (R44)."""
    amount = Fraction(rights) * Fraction(redemption_price)
    return RedemptionAmount(amount, to_cents(amount))
