from datetime import date
from fractions import Fraction

import pytest

from ledger.rules.acquiring_person import (
    PersonThreshold,
    Tie,
    beneficial_ownership,
    group_of,
    threshold_shares,
)
from ledger.rules.facts import Holding

OUTSTANDING = 17_890_739
FIFTEEN = Fraction(15)
ON = date(1998, 12, 15)


@pytest.mark.parametrize(("pct", "shares"), [(10, 1_789_074), (15, 2_683_611), (40, 7_156_296)])
def test_thresholds_on_the_shares_of_the_8k(pct, shares):
    assert threshold_shares(OUTSTANDING, Fraction(pct)) == shares


def test_one_share_decides():
    below = beneficial_ownership("A", [Holding("A", 2_683_610)], OUTSTANDING, FIFTEEN, ON)
    at = beneficial_ownership("A", [Holding("A", 2_683_611)], OUTSTANDING, FIFTEEN, ON)
    assert (below.reaches, at.reaches) == (False, True)
    assert "not reached" in below.percent.reason
    assert {notice.code for notice in at.notices} == {"exceptions_not_listed"}


def test_exactly_the_percentage_reaches_it():
    owned = beneficial_ownership("A", [Holding("A", 15)], 100, FIFTEEN, ON)
    assert (owned.percent.value, owned.reaches) == (Fraction(15), True)


def test_shares_he_may_acquire_count_above_the_line_and_below_only_where_configured():
    holdings = [Holding("A", 10, rights_to_acquire=5)]
    assert beneficial_ownership("A", holdings, 100, FIFTEEN, ON).percent.value == 15
    both = beneficial_ownership(
        "A", holdings, 100, FIFTEEN, ON, denominator="outstanding_and_rights_to_acquire"
    )
    assert both.percent.value == Fraction(1500, 105)
    assert not both.reaches


def test_a_group_is_everybody_tied_directly_or_through_others():
    ties = [
        Tie("A", "B", date(1998, 1, 1)),
        Tie("C", "B", date(1998, 6, 1)),
        Tie("C", "D", date(1998, 1, 1), until=date(1998, 12, 1)),
    ]
    assert group_of("A", ties, ON) == ("A", "B", "C")
    assert group_of("A", ties, date(1998, 7, 1)) == ("A", "B", "C", "D")
    holdings = [Holding("A", 8), Holding("C", 7), Holding("D", 80)]
    owned = beneficial_ownership("B", holdings, 100, FIFTEEN, ON, ties=ties)
    assert (owned.shares, owned.reaches) == (15, True)


def test_a_threshold_of_its_own_is_dated():
    own = [PersonThreshold("A", Fraction(20), date(2009, 3, 4), until=date(2010, 1, 24)),
           PersonThreshold("A", Fraction("22.5"), date(2010, 1, 24))]  # fmt: skip
    holdings = [Holding("A", 21)]

    def reaches(on: date) -> bool:
        return beneficial_ownership("A", holdings, 100, FIFTEEN, on, own_thresholds=own).reaches

    assert (reaches(date(2009, 3, 3)), reaches(date(2009, 3, 4)), reaches(date(2010, 1, 24))) == (
        True,
        True,
        False,
    )


def test_no_shares_outstanding_is_refused():
    with pytest.raises(ValueError, match="positive"):
        beneficial_ownership("A", [], 0, FIFTEEN, ON)
