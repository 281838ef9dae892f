from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.exchange import (
    ExchangeTotals,
    exchange_amount,
    exchange_findings,
    exchange_lines,
)
from ledger.rules.findings import Severity
from ledger.rules.rights_at import RightsAt

FLIP_IN = datetime(1998, 12, 15, 14, tzinfo=UTC)
IN_WINDOW = RightsAt(
    datetime(1998, 12, 21, 17, tzinfo=UTC),
    distribution_date=date(1998, 12, 30),
    distribution_at=datetime(1998, 12, 30, 22, tzinfo=UTC),
    first_flip_in_at=FLIP_IN,
)
ENOUGH = {"ratio": 1, "shares_needed": 100, "shares_available": 100}


def said(findings):
    return [(finding.severity, finding.rule) for finding in findings]


def test_partial_exchange_is_pro_rata_with_cash_for_the_fraction():
    assert Fraction(15_207_128) * Fraction("0.6") == Fraction("9124276.8")
    (line,) = exchange_lines([("A", Decimal(101))], portion=Decimal("0.6"), ratio=1, market_price=4)
    assert (line.exchanged, line.kept) == (Fraction("60.6"), Fraction("40.4"))
    assert line.amount == exchange_amount(Decimal("60.6"), 1, 4)
    assert (line.amount.shares, line.amount.cash_in_lieu) == (60, Decimal("2.40"))


def test_exchange_is_allowed_from_the_first_flip_in_to_the_day_before_the_distribution_date():
    assert exchange_findings(IN_WINDOW, **ENOUGH) == ()


@pytest.mark.parametrize(
    "at", [datetime(1998, 12, 15, 13, tzinfo=UTC), datetime(1998, 12, 30, 14, tzinfo=UTC)]
)
def test_exchange_elsewhere_is_held(at):
    rights = RightsAt(at, distribution_date=date(1998, 12, 30), first_flip_in_at=FLIP_IN)
    assert said(exchange_findings(rights, **ENOUGH)) == [(Severity.HOLD, "DQ5")]


def test_exchange_without_a_ratio_is_held_and_without_shares_blocked():
    findings = exchange_findings(IN_WINDOW, ratio=None, shares_needed=101, shares_available=100)
    assert said(findings) == [(Severity.HOLD, "R50"), (Severity.BLOCK, "R50")]
    assert (
        exchange_findings(IN_WINDOW, ratio=1, shares_needed=101, shares_available=100, has_substitute=True)
        == ()
    )


def totalled(holdings, *, portion, ratio):
    totals = ExchangeTotals()
    for line in exchange_lines(holdings, portion=portion, ratio=ratio, market_price=4):
        totals.add(line)
    return totals


def test_totals_add_up_what_every_holder_gets():
    holdings = [("A", Decimal(101)), ("B", Decimal(33))]
    totals = totalled(holdings, portion=1, ratio=Decimal("0.5"))
    assert (totals.shares, totals.fractions, totals.cash) == (66, 1, Decimal("4.00"))
    assert exchange_findings(IN_WINDOW, ratio=1, shares_needed=totals.shares, shares_available=66) == ()


@given(
    st.lists(st.tuples(st.integers(), st.integers(0, 100_000).map(Decimal)), max_size=10),
    st.decimals("0.01", "1", places=2),
    st.decimals("0.1", "3", places=3),
)
def test_shares_and_fractions_are_exactly_rights_times_ratio(holdings, portion, ratio):
    totals = totalled(holdings, portion=portion, ratio=ratio)
    valid = sum((Fraction(rights) for _, rights in holdings), Fraction(0))
    assert totals.exchanged + totals.kept == valid
    assert totals.shares + totals.fractions == valid * Fraction(portion) * Fraction(ratio)
