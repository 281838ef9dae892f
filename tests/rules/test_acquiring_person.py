from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.acquiring_person import (
    Holding,
    Tie,
    beneficial_ownership,
    group_of,
    group_since,
    is_reached,
    threshold_shares,
)

OUTSTANDING = 17_890_739
FIFTEEN = Fraction(15)
ON = date(1998, 12, 15)


def held(person, shares, kind="held"):
    return Holding(person, kind, Fraction(shares))


@pytest.mark.parametrize(("pct", "shares"), [(10, 1_789_074), (15, 2_683_611), (40, 7_156_296)])
def test_thresholds_on_the_shares_of_the_8k(pct, shares):
    assert threshold_shares(OUTSTANDING, Fraction(pct)) == shares


def test_one_share_decides():
    below = beneficial_ownership("A", [held("A", 2_683_610)], OUTSTANDING, FIFTEEN, ON)
    at = beneficial_ownership("A", [held("A", 2_683_611)], OUTSTANDING, FIFTEEN, ON)
    assert (below.reaches, at.reaches) == (False, True)
    assert "not reached" in below.percent.reason
    assert {notice.code for notice in at.notices} == {"exceptions_not_listed"}


def test_exactly_the_percentage_reaches_it():
    owned = beneficial_ownership("A", [held("A", 15)], 100, FIFTEEN, ON)
    assert (owned.percent.value, owned.reaches) == (Fraction(15), True)


def test_shares_he_may_acquire_count_above_the_line_and_below_only_where_the_plan_says():
    holdings = [held("A", 10), held("A", 5, "right_to_acquire")]
    assert beneficial_ownership("A", holdings, 100, FIFTEEN, ON).percent.value == 15
    both = beneficial_ownership("A", holdings, 100, FIFTEEN, ON, denominator="plus_own_rights")
    assert both.percent.value == Fraction(1500, 105)
    assert not both.reaches


def test_derivatives_count_where_the_plan_says_and_nowhere_else():
    holdings = [held("A", 13), held("A", 3, "derivative"), held("A", 1, "right_to_acquire")]
    plain = beneficial_ownership("A", holdings, 100, FIFTEEN, ON)
    assert (plain.shares, plain.reaches) == (14, False)
    wide = beneficial_ownership("A", holdings, 100, FIFTEEN, ON, counts=("held", "derivative"))
    assert (wide.shares, wide.percent.value, wide.reaches) == (16, 16, True)
    narrow = beneficial_ownership("A", holdings, 100, FIFTEEN, ON, counts=("held",))
    assert narrow.shares == 13


@pytest.mark.parametrize(("comparison", "shares"), [("at_least", 1_500_000), ("more_than", 1_500_001)])
def test_the_least_whole_number_that_reaches_it(comparison, shares):
    assert threshold_shares(10_000_000, FIFTEEN, comparison) == shares
    owned = beneficial_ownership("A", [held("A", shares)], 10_000_000, FIFTEEN, ON, comparison=comparison)
    below = beneficial_ownership("A", [held("A", shares - 1)], 10_000_000, FIFTEEN, ON, comparison=comparison)
    assert (owned.reaches, below.reaches) == (True, False)


@given(
    st.integers(1, 10**9),
    st.fractions(Fraction(1, 100), 100, max_denominator=1000),
    st.sampled_from(["at_least", "more_than"]),
)
def test_the_least_number_reaches_and_one_share_less_does_not(outstanding, pct, comparison):
    least = threshold_shares(outstanding, pct, comparison)
    for shares, reaches in ((least, True), (least - 1, False)):
        assert is_reached(Fraction(100 * shares, outstanding), pct, comparison) is reaches


def test_who_joined_and_who_left_a_group_were_of_it():
    ties = [
        Tie("A", "B", date(1998, 1, 1), until=date(1998, 12, 16)),
        Tie("A", "C", date(1998, 12, 20)),
        Tie("A", "D", date(1998, 1, 1), until=date(1998, 12, 15)),
        Tie("A", "E", date(1999, 6, 1)),
    ]
    assert group_since("A", ties, ON, date(1999, 1, 1)) == {"A": ON, "B": ON, "C": date(1998, 12, 20)}


def test_a_group_is_everybody_tied_directly_or_through_others():
    ties = [
        Tie("A", "B", date(1998, 1, 1)),
        Tie("C", "B", date(1998, 6, 1)),
        Tie("C", "D", date(1998, 1, 1), until=date(1998, 12, 1)),
    ]
    assert group_of("A", ties, ON) == ("A", "B", "C")
    assert group_of("A", ties, date(1998, 7, 1)) == ("A", "B", "C", "D")
    holdings = [held("A", 8), held("C", 7), held("D", 80)]
    owned = beneficial_ownership("B", holdings, 100, FIFTEEN, ON, ties=ties)
    assert (owned.shares, owned.reaches) == (15, True)


def test_no_shares_outstanding_is_refused():
    with pytest.raises(ValueError, match="positive"):
        beneficial_ownership("A", [], 0, FIFTEEN, ON)
