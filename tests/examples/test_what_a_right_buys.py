"""The sentences of the 8-K on exercise, flip-in, flip-over and adjustment, told with its numbers."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.enums import EntitlementBasis, EventKind
from ledger.rules.adjustment import (
    Distribution,
    Figures,
    PriceFactor,
    RightsOffering,
    Split,
    SplitFamily,
    fold,
)
from ledger.rules.exact import half_up
from ledger.rules.exercise import exercise_findings, settle_election
from ledger.rules.facts import ContinuingDirectorsLostMajority, FlipOverTransactionCompleted
from ledger.rules.flip_in import units_for_exercise_price
from ledger.rules.prices import exercise_price
from ledger.rules.rights_at import RightsAt
from ledger.selectors import standing
from ledger.selectors.entitlements import on_exercise
from ledger.services import entitlements, events
from tests.examples.plan_of_1998 import (
    ANNOUNCED_AT,
    DISTRIBUTION_AT,
    DISTRIBUTION_DATE,
    EXPIRES_AT,
    OUTSTANDING,
    PURCHASE_PRICE,
)
from tests.factories import actor, document, new_york
from tests.ledger.stories import announce, close_questions, decide, plan_with_holders
from tests.rules.plans import decide as decided_on, ny

EXERCISE_PRICE = exercise_price(PURCHASE_PRICE, 1)
PLAN = Figures.opening(
    purchase_price=PURCHASE_PRICE, units_per_right=1, rights_per_share=1, outstanding=OUTSTANDING
)


def test_each_right_will_entitle_the_holder_to_purchase_a_unit_at_twenty_dollars():
    bought = settle_election(rights=100, price_per_right=EXERCISE_PRICE, per_right=1, market_price=4)
    assert (bought.delivered, bought.amount_payable) == (100, Decimal("2000.00"))
    assert Fraction(bought.delivered, 1000) == Fraction("0.1")


@pytest.fixture
def announced(db):
    """The plan on 31 December 1998, a raider announced on the fifteenth."""
    plan, _ = plan_with_holders(date(1998, 12, 31))
    close_questions(plan, "exercise", "flip_in", "flip_over")
    announce(plan)
    return plan


def test_a_person_becomes_an_acquiring_person_other_than_pursuant_to_a_flip_over_event(announced):
    assert standing.of(announced, new_york("1998-12-15T09:00")).flip_in_at == ANNOUNCED_AT
    assert standing.of(announced, new_york("1998-12-15T08:59")).flip_in_at is None


def test_units_having_a_value_equal_to_two_times_the_exercise_price():
    units = units_for_exercise_price(EXERCISE_PRICE, 4)
    bought = settle_election(rights=100, price_per_right=EXERCISE_PRICE, per_right=units, market_price=4)
    assert (bought.delivered, bought.amount_payable) == (1000, Decimal("2000.00"))
    assert bought.delivered * 4 == 2 * bought.amount_payable


def test_a_flip_in_does_not_make_the_rights_exercisable_before_the_distribution_date():
    rights = RightsAt(
        ANNOUNCED_AT + timedelta(days=1), DISTRIBUTION_DATE, DISTRIBUTION_AT, first_flip_in_at=ANNOUNCED_AT
    )
    assert [finding.rule for finding in exercise_findings(rights)] == ["R23"]


def test_the_rights_will_expire_at_the_close_of_business():
    late = RightsAt(
        EXPIRES_AT + timedelta(seconds=1), DISTRIBUTION_DATE, DISTRIBUTION_AT, expires_at=EXPIRES_AT
    )
    assert [finding.rule for finding in exercise_findings(late)] == ["R24"]


def test_common_stock_having_a_value_equal_to_two_times_the_exercise_price_of_the_right(announced):
    events.record_event(
        plan=announced,
        kind=EventKind.FLIP_OVER,
        occurred_at=new_york("1998-12-31T09:00"),
        document=document(announced, "Certificate of merger"),
        data={"at": "1998-12-31T09:00", "transaction": "merger"},
        actor=actor("clerk"),
    )
    decide(
        entitlements.propose(
            plan=announced,
            basis=EntitlementBasis.FLIP_OVER,
            effective_at=new_york("1998-12-31T10:00"),
            security="Common of the Acquirer",
            market_price=Decimal("32.50"),
            document=document(announced, "Officer's certificate"),
            actor=actor("clerk"),
        )
    )
    right = on_exercise(announced, new_york("1998-12-31T12:00"))
    assert right.price_per_right == EXERCISE_PRICE
    bought = settle_election(
        rights=100,
        price_per_right=right.price_per_right,
        per_right=right.per_right,
        market_price=Decimal("32.50"),
    )
    assert (bought.delivered, bought.cash_in_lieu) == (123, Decimal("2.50"))


def test_at_a_time_that_continuing_directors_constitute_less_than_a_majority():
    merger = FlipOverTransactionCompleted(ny("1999-03-08T11:00"), "merger", qualifies=True)
    lost = ContinuingDirectorsLostMajority(ny("1999-03-01T09:00"))
    with_a_majority, without = decided_on(merger), decided_on(lost, merger)
    assert (without.date, without.governing_prong) == (date(1999, 3, 8), "iv")
    assert with_a_majority.date is None


def test_a_stock_dividend_subdivision_combination_or_reclassification_of_the_common_stock():
    after = fold(PLAN, [Split(2, SplitFamily.EXERCISE_AMOUNT_SCALED)]).closing
    assert after.rights_outstanding == 35_781_478
    assert (after.units_per_right, after.exercise_amount) == (Fraction(1, 2), 10)


def test_rights_or_warrants_to_subscribe_at_less_than_the_current_market_price():
    after = fold(PLAN, [RightsOffering(new_shares=2_000_000, offer_price=4, market_price=5)]).closing
    assert after.purchase_price == Fraction("19.60")
    assert half_up(after.units_per_right, 7) == Decimal("1.0204082")
    at_market = fold(PLAN, [RightsOffering(new_shares=2_000_000, offer_price=5, market_price=5)]).closing
    assert at_market == PLAN


def test_the_distribution_of_evidences_of_indebtedness_cash_or_assets():
    assert fold(PLAN, [Distribution(Decimal("0.30"), 5)]).closing.purchase_price == Fraction("18.80")


def test_no_adjustment_until_cumulative_adjustments_amount_to_at_least_one_percent():
    first = fold(PLAN, [PriceFactor(Decimal("0.994"))]).closing
    assert (first.purchase_price, first.carried) == (20, (Fraction("0.994"),))
    both = fold(first, [PriceFactor(Decimal("0.995"))]).closing
    assert (both.purchase_price, both.carried) == (Fraction("19.78"), ())


def test_the_company_is_not_required_to_issue_fractional_units():
    units = units_for_exercise_price(EXERCISE_PRICE, 41)
    bought = settle_election(rights=7, price_per_right=EXERCISE_PRICE, per_right=units, market_price=41)
    assert (bought.delivered, bought.cash_in_lieu) == (6, Decimal("34.00"))
