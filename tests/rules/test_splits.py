"""A split by two whole numbers: whole shares, cash for the fraction of one, the Rights of the whole shares."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.carrying import Ratio
from ledger.rules.exact import half_up
from ledger.rules.findings import Severity
from ledger.rules.splits import (
    Held,
    SplitTerms,
    SplitTotals,
    split_all,
    split_findings,
    split_line,
    treasury_after,
)

FOUR = Fraction(4)


def terms(new, old, price=FOUR, **more):
    return SplitTerms(Fraction(new, old), **({"with_rights": True, "cash_price": price} | more))


def held(shares, valid=None, void=0):
    return Held("A", Decimal(shares), Decimal(shares if valid is None else valid), Decimal(void))


def after(before, line):
    return before.shares + line.shares, before.valid + line.valid, before.void + line.void


@pytest.mark.parametrize(
    ("new", "old", "before", "shares", "valid", "void", "paid"),
    [
        (3, 2, held(1001), 1501, 1501, 0, "2.00"),
        (3, 2, held(1000), 1500, 1500, 0, "0.00"),
        (2, 1, held(7), 14, 14, 0, "0.00"),
        (1, 10, held(1009), 100, 100, 0, "3.60"),
        (1, 10, held(9), 0, 0, 0, "3.60"),
        (4, 3, held(100), 133, 133, 0, "1.33"),
        # What the fraction of a share carried goes first from the shares without Rights, then from the valid ones.
        (3, 2, held(1001, 0, 1001), 1501, 0, 1501, "2.00"),
        (3, 2, held(1001, 500, 501), 1501, "749.5", "751.5", "2.00"),
        (3, 2, held(1001, 501, 500), 1501, 751, 750, "2.00"),
        (3, 2, held(1001, 1000), 1501, 1500, 0, "2.00"),
        (3, 2, held(3, 0), 4, 0, 0, "2.00"),
    ],
)
def test_each_new_share_brings_its_right_and_its_fraction_is_paid(
    new, old, before, shares, valid, void, paid
):
    line = split_line(before, terms(new, old))
    assert after(before, line) == (shares, Decimal(valid), Decimal(void))
    assert line.paid == Decimal(paid)


def test_fractional_rights_stay_but_for_what_the_paid_fraction_carried():
    before = held(1001)
    line = split_line(before, terms(3, 2, with_rights=False))
    assert after(before, line) == (1501, Decimal("1000.6666666667"), 0)
    assert after(held(1000), split_line(held(1000), terms(3, 2, with_rights=False))) == (1500, 1000, 0)


def test_separated_rights_are_left_alone():
    line = split_line(held(1001, 0), terms(3, 2, with_rights=False, is_attached=False))
    assert (line.shares, line.valid, line.void, line.paid) == (500, 0, 0, Decimal("2.00"))


def test_fractions_of_shares_that_a_holder_had_stay_where_no_price_is_stated():
    drip = held("10.5")
    assert after(drip, split_line(drip, terms(3, 2, None))) == (Decimal("15.75"), Decimal("15.75"), 0)
    assert after(drip, split_line(drip, terms(3, 2))) == (15, 15, 0)
    assert split_line(drip, terms(3, 2)).paid == 3
    assert after(drip, split_line(drip, terms(1, 3, None))) == (Decimal("3.5"), Decimal("3.5"), 0)
    assert split_line(held("10.1"), terms(1, 3, None)).fraction == Fraction(11, 30)


def test_fraction_without_a_price_waits_for_the_company():
    totals = SplitTotals()
    list(split_all([held(1001), held(1000), held(3)], terms(3, 2, None), totals))
    (finding,) = split_findings(totals, terms(3, 2, None))
    assert finding.severity is Severity.HOLD
    assert finding.sentence.startswith("2 holders would get a fraction of a share")
    assert split_findings(totals, terms(3, 2)) == ()


def test_rights_that_cannot_be_held_forbid_it():
    totals, thirds = SplitTotals(), terms(3, 2, carried=Ratio(Fraction(1, 3)))
    assert list(split_all([held(900, 300), held(999, 333)], thirds, totals)) != []
    assert totals.inexact == 1
    assert [finding.severity for finding in split_findings(totals, thirds)] == [Severity.BLOCK]


@pytest.mark.parametrize(("shares", "expected"), [("1001", "1501"), ("0", "0"), ("2.5", "3")])
def test_treasury_keeps_whole_shares(shares, expected):
    assert treasury_after(Decimal(shares), terms(3, 2)) == Decimal(expected)


wholes = st.integers(1, 10**9)
numbers = st.tuples(st.integers(1, 50), st.integers(1, 50)).filter(lambda pair: pair[0] != pair[1])


@given(
    accounts=st.lists(st.tuples(wholes, st.integers(0, 100)), min_size=1, max_size=12),
    ratio=numbers,
    cents=st.integers(1, 10**6),
    with_rights=st.booleans(),
)
def test_nothing_is_lost_and_nobody_keeps_more_rights_than_his_shares_carry(
    accounts, ratio, cents, with_rights
):
    """Shares delivered and the fractions paid make exactly the split; the payments are the exact fractions at the
    price, rounded once a holder, half-up; Rights follow the whole shares, void ones in their part.
    """
    price = Fraction(cents, 100)
    told = terms(*ratio, price, with_rights=with_rights)
    before = [
        Held(place, Decimal(shares), Decimal(shares - shares * part // 100), Decimal(shares * part // 100))
        for place, (shares, part) in enumerate(accounts)
    ]
    totals = SplitTotals()
    lines = {line.account: line for line in split_all(before, told, totals)}
    for each in before:
        line = lines.get(each.account)
        if line is None:
            assert each.valid
            assert each.void
            continue
        shares, valid, void = after(each, line)
        assert Fraction(shares) + line.fraction == Fraction(each.shares) * told.shares
        assert shares == shares // 1
        assert 0 <= line.fraction < 1
        assert line.exact == line.fraction * price
        assert line.paid == half_up(line.exact, 2)
        carried = Fraction(shares) if with_rights else Fraction(shares) / told.shares
        assert abs(Fraction(valid + void) - carried) <= Fraction(1, 10**10)
        assert min(valid, void) >= 0
    assert totals.paid == sum(line.paid for line in lines.values())
    assert totals.exact == sum(line.fraction for line in lines.values()) * price
