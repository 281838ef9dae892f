from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.exact import half_up
from ledger.rules.findings import Severity
from ledger.rules.flip_in import (
    FlipInFact,
    FlipInLimb,
    assess,
    entitlement_findings,
    flip_in,
    increase_readings,
    shortage,
    unit_price,
    units_for_exercise_price,
)

AT = datetime(1998, 12, 15, 14, tzinfo=UTC)
PROVEN = FlipInFact(FlipInLimb.BECAME_ACQUIRING_PERSON, "Raider LP", AT, evidence="Schedule 13D")
INCREASE = replace(PROVEN, limb=FlipInLimb.INTEREST_INCREASED, before=Fraction(20), after=Fraction(22))


def said(fact):
    return [(finding.severity, finding.rule) for finding in assess(fact).findings]


@pytest.mark.parametrize(
    ("market_price", "units"),
    [(4, "10.0000000"), (Decimal("4.375"), "9.1428571"), (41, "0.9756098"), (40, "1.0000000")],
)
def test_units_are_worth_twice_the_exercise_price(market_price, units):
    exact = units_for_exercise_price(20, market_price)
    assert half_up(exact, 7) == Decimal(units)
    assert exact * Fraction(market_price) == 40


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (PROVEN, []),
        (replace(PROVEN, evidence=""), [(Severity.HOLD, "R27")]),
        (replace(PROVEN, by_flip_over=True), [(Severity.BLOCK, "R27")]),
        (replace(PROVEN, limb=FlipInLimb.ADVERSE_PERSON_DECLARED), []),
        (replace(PROVEN, limb=FlipInLimb.COMPANY_SURVIVES_MERGER), []),
        (
            replace(PROVEN, limb=FlipInLimb.COMPANY_SURVIVES_MERGER, common_outstanding=False),
            [(Severity.BLOCK, "R27")],
        ),
        (
            replace(PROVEN, limb=FlipInLimb.COMPANY_SURVIVES_MERGER, person_qualifies=False),
            [(Severity.BLOCK, "R27")],
        ),
        (replace(PROVEN, limb=FlipInLimb.SELF_DEALING), [(Severity.HOLD, "DQ19")]),
        (replace(PROVEN, limb=FlipInLimb.SELF_DEALING, is_listed_act=False), [(Severity.BLOCK, "R27")]),
        (replace(PROVEN, limb=FlipInLimb.SELF_DEALING, is_listed_act=True), []),
        (INCREASE, []),
        (replace(INCREASE, before=None), [(Severity.HOLD, "R27")]),
        (replace(INCREASE, after=Fraction("20.2")), [(Severity.BLOCK, "R27")]),
        (replace(INCREASE, after=Fraction(21)), [(Severity.HOLD, "DQ9")]),
        (replace(INCREASE, person_qualifies=False), [(Severity.BLOCK, "R27")]),
    ],
)
def test_each_limb_asks_its_own_facts(fact, expected):
    assert said(fact) == expected
    assert assess(fact).counts == (not expected)


def test_increase_is_read_in_points_and_relatively():
    assert increase_readings(Fraction(20), Fraction(21)) == (False, True)
    assert increase_readings(Fraction(20), Fraction("21.01")) == (True, True)
    assert increase_readings(Fraction(20), Fraction("20.2")) == (False, False)


def test_first_event_fixes_the_calculation_unless_an_earlier_one_is_undecided():
    later = replace(PROVEN, limb=FlipInLimb.ADVERSE_PERSON_DECLARED, at=AT + timedelta(days=1))
    assert flip_in([later, PROVEN]).first == PROVEN
    unproven = replace(PROVEN, evidence="")
    event = flip_in([later, unproven])
    assert event.first == later
    assert [each.fact for each in event.undecided_before_first] == [unproven]
    assert flip_in([later, replace(PROVEN, by_flip_over=True)]).undecided_before_first == ()
    assert flip_in([]).first is None


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
