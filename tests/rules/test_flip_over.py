from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.rules.exact import half_up
from ledger.rules.findings import Severity
from ledger.rules.flip_over import (
    AssetSale,
    FlipOverFact,
    FlipOverLimb,
    flip_over,
    shares_for_exercise_price,
    sold,
)

AT = datetime(1999, 3, 1, 15, tzinfo=UTC)
MERGER = FlipOverFact(
    FlipOverLimb.COMPANY_NOT_SURVIVOR,
    AT,
    principal_party="Acquirer Inc.",
    certificate="Officer's certificate",
)
SALE = replace(MERGER, limb=FlipOverLimb.ASSETS_SOLD)


def said(fact, **gates):
    terms = {"stock_acquisition_at": AT - timedelta(days=30), "continuing_directors_are_majority": True}
    assessment = flip_over(fact, **{**terms, **gates})
    assert assessment.counts == (not assessment.findings)
    return [(finding.severity, finding.rule) for finding in assessment.findings]


def sale(assets, earning_power=0):
    return AssetSale(Fraction(assets), Fraction(earning_power))


def test_principal_partys_stock_is_worth_twice_the_exercise_price():
    shares = shares_for_exercise_price(20, Decimal("32.50"))
    assert half_up(shares, 7) == Decimal("1.2307692")
    assert shares * Fraction("32.50") == 40


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (MERGER, []),
        (replace(MERGER, company_survives=True), [(Severity.BLOCK, "R34")]),
        (replace(MERGER, limb=FlipOverLimb.COMMON_CONVERTED), []),
        (
            replace(MERGER, limb=FlipOverLimb.COMMON_CONVERTED, common_converted=False),
            [(Severity.BLOCK, "R34")],
        ),
        (replace(SALE, sales=(sale(50),)), []),
        (replace(SALE, sales=(sale(20, 60),)), []),
        (replace(SALE, sales=(sale(30), sale(20))), []),
        (replace(SALE, sales=(sale(49), sale(0, 49))), [(Severity.BLOCK, "R34")]),
        (replace(MERGER, certificate=""), [(Severity.HOLD, "R34")]),
        (replace(MERGER, principal_party=""), [(Severity.HOLD, "DQ6")]),
    ],
)
def test_each_limb_asks_its_own_facts(fact, expected):
    assert said(fact) == expected


def test_more_than_half_is_asked_where_the_agreement_says_so():
    assert said(replace(SALE, sales=(sale(50),)), at_least_half=False) == [(Severity.BLOCK, "R34")]
    assert said(replace(SALE, sales=(sale("50.1"),)), at_least_half=False) == []


def test_either_gate_opens_the_window():
    closed = {"stock_acquisition_at": None, "continuing_directors_are_majority": True}
    assert said(MERGER, **closed) == [(Severity.BLOCK, "R33")]
    assert said(MERGER, stock_acquisition_at=AT + timedelta(days=1)) == [(Severity.BLOCK, "R33")]
    assert said(MERGER, stock_acquisition_at=None, continuing_directors_are_majority=False) == []


def test_sales_of_a_series_are_added_up():
    assert sold([sale(30, 10), sale(20, 5)]) == sale(50, 15)
