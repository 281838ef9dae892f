from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.payments import CentRounding, PaymentPolicy, payment_totals, payments

PRICE = Decimal("0.0001")

holdings = st.lists(st.tuples(st.integers(), st.decimals("0", "1000000", places=2)), max_size=20)


@pytest.mark.parametrize(
    ("rounding", "rights", "paid"),
    [
        (CentRounding.HALF_UP, 49, "0.00"),
        (CentRounding.HALF_UP, 50, "0.01"),
        (CentRounding.DOWN, 199, "0.01"),
        (CentRounding.UP, 1, "0.01"),
        (CentRounding.UP, 200, "0.02"),
    ],
)
def test_payment_is_rounded_once_for_each_holder(rounding, rights, paid):
    (payment,) = payments([("A", Decimal(rights))], PRICE, PaymentPolicy(rounding))
    assert payment.paid == Decimal(paid)
    assert payment.exact == Fraction(rights, 10_000)


def test_payment_below_the_smallest_check_is_not_made_and_shows_as_remainder():
    policy = PaymentPolicy(smallest_check=Decimal("1.00"))
    totals = payment_totals(payments([("A", Decimal(9999)), ("B", Decimal(20_000))], PRICE, policy))
    assert (totals.holders, totals.unpaid_holders, totals.paid) == (2, 0, Decimal("3.00"))
    totals = payment_totals(payments([("A", Decimal(9000)), ("B", Decimal(20_000))], PRICE, policy))
    assert (totals.unpaid_holders, totals.paid, totals.remainder) == (1, Decimal("2.00"), Fraction(9, 10))


@given(holdings, st.sampled_from(CentRounding), st.decimals("0", "5", places=2))
def test_paid_and_remainder_are_exactly_what_is_due(rows, rounding, smallest):
    totals = payment_totals(payments(rows, PRICE, PaymentPolicy(rounding, smallest)))
    due = sum((Fraction(rights) for _, rights in rows), Fraction(0)) * Fraction(PRICE)
    assert Fraction(totals.paid) + totals.remainder == totals.exact == due


@given(holdings)
def test_half_up_never_leaves_more_than_half_a_cent_a_holder(rows):
    totals = payment_totals(payments(rows, PRICE, PaymentPolicy()))
    assert abs(totals.remainder) <= Fraction(len(rows), 200)
