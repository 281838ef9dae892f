"""The one exercise price of a Right, whatever its Purchase Price is stated for, through every adjustment."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.adjustment import AdjustmentPolicy, Figures, PriceFactor, Split, SplitFamily, fold
from ledger.rules.prices import exercise_price

amounts = st.decimals("0.01", "9000", places=2)
units = st.fractions("1/100", 100, max_denominator=1000)
shares = st.integers(1, 10_000)
factors = st.decimals("0.5", "1.5", places=4).map(PriceFactor)
splits = st.builds(
    Split, st.sampled_from([Fraction(2), Fraction(3, 2), Fraction(1, 10)]), st.sampled_from(SplitFamily)
)
CENTS_ENOUGH = AdjustmentPolicy(price_places=12)


@pytest.mark.parametrize(
    ("amount", "basis", "units_in_share", "price"),
    [
        ("20.00", "per_unit", 1000, "20.00"),
        ("20.00", "per_preferred_share", 1000, "0.02"),
        ("8300.00", "per_preferred_share", 100, "83.00"),
        ("83.00", "per_right", 100, "83.00"),
    ],
)
def test_one_price_of_a_right_from_amount_and_basis(amount, basis, units_in_share, price):
    assert exercise_price(Decimal(amount), 1, basis, units_in_share) == Fraction(price)


@given(amounts, units, shares)
def test_the_same_price_told_in_each_basis_is_the_same_exercise_price(amount, bought, in_share):
    each = Fraction(amount)
    told = exercise_price(each, bought)
    assert told == exercise_price(each * in_share, bought, "per_preferred_share", in_share)
    assert told == exercise_price(each * bought, bought, "per_right", in_share)


@given(amounts, units, shares, st.lists(st.one_of(factors, splits), max_size=6))
def test_adjustments_come_to_the_same_whatever_the_price_is_stated_for(amount, bought, in_share, steps):
    def worked(basis, price):
        opening = Figures.opening(
            purchase_price=price,
            units_per_right=bought,
            rights_per_share=1,
            outstanding=1000,
            basis=basis,
            units_in_share=in_share,
        )
        return fold(opening, steps, CENTS_ENOUGH).closing

    unit = worked("per_unit", Fraction(amount))
    share = worked("per_preferred_share", Fraction(amount) * in_share)
    right = worked("per_right", Fraction(amount) * bought)
    assert unit.exercise_amount == share.exercise_amount == right.exercise_amount
    assert unit.rights_per_share == share.rights_per_share == right.rights_per_share
    # Units follow the published price, which is rounded where it is stated: to twelve places here.
    for other in (share, right):
        assert abs(unit.units_per_right / other.units_per_right - 1) < Fraction(1, 10**6)
    assert unit.exercise_amount == pytest.approx(float(right.purchase_price), rel=1e-6)


@given(amounts, amounts, units, st.lists(factors, max_size=4))
def test_an_amended_price_starts_anew_with_the_units_in_force(amount, amended, bought, steps):
    opening = Figures.opening(
        purchase_price=amount, units_per_right=bought, rights_per_share=1, outstanding=1000
    )
    adjusted = fold(opening, steps, CENTS_ENOUGH).closing
    after = adjusted.amended(purchase_price=Fraction(amended))
    assert after.exercise_amount == Fraction(amended) * adjusted.units_per_right
    assert (after.units_per_right, after.carried) == (adjusted.units_per_right, ())
