"""Identities and what a difference of them is (operations section 3, 17Ad-11)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.calendars import seeded_calendar
from ledger.rules.reconciliation import (
    WHOLE,
    Difference,
    Identity,
    Measure,
    Outcome,
    age,
    exact_side,
    worth,
)


def identity(left, right, **more):
    return Identity(
        code="common",
        title="Common",
        source="R61",
        measure=Measure.SHARES,
        left_name="Control book",
        right_name="accounts",
        left=Fraction(left),
        right=Fraction(right),
        **more,
    )


def test_equal_sides_hold():
    held = identity(17_890_739, 17_890_739)
    assert held.outcome is Outcome.HOLDS
    assert held.breaks() == ()
    assert held.sentence == "Control book 17,890,739 are accounts 17,890,739."


def test_unequal_sides_break_as_a_whole_where_no_key_is_named():
    differs = identity(10, 12)
    assert differs.outcome is Outcome.DIFFERS
    assert differs.breaks() == (Difference(WHOLE, Fraction(10), Fraction(12)),)
    assert differs.sentence == "Control book 10 are not accounts 12: the difference is -2."


def test_sides_that_agree_in_total_differ_where_an_account_does():
    two = (
        Difference("000001", Fraction(90), Fraction(100)),
        Difference("000002", Fraction(110), Fraction(100)),
    )
    differs = identity(200, 200, differences=two, differing=2)
    assert differs.outcome is Outcome.DIFFERS
    assert differs.breaks() == two
    assert differs.is_listed_in_full
    assert differs.sentence == "The totals agree at 200, but 2 below them differ."


def test_more_than_are_named_are_not_listed_in_full():
    assert not identity(
        0, 0, differences=(Difference("1", Fraction(1), Fraction()),), differing=2
    ).is_listed_in_full


@pytest.mark.parametrize(
    ("left", "outcome"), [(9, Outcome.DIFFERS), (10, Outcome.HOLDS), (11, Outcome.HOLDS)]
)
def test_at_least_holds_from_the_figure_on(left, outcome):
    assert identity(left, 10, at_least=True).outcome is outcome


def test_a_figure_that_lacks_is_no_difference():
    lacking = identity(0, 5, missing="No order states it.")
    assert lacking.outcome is Outcome.NOT_STATED
    assert lacking.breaks() == ()
    assert lacking.record()["left"] == ""


def test_a_side_no_decimal_expresses_is_kept_as_a_fraction():
    assert exact_side(Fraction(200, 3)) == "200/3"
    assert exact_side(Fraction(1, 8)) == "0.125"


@pytest.mark.parametrize(
    ("on", "days", "business_days", "aged"),
    [
        (date(1998, 12, 4), 0, 0, False),
        (date(1998, 12, 7), 3, 1, False),
        (date(1999, 1, 3), 30, 18, False),  # Christmas and New Year's Day are none
        (date(1999, 1, 4), 31, 19, True),
    ],
)
def test_a_difference_is_aged_after_thirty_calendar_days(on, days, business_days, aged):
    found = age(date(1998, 12, 4), on, seeded_calendar("ny-banking"))
    assert (found.days, found.business_days, found.is_aged) == (days, business_days, aged)


def test_rights_are_worth_the_redemption_price_as_a_floor():
    valued = worth(Fraction(-17_890_739), Measure.RIGHTS, Decimal("0.0001"))
    assert valued.dollars == Decimal("1789.07")
    assert valued.basis.startswith("Floor: the Redemption Price of $0.0001 a Right")


def test_shares_have_no_value_without_a_price():
    assert worth(Fraction(5), Measure.SHARES, Decimal("0.0001")).dollars is None
    assert worth(Fraction(5), Measure.RIGHTS, None).dollars is None
    assert worth(Fraction("-12.345"), Measure.DOLLARS, None).dollars == Decimal("12.35")
