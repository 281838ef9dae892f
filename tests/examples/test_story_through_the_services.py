"""The clauses that end or defer the Rights, told through the services: resolution, second person, posting."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from certificates.models import PaymentList
from certificates.services import payments
from ledger.enums import PlanState
from ledger.errors import Held, RuleViolation
from ledger.selectors import balances, law
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.services import deadlines, events, separation, voiding
from ledger.services.acts import exchange, redemption
from rightsadmin.common.actor import Actor
from tests import factories
from tests.examples.books import books_agree
from tests.ledger.stories import (
    OUTSTANDING,
    RAIDERS,
    announce,
    close_questions,
    confirm,
    decide,
    find,
    pin,
    plan_with_holders,
    resolve,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """Announced on Tuesday 15 December 1998: the tenth Business Day is Wednesday 30 December."""
    plan, accounts = plan_with_holders(date(1998, 12, 31))
    close_questions(plan, "redemption", "exchange", "extension")
    return plan, accounts, announce(plan).person


def test_at_any_time_prior_to_the_distribution_date_the_company_may_redeem_the_rights_in_whole(story):
    plan, accounts, person = story
    plan = pin(plan, date(1998, 12, 29))  # recorded on its day: once the 30th has passed it would be a break
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    find(plan, person, accounts["cede"], RAIDERS - 1_000_000)
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    resolution = resolve(plan, "redemption", "1998-12-29T16:00")
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    totals = balances.totals(plan)
    assert (plan.state, totals.void) == (PlanState.REDEEMED, RAIDERS)
    assert totals.ended["rights_redeemed"] == OUTSTANDING - RAIDERS == 15_207_128
    assert law.distribution(plan, on=date(1999, 1, 5)).date is None
    with pytest.raises(RuleViolation, match="were redeemed at"):
        separation.propose(plan=plan, actor=factories.actor("clerk"))
    listed = PaymentList.objects.get(plan=plan)
    assert (listed.due, listed.paid) == (Fraction("1520.7128"), Decimal("1520.71"))
    decide(payments.propose_release(payment_list=listed, legal_basis="R44", actor=factories.actor("clerk")))
    _, file = payments.take_file(payment_list=listed, actor=factories.actor("clerk"))
    with file:
        assert b"1520.71" in file.read()
    books_agree(plan)


def test_on_the_distribution_date_itself_a_redemption_waits_and_the_day_after_it_is_too_late(story):
    plan, _, _ = story
    with pytest.raises(Held, match="ask counsel whether that is prior to it"):
        resolve(plan, "redemption", "1998-12-30T12:00")
    with pytest.raises(RuleViolation, match="no longer redeemable"):
        resolve(plan, "redemption", "1998-12-31T09:00")
    assert law.distribution(plan).date == date(1998, 12, 30)


def test_the_company_may_exchange_the_rights_other_than_those_of_an_acquiring_person(story):
    plan, accounts, person = story
    plan = pin(plan, date(1998, 12, 21))
    terms = ExchangeTerms(Decimal("0.6"), Decimal(1), Decimal(4), Decimal(20_000_000))
    resolution = resolve(plan, "exchange", "1998-12-21T12:00", ratio="1", portion="0.6")
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    find(plan, person, accounts["cede"], RAIDERS - 1_000_000)
    with pytest.raises(Held, match="post the voiding first"):
        exchange.propose(resolution=resolution, terms=terms, actor=factories.actor("clerk"))
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    approval = exchange.propose(resolution=resolution, terms=terms, actor=factories.actor("clerk"))
    assert approval.payload["exchanged"] == "9124276.8"
    decide(approval)
    totals = balances.totals(plan)
    assert totals.ended["rights_exchanged"] == Decimal("9124276.8")
    assert (totals.valid, totals.void) == (Decimal("6082851.2"), RAIDERS)
    assert balances.account_balance(plan, accounts["raider"].pk).rights == {"valid": 0, "void": 1_000_000}
    listed = PaymentList.objects.get(plan=plan)
    assert listed.shares + Fraction(listed.due, 4) == Fraction("9124276.8")
    books_agree(plan)


def test_the_board_may_not_authorize_any_redemption_during_180_days_after_continuing_directors_cease():
    plan, _ = plan_with_holders(date(1999, 6, 9))
    close_questions(plan, "redemption", "exchange")
    events.record_event(
        plan=plan,
        kind="continuing_directors_lost_majority",
        occurred_at=factories.new_york("1998-12-10T09:00"),
        data={"at": "1998-12-10T09:00"},
        document=factories.document(plan, "Report of the inspector of election"),
        actor=factories.actor("clerk"),
    )
    with pytest.raises(RuleViolation, match="the last frozen day is Tuesday 8 June 1999"):
        resolve(plan, "redemption", "1999-06-08T23:59")
    with pytest.raises(RuleViolation, match="last frozen day"):
        resolve(plan, "amendment", "1998-12-11T09:00")
    free = resolve(plan, "redemption", "1999-06-09T09:00")
    decide(redemption.propose(resolution=free, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    assert plan.state == PlanState.REDEEMED


def test_such_later_date_prior_to_such_time_and_five_o_clock_sharp_is_late(story):
    plan, _, _ = story
    with pytest.raises(RuleViolation, match=r"5:00 p\.m\. sharp is late"):
        resolve(plan, "extension", "1998-12-30T17:00", prong="i", to="1999-01-15")
    assert law.distribution(plan).date == date(1998, 12, 30)
    resolve(plan, "extension", "1998-12-30T16:59:59", prong="i", to="1999-01-15")
    assert law.distribution(plan).date == date(1999, 1, 15)
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    with pytest.raises(Held, match="must have passed"):
        separation.propose(plan=plan, actor=factories.actor("clerk"))
