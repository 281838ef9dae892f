"""A clock that is not believed, and what a trade takes along by due bill."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from certificates.rules.payouts import look_at_check_by, pay_by, tell_payee_by
from ledger.rules.clocks import leap
from ledger.rules.due_bills import DueBill, due_bill
from tests.rules.plans import ny

SEEN = datetime(2026, 5, 4, 16, tzinfo=UTC)
BOUNDS = {"back": timedelta(minutes=2), "forward": timedelta(hours=3)}


@pytest.mark.parametrize("moved", [timedelta(), timedelta(hours=3), timedelta(minutes=-2)])
def test_a_clock_within_its_bounds_is_believed(moved):
    assert leap(SEEN, SEEN + moved, **BOUNDS) == ""


def test_a_clock_that_leapt_says_both_instants():
    ahead = leap(SEEN, SEEN + timedelta(hours=3, seconds=1), **BOUNDS)
    assert "12:00 p.m. New York on Monday 4 May 2026" in ahead
    assert "3:00 p.m. New York" in ahead
    assert leap(SEEN, SEEN - timedelta(minutes=2, seconds=1), **BOUNDS).startswith("The clock went back")


def bill(traded_on, *, at="2009-01-02T17:00", each=Fraction(1), quantity="100"):
    return due_bill(traded_on, ny(at), quantity=Decimal(quantity), shares_for_each=each, how="exchanged")


def test_a_trade_before_the_record_instant_takes_the_whole_shares_along():
    assert bill(date(2009, 1, 2)).shares == 100
    part = bill(date(2008, 12, 31), each=Fraction(1, 3))
    assert part.shares == 33
    assert "33 shares given for them go along by due bill. The cash for" in part.sentence


def test_a_later_trade_takes_nothing_and_one_whose_hour_decides_is_left_to_the_parties():
    assert bill(date(2009, 1, 5)) == DueBill()
    unsure = bill(date(2009, 1, 2), at="2009-01-02T12:00")
    assert (unsure.shares, "if the trade came before" in unsure.sentence) == (0, True)
    money = bill(date(2009, 1, 2), each=None)
    assert (money.shares, "belongs to the buyer" in money.sentence) == (0, True)


def test_payments_leave_in_ten_days_and_a_check_is_looked_at_in_six_months():
    assert pay_by(date(1998, 12, 15)) == date(1998, 12, 25)
    assert look_at_check_by(date(1998, 8, 31)) == date(1999, 2, 28)
    assert tell_payee_by(date(1998, 12, 20)) == date(1999, 7, 20)
