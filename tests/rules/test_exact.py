from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.exact import (
    exact_decimal,
    exact_text,
    half_up,
    is_terminating,
    money_text,
    price_text,
    to_cents,
    trimmed,
    whole_and_fraction,
)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(1, 3), 7, "0.3333333"),
        (Decimal("0.005"), 2, "0.01"),
        (Decimal("0.0049"), 2, "0.00"),
        (Decimal("-0.005"), 2, "-0.01"),
        (Decimal("-0.001"), 2, "0.00"),
        (20, 2, "20.00"),
        (Decimal("2.5"), 0, "3"),
        (10**40, 2, "1" + "0" * 40 + ".00"),
    ],
)
def test_half_up_takes_a_tie_away_from_zero_at_any_size(value, places, rounded):
    assert str(half_up(value, places)) == rounded


@given(st.fractions(), st.integers(0, 9))
def test_half_up_is_never_further_than_half_a_place(value, places):
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_exact_decimal_keeps_every_finite_decimal(value):
    assert exact_decimal(value) == value
    assert is_terminating(value)


def test_exact_decimal_refuses_a_third():
    with pytest.raises(ValueError, match="no finite decimal"):
        exact_decimal(Fraction(1, 3))


def test_texts_are_plain():
    assert trimmed(Fraction(10), 7) == "10"
    assert trimmed(Fraction(1, 2), 7) == "0.5"
    assert exact_text(Decimal("0.00450")) == "0.0045"
    assert exact_text(Fraction(1, 3)) == "0.3333333333"
    assert exact_text(100) == "100"
    assert money_text(Fraction(98, 5)) == "19.60"
    assert price_text(20) == "20.00"
    assert price_text(Decimal("4.375")) == "4.375"


def test_whole_and_fraction_add_up():
    assert whole_and_fraction(Fraction(6400, 7)) == (914, Fraction(2, 7))
    assert to_cents(Fraction(2, 7) * Fraction("4.375")) == Decimal("1.25")
