"""The worked figures of section 11, and what is true of every fold of adjustments."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.adjustment import (
    AdjustmentError,
    AdjustmentPolicy,
    Distribution,
    Figures,
    PriceFactor,
    Readjustment,
    ReleaseCarried,
    RightsNumber,
    RightsOffering,
    Split,
    SplitFamily,
    election_findings,
    exchange_ratio_after,
    fold,
    price_factor,
    redemption_price_after,
    rights_for_each_right,
)
from ledger.rules.adjustment.factors import readjustment_factor
from ledger.rules.exact import half_up

OUTSTANDING = 17_890_739
OPENING = Figures.opening(purchase_price=20, units_per_right=1, rights_per_share=1, outstanding=OUTSTANDING)
OFFERING = RightsOffering(new_shares=2_000_000, offer_price=4, market_price=5)

factors = st.decimals("0.5", "1.5", places=4).map(PriceFactor)
splits = st.builds(
    Split,
    st.sampled_from([Fraction(2), Fraction(3, 2), Fraction(3), Fraction(1, 10)]),
    st.sampled_from([SplitFamily.FRACTIONAL_RIGHTS, SplitFamily.EXERCISE_AMOUNT_SCALED]),
)


def test_rights_offering_below_market_lowers_the_price():
    assert half_up(price_factor(OFFERING, OUTSTANDING), 10) == Decimal("0.9798901388")
    line = fold(OPENING, [OFFERING]).lines[0]
    assert half_up(line.exact_purchase_price, 6) == Decimal("19.597803")
    assert line.purchase_price == Decimal("19.60")


def test_units_move_inversely_to_the_published_price_and_the_worksheet_keeps_both():
    line = fold(OPENING, [OFFERING]).lines[0]
    assert line.units_per_right == Decimal("1.0204082")
    assert half_up(line.exact_units_per_right, 7) == Decimal("1.0205226")


def test_rights_offering_that_lapses_unexercised_is_readjusted():
    factor = readjustment_factor(OFFERING, issued=0, outstanding=OUTSTANDING)
    assert price_factor(OFFERING, OUTSTANDING) * factor == 1


def test_a_readjustment_takes_back_the_rounding_of_the_offerings_price_too():
    opening = Figures.opening(
        purchase_price=Decimal("20.01"), units_per_right=1, rights_per_share=1, outstanding=100
    )
    offering = RightsOffering(new_shares=100, offer_price=0, market_price=5)
    halved = fold(opening, [offering]).lines[0]
    assert (halved.exact_purchase_price, halved.purchase_price) == (Fraction("10.005"), Decimal("10.01"))
    rounding = halved.exact_purchase_price / halved.after.purchase_price
    back = fold(halved.after, [Readjustment(offering, 0, 100, rounding)]).closing
    assert (back.purchase_price, back.units_per_right) == (Fraction("20.01"), 1)


@pytest.mark.parametrize(
    ("offering", "issued", "sentence"),
    [(OFFERING, OFFERING.new_shares, "nothing expired"), (RightsOffering(1, 5, 5), 0, "changed no price")],
)
def test_nothing_is_taken_back_of_an_offering_bought_whole_or_without_a_factor(offering, issued, sentence):
    with pytest.raises(AdjustmentError, match=sentence):
        readjustment_factor(offering, issued=issued, outstanding=OUTSTANDING)


def test_distribution_lowers_the_price_by_its_share_of_the_market_price():
    line = fold(OPENING, [Distribution(fair_value=Decimal("0.30"), market_price=5)]).lines[0]
    assert line.purchase_price == Decimal("18.80")


@pytest.mark.parametrize("fair_value", [5, 6])
def test_distribution_of_the_market_price_or_more_is_for_counsel(fair_value):
    with pytest.raises(AdjustmentError, match="ask counsel") as refused:
        fold(OPENING, [Distribution(fair_value, 5)])
    assert refused.value.field == "fair_value"


def test_three_for_two_after_separation_carries_the_exercise_amount_of_twenty_dollars():
    worksheet = fold(OPENING, [Split(Fraction(3, 2), SplitFamily.SEPARATED_RIGHTS)])
    line = worksheet.lines[0]
    assert (line.units_per_right, line.purchase_price) == (Decimal("1.5000000"), Decimal("13.33"))
    assert line.units_per_right * line.purchase_price == Decimal("19.995")
    assert worksheet.closing.exercise_amount == 20
    assert worksheet.closing.rights_outstanding == OUTSTANDING


def test_one_percent_rule_carries_then_releases_all_together():
    worksheet = fold(OPENING, [PriceFactor(Decimal("0.994")), PriceFactor(Decimal("0.995"))])
    first, second = worksheet.lines
    assert (first.released, first.after.purchase_price) == (False, 20)
    assert (second.released, second.cumulative) == (True, Fraction("0.98903"))
    assert (second.purchase_price, second.after.carried) == (Decimal("19.78"), ())


def test_longstop_releases_what_is_carried_however_small():
    worksheet = fold(OPENING, [PriceFactor(Decimal("0.994")), ReleaseCarried()])
    assert (worksheet.closing.purchase_price, worksheet.closing.carried) == (Fraction("19.88"), ())


def test_threshold_and_rounding_are_terms():
    policy = AdjustmentPolicy(price_places=3, units_places=4, threshold=Fraction(1, 200))
    line = fold(OPENING, [PriceFactor(Decimal("0.994"))], policy).lines[0]
    assert (line.purchase_price, line.units_per_right) == (Decimal("19.880"), Decimal("1.0060"))


def test_election_to_change_the_number_of_rights_instead():
    each = rights_for_each_right(20, Decimal("19.60"))
    assert each == Decimal("1.0204")
    assert 100 * each == Decimal("102.0400")
    offered, elected = fold(OPENING, [OFFERING, RightsNumber(20, Decimal("19.60"))]).lines
    assert offered.after.units_per_right == Fraction(50, 49)
    after = elected.after
    assert (after.units_per_right, after.rights_per_share) == (1, Fraction("1.0204"))
    assert (after.purchase_price, after.exercise_amount) == (Fraction("19.60"), Fraction("19.60"))
    assert "each Right becomes 1.0204 Rights, 20.00 ÷ 19.60 to the nearest 1/10,000" in elected.reason


@given(price=st.decimals("0.50", "999.99", places=2), factor=factors)
def test_an_election_gives_all_rights_together_the_units_of_the_adjustment(price, factor):
    """What all Rights buy is that of the adjustment, but for the rounding to 1/10,000 of a Right."""
    opening = Figures.opening(purchase_price=price, units_per_right=3, rights_per_share=2, outstanding=100)
    adjusted = fold(opening, [factor]).lines[0].after
    step = RightsNumber(price, adjusted.purchase_price)
    if step.rights_for_each == 1:
        with pytest.raises(AdjustmentError, match="nothing to elect"):
            fold(adjusted, [step])
        return
    after = fold(adjusted, [step]).closing
    assert (after.purchase_price, after.units_per_right) == (adjusted.purchase_price, 3)
    assert after.exercise_amount == 3 * adjusted.purchase_price
    units = after.rights_outstanding * after.units_per_right
    assert abs(units - adjusted.rights_outstanding * adjusted.units_per_right) <= 600 * Fraction(1, 20_000)


@pytest.mark.parametrize(
    ("announced", "record", "sentences"),
    [
        (15, 15, []),
        (20, 29, []),
        (14, 15, ["before the Purchase Price was adjusted on 15 December 1998"]),
        (20, 19, ["lies before the public announcement of 20 December 1998"]),
        (14, 13, ["before the Purchase Price was adjusted", "lies before the public announcement"]),
    ],
)
def test_an_election_is_announced_from_the_adjustment_to_its_record_date(announced, record, sentences):
    found = election_findings(
        adjusted_on=date(1998, 12, 15),
        announced_on=date(1998, 12, announced),
        record_date=date(1998, 12, record),
    )
    assert len(found) == len(sentences)
    assert all(part in finding.sentence for part, finding in zip(sentences, found, strict=True))


@pytest.mark.parametrize(
    ("family", "per_share", "amount", "rights"),
    [
        (SplitFamily.FRACTIONAL_RIGHTS, Fraction(1, 2), 20, OUTSTANDING),
        (SplitFamily.EXERCISE_AMOUNT_SCALED, 1, 10, 35_781_478),
        (SplitFamily.EXPANSION_FACTOR, 1, 10, 35_781_478),
    ],
)
def test_split_families_have_the_same_economics(family, per_share, amount, rights):
    closing = fold(OPENING, [Split(2, family)]).closing
    assert closing.rights_per_share == per_share
    assert closing.exercise_amount == amount
    assert closing.rights_outstanding == rights
    assert closing.rights_outstanding * closing.exercise_amount == OUTSTANDING * 20


def test_price_that_rounds_to_nothing_is_refused():
    with pytest.raises(AdjustmentError, match="down to nothing"):
        fold(OPENING, [PriceFactor(Decimal("0.0001"))])


@given(st.lists(st.one_of(factors, splits), max_size=8), st.integers(0, 8))
def test_fold_of_steps_in_two_parts_is_the_fold_of_all(steps, cut):
    opening = fold(OPENING, steps[:cut]).closing
    assert fold(opening, steps[cut:]).closing == fold(OPENING, steps).closing


@given(st.lists(factors, max_size=8))
def test_exercise_amount_is_the_same_through_every_price_factor(steps):
    closing = fold(OPENING, steps).closing
    assert closing.exercise_amount == 20
    assert closing.purchase_price * closing.units_per_right == 20


@given(st.lists(factors, max_size=8))
def test_no_carried_factor_is_ever_dropped(steps):
    """What is published and what is carried together hold every factor, but for the cent roundings (R41)."""
    worksheet = fold(OPENING, steps)
    expected = Fraction(1)
    for line in worksheet.lines:
        expected *= line.factor
        if line.released:
            expected = line.after.purchase_price / OPENING.purchase_price
    held = worksheet.closing.purchase_price / OPENING.purchase_price
    for factor in worksheet.closing.carried:
        held *= factor
    assert held == expected


@given(st.lists(factors, max_size=8))
def test_carried_factors_together_stay_below_the_threshold(steps):
    product = Fraction(1)
    for factor in fold(OPENING, steps).closing.carried:
        product *= factor
    assert abs(product - 1) < Fraction(1, 100)


@given(
    new=st.integers(1, 50),
    old=st.integers(1, 50),
    family=st.sampled_from(SplitFamily),
    rights=st.integers(1, 10**9),
    cents=st.integers(1, 10**5),
)
def test_what_follows_a_split_leaves_all_holders_together_as_they_were(new, old, family, rights, cents):
    """The money of a redemption, and the part of the company that an exchange gives, are what they were."""
    ratio, price = Fraction(new, old), Fraction(cents, 100)
    split = Split(ratio, family)
    after = rights * ratio if family.brings_rights else Fraction(rights)
    assert after * redemption_price_after(price, split) == rights * price
    assert after * exchange_ratio_after(price, split) == rights * price * ratio
