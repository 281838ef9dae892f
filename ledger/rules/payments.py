"""Lists of cash payments: what each holder is due exactly, what is paid, and the remainder (R44, DQ19)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from ledger.rules.exact import CENT_PLACES, Exact, to_cents
from ledger.rules.movements import ZERO, Account

_CENT = Fraction(1, 10**CENT_PLACES)


class CentRounding(Enum):
    """How a holder's exact amount becomes cents: a recorded policy, because the plan is silent (R44)."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class PaymentPolicy:
    """How amounts are rounded, and the smallest check that is drawn (amounts below it are not paid out)."""

    rounding: CentRounding = CentRounding.HALF_UP
    smallest_check: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Payment:
    """One holder's amount: exact, and as paid in cents; nothing is paid below the smallest check.

    `shares` are the whole ones delivered, where the amount is paid in shares first: `exact` is then the rest.
    """

    account: Account
    quantity: Decimal
    exact: Fraction
    paid: Decimal
    shares: int = 0


@dataclass
class PaymentTotals:
    """The running totals of a list: what was paid and the remainder together are exactly what was due."""

    holders: int = 0
    unpaid_holders: int = 0
    quantity: Decimal = ZERO
    exact: Fraction = Fraction(0)
    paid: Decimal = ZERO
    shares: int = 0

    def add(self, payment: Payment) -> None:
        """Count one payment."""
        self.holders += 1
        self.unpaid_holders += not payment.paid and not payment.shares
        self.quantity += payment.quantity
        self.exact += payment.exact
        self.paid += payment.paid
        self.shares += payment.shares

    @property
    def remainder(self) -> Fraction:
        """What rounding and the smallest check leave with the company; below zero where more was paid."""
        return self.exact - Fraction(self.paid)


def payments(
    holdings: Iterable[tuple[Account, Decimal]], price: Exact, policy: PaymentPolicy
) -> Iterator[Payment]:
    """Each holding at a price, rounded once for each holder, in the order given."""
    for account, quantity in holdings:
        exact = Fraction(quantity) * Fraction(price)
        yield Payment(account, quantity, exact, paid_for(exact, policy))


def paid_for(exact: Fraction, policy: PaymentPolicy) -> Decimal:
    """What is paid for an exact amount by the policy."""
    paid = _rounded(exact, policy.rounding)
    return paid if paid >= policy.smallest_check else ZERO


def payment_totals(listed: Iterable[Payment]) -> PaymentTotals:
    """The totals of a whole list."""
    totals = PaymentTotals()
    for payment in listed:
        totals.add(payment)
    return totals


def _rounded(exact: Fraction, rounding: CentRounding) -> Decimal:
    match rounding:
        case CentRounding.HALF_UP:
            return to_cents(exact)
        case CentRounding.DOWN:
            return to_cents(exact // _CENT * _CENT)
        case CentRounding.UP:
            return to_cents(-(-exact // _CENT) * _CENT)
