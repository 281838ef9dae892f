"""The exchange posted: whole and in part, pro rata, shares out of the unissued common."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import PlanState
from ledger.errors import RuleViolation
from ledger.selectors import acts, balances, law
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.control_book import control_book
from ledger.selectors.proof import prove
from ledger.services import voiding
from ledger.services.acts import exchange
from ledger.services.shares import transfer_common
from ledger.services.terms import record_term
from tests import factories
from tests.ledger.stories import (
    OUTSTANDING,
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
AT = "1998-12-21T12:00"
VALID = OUTSTANDING - 1_000_000


def terms(portion="1", ratio="1", available="20000000", **more):
    return ExchangeTerms(Decimal(portion), Decimal(ratio), Decimal("4.375"), Decimal(available), **more)


@pytest.fixture
def story():
    """After the flip-in, the raider's Rights void, on 21 December 1998."""
    plan, accounts = plan_with_holders()
    close_questions(plan, "exchange")
    person = announce(plan).person
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    plan = pin(plan, date(1998, 12, 21))
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    return plan, accounts


def test_what_would_happen_if_the_board_exchanged_three_fifths_now(story):
    plan, _ = story
    view = acts.exchange(plan, factories.new_york(AT), terms("0.6", "1"))
    assert view.findings == ()
    assert view.worked.totals.exchanged == VALID * Decimal("0.6")
    assert view.worked.totals.shares == 10_134_443
    assert view.payload()["kept"] == "6756295.6"


def test_an_exchange_in_whole_ends_the_plan_and_leaves_void_rights_void(story):
    plan, accounts = story
    resolution = resolve(plan, "exchange", AT, ratio="1", portion="1")
    decide(exchange.propose(resolution=resolution, terms=terms(), actor=factories.actor("clerk")))
    plan.refresh_from_db()
    totals = balances.totals(plan)
    assert plan.state == PlanState.EXCHANGED
    assert (totals.rights_outstanding, totals.void) == (1_000_000, 1_000_000)
    assert totals.ended["rights_exchanged"] == VALID
    assert totals.common_outstanding == OUTSTANDING + VALID
    assert balances.account_balance(plan, accounts["raider"].pk).common == 1_000_000
    assert control_book(plan, date(1998, 12, 21)).outstanding == OUTSTANDING + VALID
    assert prove(plan).differences == []
    assert law.distribution(plan, on=date(1999, 1, 4)).date is None


def test_an_exchange_in_part_keeps_the_rest_and_the_plan(story):
    plan, accounts = story
    resolution = resolve(plan, "exchange", AT, ratio="0.5", portion="0.25")
    decide(
        exchange.propose(resolution=resolution, terms=terms("0.25", "0.5"), actor=factories.actor("clerk"))
    )
    plan.refresh_from_db()
    assert plan.state in (PlanState.ATTACHED, PlanState.TRIGGER_PENDING)
    held = balances.account_balance(plan, accounts["widow"].pk)
    mine = OUTSTANDING - 17_000_000
    assert held.rights["valid"] == mine * Decimal("0.75")
    assert held.common == mine + int(mine * Decimal("0.25") * Decimal("0.5"))
    assert law.distribution(plan, on=date(1998, 12, 31)).date == date(1998, 12, 30)
    assert prove(plan).differences == []


def test_too_few_authorised_shares_forbid_it(story):
    plan, _ = story
    resolution = resolve(plan, "exchange", AT, ratio="1")
    with pytest.raises(RuleViolation, match="must resolve a substitute"):
        exchange.propose(resolution=resolution, terms=terms(available="1000"), actor=factories.actor("clerk"))


def test_the_exchange_is_the_one_the_board_ordered(story):
    plan, _ = story
    resolution = resolve(plan, "exchange", AT, ratio="1")
    with pytest.raises(RuleViolation, match="the one the Board ordered"):
        exchange.propose(resolution=resolution, terms=terms(ratio="2"), actor=factories.actor("clerk"))


def test_a_portion_no_ten_decimals_express_is_rounded_and_the_rest_stays(story):
    plan, accounts = story
    resolution = resolve(plan, "exchange", AT, ratio="1", portion="0.3333333333")
    issued = factories.account(plan, "MR A FRACTION")
    shares = {"giver": accounts["widow"], "taker": issued, "quantity": Decimal("0.5")}
    transfer_common(
        plan=plan,
        effective_on=date(1998, 12, 18),
        document=factories.document(plan, "Instruction"),
        actor=factories.actor("clerk"),
        **shares,
    )
    decide(
        exchange.propose(
            resolution=resolution, terms=terms("0.3333333333", "1"), actor=factories.actor("clerk")
        )
    )
    held = balances.account_balance(plan, issued.pk).rights["valid"]
    assert held == Decimal("0.5") - Decimal("0.1666666667")
    assert prove(plan).differences == []


def test_before_a_flip_in_it_is_held():
    plan, _ = plan_with_holders()
    close_questions(plan, "exchange")
    record_term(
        plan=plan,
        key="exchange.window",
        value="from_flip_in_before_distribution_date",
        citation="Counsel: not before a Flip-In Event.",
        basis="seed",
        document=None,
        effective_on=plan.agreement_date,
        actor=factories.actor("clerk"),
    )
    with pytest.raises(RuleViolation, match=r"from the first Flip-In Event .* that has not come"):
        resolve(plan, "exchange", "1998-12-15T12:00", ratio="1")
