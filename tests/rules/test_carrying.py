"""Which shares carry Rights: windows by day and instant, and what each lot of an account takes along."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.carrying import (
    Attachment,
    Carried,
    End,
    Lots,
    Ratio,
    Rounding,
    rights_of,
)
from ledger.rules.findings import RuleBreachError

RECORD_DATE, DISTRIBUTION = date(2018, 12, 26), date(2019, 3, 18)
END = datetime(2019, 1, 14, 15, tzinfo=UTC)


def attached(on, **told):
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    return Attachment(on, told.pop("at", at), RECORD_DATE, **told)


@pytest.mark.parametrize(
    ("on", "new", "held"),
    [
        (date(2018, 12, 25), False, False),
        (RECORD_DATE, True, True),
        (date(2019, 3, 17), True, True),
        (DISTRIBUTION, False, True),
        (date(2019, 3, 19), False, False),
    ],
)
def test_from_the_record_date_to_the_distribution_date(on, new, held):
    now = attached(on, distribution=DISTRIBUTION)
    assert (now.new_carry, now.held_carry, now.sentence) == (new, held, "")


def test_before_the_dividend_nothing_is_carried_for_the_dividend_reaches_it():
    assert not attached(RECORD_DATE, dividend_posted=False).new_carry


@pytest.mark.parametrize("posted", [True, False])
def test_from_the_instant_of_the_end_on_shares_go_alone(posted):
    end = End(END, "redeemed", posted)
    before = attached(date(2019, 1, 14), end=end, at=END - timedelta(microseconds=1))
    at = attached(date(2019, 1, 14), end=end, at=END)
    assert (before.new_carry, before.held_carry, before.sentence) == (True, True, "")
    assert (at.new_carry, at.held_carry) == (False, False)
    assert "counts when it is recorded" in at.sentence
    assert attached(date(2019, 1, 15), end=end).sentence.endswith("14 January 2019.")


def test_up_to_a_later_record_instant_only_old_shares_take_along_what_is_due():
    end = End(END, "redeemed", paid_at=END + timedelta(days=2))
    between, after = (attached(date(2019, 1, day), end=end) for day in (15, 16))
    assert (between.new_carry, between.held_carry) == (False, True)
    assert (after.new_carry, after.held_carry) == (False, False)


def test_rights_are_exact_or_a_whole_number():
    ratio = Fraction(100, 34365)
    assert rights_of(34365, ratio) == 100
    assert rights_of(Decimal(3), Fraction(1, 3)) == 1
    with pytest.raises(RuleBreachError, match="R2"):
        rights_of(Decimal(1), Fraction(1, 3))
    assert rights_of(515, Fraction(1, 10), Rounding.HALF_UP) == 52
    assert rights_of(519, Fraction(1, 10), Rounding.DOWN) == 51
    assert rights_of(1, Fraction(2, 3), Rounding.TEN_PLACES) == Decimal("0.6666666667")


def test_half_exchanged_one_for_one_leaves_each_share_a_third():
    smith = Lots("7", Decimal(450_000), Decimal(150_000), ratio=Ratio(Fraction(1, 3), Rounding.TEN_PLACES))
    assert smith.going(Decimal(450_000)) == Carried(Decimal(150_000))
    assert smith.going(Decimal(1)) == Carried(Decimal("0.3333333333"))
    rest = Lots("7", Decimal(1), Decimal("0.3333333334"), ratio=smith.ratio)
    assert rest.going(Decimal(1)) == Carried(Decimal("0.3333333334"))


def test_shares_with_and_without_rights_are_asked_for():
    mixed = Lots("7", Decimal(100), Decimal(80), bare=Decimal(20))
    (asked,) = mixed.unsaid(Decimal(30), None, None)
    assert asked.rule == "R4"
    assert mixed.unsaid(Decimal(30), Decimal(10), None) == mixed.unsaid(Decimal(100), None, None) == ()
    assert mixed.going(Decimal(30), bearing=Decimal(10)) == Carried(Decimal(10))
    assert mixed.going(Decimal(100)) == Carried(Decimal(80))
    for bearing in (9, 31, -1):
        with pytest.raises(RuleBreachError, match="R4"):
            mixed.going(Decimal(30), bearing=Decimal(bearing))


def test_valid_and_void_are_asked_for_and_no_more_goes_than_there_is():
    mixed = Lots("7", Decimal(100), Decimal(60), Decimal(40))
    (asked,) = mixed.unsaid(Decimal(30), None, None)
    assert (asked.rule, mixed.unsaid(Decimal(30), None, Decimal(0))) == ("R32", ())
    assert mixed.going(Decimal(30), void=Decimal(10)) == Carried(Decimal(20), Decimal(10))
    assert mixed.going(Decimal(100)) == Carried(Decimal(60), Decimal(40))
    with pytest.raises(RuleBreachError, match="5 too few"):
        mixed.going(Decimal(65), void=Decimal(0))
    with pytest.raises(RuleBreachError, match="R32"):
        mixed.going(Decimal(30), void=Decimal(31))


def test_void_rights_keep_what_they_had_when_the_others_were_exchanged():
    ratio = Ratio(Fraction(1, 3), Rounding.TEN_PLACES, void=Fraction(1))
    nominee = Lots("7", Decimal(1_000), Decimal(300), Decimal(100), ratio=ratio)
    assert nominee.going(Decimal(100), void=Decimal(100)) == Carried(Decimal(0), Decimal(100))
    assert nominee.going(Decimal(90), void=Decimal(0)) == Carried(Decimal(30))
    raider = Lots("8", Decimal(100), void=Decimal(100), ratio=ratio)
    assert raider.going(Decimal(40)) == Carried(void=Decimal(40))


wholes = st.integers(0, 1_000).map(Decimal)


@given(valid=wholes, void=wholes, bare=wholes, data=st.data())
def test_whatever_goes_the_rest_is_what_the_rest_carries(valid, void, bare, data):
    per_share = data.draw(st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(10)]))
    common = Decimal(int(valid + void)) + bare
    held = Lots("7", common, rights_of(valid, per_share), rights_of(void, per_share), bare, Ratio(per_share))
    with_valid, with_void, without = (
        Decimal(data.draw(st.integers(0, int(most)))) for most in (valid, void, bare)
    )
    gone = held.going(
        with_valid + with_void + without,
        bearing=with_valid + with_void,
        void=rights_of(with_void, per_share),
    )
    assert gone == Carried(rights_of(with_valid, per_share), rights_of(with_void, per_share))
