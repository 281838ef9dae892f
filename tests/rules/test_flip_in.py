from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.exact import half_up
from ledger.rules.flip_in import (
    entitlement_findings,
    shortage,
    unit_price,
    units_for_exercise_price,
)


@pytest.mark.parametrize(
    ("market_price", "units"),
    [(4, "10.0000000"), (Decimal("4.375"), "9.1428571"), (41, "0.9756098"), (40, "1.0000000")],
)
def test_units_are_worth_twice_the_exercise_price(market_price, units):
    exact = units_for_exercise_price(20, market_price)
    assert half_up(exact, 7) == Decimal(units)
    assert exact * Fraction(market_price) == 40


def test_shortage_of_shares_is_made_good_in_cash():
    valid = 17_890_739 - 2_683_611
    assert valid == 15_207_128
    assert valid * units_for_exercise_price(20, 4) == 152_071_280
    short = shortage(price_per_right=20, market_price=4, rights=valid, available=20_000_000)
    assert half_up(short.shares, 7) == Decimal("1.3151727")
    assert half_up(short.value, 4) == Decimal("5.2607")
    assert half_up(short.cash_when_paying, 4) == Decimal("34.7393")
    assert short.value + short.cash_when_paying == 40
    assert half_up(short.cash_without_paying, 4) == Decimal("14.7393")
    assert short.value + short.cash_without_paying == short.spread == 20


def test_there_is_no_shortage_where_shares_suffice():
    with pytest.raises(ValueError, match="suffice"):
        shortage(price_per_right=20, market_price=4, rights=100, available=1000)


def test_open_terms_hold_the_calculation():
    findings = entitlement_findings(is_price_open=True, needed=11, authorised=10)
    assert [finding.rule for finding in findings] == ["DQ2", "R31"]
    assert entitlement_findings(is_price_open=False, needed=10, authorised=10) == ()
    assert entitlement_findings(is_price_open=False, needed=10**9, authorised=None) == ()


@pytest.mark.parametrize(
    ("valuation", "told", "common", "unit", "price"),
    [
        ("one_common_share", None, 4, 7, 4),
        ("one_common_share", 5, 4, 7, 5),
        ("appraisal", None, 4, 7, 7),
        ("appraisal", 5, 4, 7, 5),
        ("appraisal", None, 4, None, None),
        ("one_common_share", None, None, 7, None),
        (None, 5, 4, 7, None),
    ],
)
def test_a_unit_is_worth_what_the_plan_values_it_by(valuation, told, common, unit, price):
    found, findings = unit_price(valuation, told=told, common=common, unit=unit)
    assert found == price
    assert [finding.rule for finding in findings] == ([] if price else ["R29" if valuation else "R8"])


positive = st.fractions("1/100", 1000, max_denominator=1000)


@given(positive, positive, positive)
def test_what_a_right_buys_is_worth_the_multiple_of_its_price(price, market, multiple):
    assert units_for_exercise_price(price, market, multiple) * market == multiple * price
    assert units_for_exercise_price(price, market) == units_for_exercise_price(price, market, 2)
