"""Shares of an exchange go to a trustee where the plan says so, and to each holder once it certifies (R50)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from ledger.enums import Basis
from ledger.errors import Conflict, RuleViolation
from ledger.models import Batch
from ledger.plan_files import shipped
from ledger.rules.exchange_trust import delivery_findings
from ledger.selectors import balances, trust as selector
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.proof import prove
from ledger.services import plans, shares, trust, voiding
from ledger.services.acts import exchange
from ledger.services.terms import record_term
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import (
    announce,
    close_questions,
    confirm,
    decide,
    find,
    pin,
    plan_with_holders,
    resolve,
)

POSITIVE = st.decimals(min_value=1, max_value=10**6, places=2)


@pytest.fixture
def story(db):
    """A whole exchange into a trust; the raider's Rights were void before it."""
    plan, accounts = plan_with_holders()
    close_questions(plan, "exchange")
    record_term(
        plan=plan,
        key="exchange.trust",
        value=True,
        citation="Section 24(f).",
        basis=Basis.AGREEMENT,
        document=factories.document(plan, "Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=factories.actor("counsel"),
    )
    person = announce(plan).person
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    plan = pin(plan, date(1998, 12, 21))
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    ordered = resolve(plan, "exchange", "1998-12-21T12:00", ratio="1")
    terms = ExchangeTerms(Decimal(1), Decimal(1), Decimal("4.375"), Decimal(20_000_000))
    decide(exchange.propose(resolution=ordered, terms=terms, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    return plan, accounts, person


def held(plan, account):
    found = balances.account_balance(plan, account.pk)
    return found.common, found.in_trust


def deliver(account):
    return trust.propose(
        account=account,
        certificate=factories.document(account.plan, "Certificate of the holder"),
        actor=factories.actor("clerk"),
    )


def test_the_trustee_holds_every_share_until_its_holder_certifies(story):
    plan, accounts, _ = story
    before, in_trust = held(plan, accounts["widow"])
    assert in_trust == before
    assert dict(selector.held(plan)).keys() == {accounts["cede"], accounts["widow"]}
    decide(deliver(accounts["widow"]))
    assert held(plan, accounts["widow"]) == (before * 2, 0)
    assert dict(selector.held(plan)).keys() == {accounts["cede"]}
    assert balances.totals(plan).common_outstanding == 17_890_739 + 16_890_739
    assert prove(plan).differences == []


def test_shares_in_trust_are_no_shares_that_the_holder_can_transfer(story):
    plan, accounts, _ = story
    held_now, _ = held(plan, accounts["widow"])
    with pytest.raises(RuleViolation, match="too few"):
        shares.transfer_common(
            plan=plan,
            giver=accounts["widow"],
            taker=accounts["cede"],
            quantity=held_now + 1,
            effective_on=date(1998, 12, 21),
            document=factories.document(plan, "Order"),
            actor=factories.actor("clerk"),
        )


def test_nothing_is_delivered_twice_or_to_whom_nothing_is_due(story):
    _, accounts, _ = story
    decide(deliver(accounts["widow"]))
    for account in (accounts["widow"], accounts["raider"]):
        with pytest.raises(RuleViolation, match="holds no shares"):
            deliver(account)


def test_a_certificate_does_not_help_what_a_person_with_void_rights_was_found_to_own(story):
    plan, accounts, person = story
    waiting = deliver(accounts["cede"])
    find(plan, person, accounts["cede"], 300)
    with pytest.raises(RuleViolation, match="whatever the holder certifies"):
        decide(waiting)
    with pytest.raises(RuleViolation, match="Raider LP was found"):
        deliver(accounts["cede"])
    assert not Batch.objects.filter(plan=plan, kind="delivery").exists()


def test_a_paper_of_another_plan_is_refused_and_one_delivery_waits_at_a_time(story):
    _, accounts, _ = story
    deliver(accounts["cede"])
    with pytest.raises(Conflict):
        deliver(accounts["cede"])
    content = shipped("mim-1998").replace(b'"slug": "mim-1998"', b'"slug": "other"')
    other = plans.load_plan(content=content, actor=Actor.system("tests"))
    with pytest.raises(RuleViolation, match="another plan"):
        trust.propose(
            account=accounts["widow"],
            certificate=factories.document(other, "Certificate"),
            actor=factories.actor("clerk"),
        )


@given(POSITIVE, POSITIVE, POSITIVE)
def test_what_is_void_already_takes_nothing_from_the_rest(in_trust, found, posted):
    against = delivery_findings("1", in_trust, found_void=found, posted_void=posted, owners=("Raider LP",))
    assert bool(against) is (found > posted)
    assert delivery_findings("1", Decimal(), found_void=found, posted_void=posted, owners=())
