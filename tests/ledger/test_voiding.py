"""Voiding at the flip-in, inside a nominee's account, and what the separation makes of it."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import Basis, BatchKind, Standing
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Batch, TriggerCase
from ledger.selectors import balances, voiding as selector
from ledger.selectors.at_close import accounts_at_close
from ledger.selectors.proof import prove
from ledger.services import events, voiding
from ledger.services.acts.common import _followers
from ledger.services.shares import transfer_common
from ledger.services.terms import record_term
from tests import factories
from tests.ledger.stories import (
    RAIDERS,
    announce,
    close_questions,
    confirm,
    decide,
    find,
    pin,
    plan_with_holders,
    resolve,
    tie,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    find(plan, person, accounts["cede"], RAIDERS - 1_000_000)
    return plan, accounts, person


def void_now(plan, who="clerk", **more):
    approval = voiding.propose(plan=plan, actor=factories.actor(who), **more)
    decide(approval)
    return approval


def test_a_voiding_splits_the_nominees_account(story):
    plan, accounts, _ = story
    approval = void_now(plan)
    assert approval.payload["to_void"] == str(RAIDERS)
    held = balances.account_balance(plan, accounts["cede"].pk)
    assert held.rights == {
        Standing.VALID: Decimal(16_000_000 - (RAIDERS - 1_000_000)),
        Standing.VOID: Decimal(RAIDERS - 1_000_000),
    }
    assert held.common == 16_000_000
    assert Batch.objects.get(kind=BatchKind.VOIDING).entry_count == 2
    assert prove(plan).differences == []
    assert accounts["raider"].pk in selector.legended(plan)
    assert accounts["widow"].pk not in selector.legended(plan)
    with pytest.raises(RuleViolation, match="nothing to void"):
        voiding.propose(plan=plan, actor=factories.actor("clerk"))


def test_nothing_is_void_before_the_case_is_confirmed():
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    find(plan, person, accounts["raider"], 1_000_000)
    with pytest.raises(RuleViolation, match="nothing to void"):
        voiding.propose(plan=plan, actor=factories.actor("clerk"))


def test_a_later_finding_replaces_the_earlier_and_the_separation_agrees(story):
    plan, accounts, person = story
    void_now(plan)
    plan = pin(plan, date(1998, 12, 21))
    find(plan, person, accounts["cede"], RAIDERS, dated_on=date(1998, 12, 21))
    assert selector.preview(plan).to_void == 1_000_000
    at_close = dict(accounts_at_close(plan, date(1998, 12, 21)))
    cede = at_close[accounts["cede"].pk]
    assert (cede.void_posted, cede.void_found) == (RAIDERS - 1_000_000, 1_000_000)


def test_rights_that_left_the_account_wait_for_counsel(story):
    plan, accounts, person = story
    plan = pin(plan, date(1998, 12, 21))
    find(plan, person, accounts["raider"], 400_000, dated_on=date(1998, 12, 21))
    with pytest.raises(Held, match="ask counsel whether the Rights that left are void"):
        voiding.propose(plan=plan, actor=factories.actor("clerk"))
    with pytest.raises(RuleViolation, match="a person with that role proposes it"):
        voiding.propose(plan=plan, counsel=factories.opinion(plan), actor=factories.actor("clerk"))
    approval = void_now(plan, "counsel", counsel=factories.opinion(plan))
    assert approval.payload["to_void"] == str(RAIDERS - 600_000)


def void_in(plan, account):
    return balances.account_balance(plan, account.pk).rights["void"]


def test_void_rights_stay_void_where_they_go(story):
    plan, accounts, _ = story
    void_now(plan)
    transfer_common(
        plan=plan,
        giver=accounts["raider"],
        taker=accounts["widow"],
        quantity=Decimal(1_000),
        effective_on=date(1998, 12, 15),
        document=factories.document(plan, "Transfer instruction"),
        void=Decimal(1_000),
        actor=factories.actor("clerk"),
    )
    assert void_in(plan, accounts["widow"]) == 1_000
    assert accounts["widow"].pk in selector.legended(plan)
    assert prove(plan).differences == []


def test_a_group_is_void_together_from_the_day_it_is_tied(story):
    plan, accounts, _ = story
    ally = events.record_person(plan=plan, name="Ally Fund", actor=factories.actor("clerk"))
    find(plan, ally, accounts["widow"], 500)
    assert selector.preview(plan).to_void == RAIDERS
    tie(plan, "Raider LP", "Ally Fund", date(1998, 12, 15), until=date(1999, 1, 1))
    assert selector.preview(plan).to_void == RAIDERS + 500


def instruct(plan, giver, taker, quantity, **more):
    return transfer_common(
        plan=plan,
        giver=giver,
        taker=taker,
        quantity=Decimal(quantity),
        effective_on=date(1998, 12, 15),
        document=factories.document(plan, "Transfer instruction"),
        actor=factories.actor("clerk"),
        **more,
    )


def test_shares_wait_until_their_voiding_is_posted_and_then_take_their_standing_along(story):
    plan, accounts, _ = story
    with pytest.raises(Held, match="post the voiding before its shares move"):
        instruct(plan, accounts["raider"], accounts["widow"], 10)
    void_now(plan)
    instruct(plan, accounts["raider"], accounts["widow"], 10)  # all of them void: no doubt
    assert void_in(plan, accounts["widow"]) == 10
    with pytest.raises(Held, match="say how many of those that go are void"):
        instruct(plan, accounts["cede"], accounts["widow"], 10)
    instruct(plan, accounts["cede"], accounts["widow"], 10, void=Decimal(0))
    assert void_in(plan, accounts["widow"]) == 10
    assert prove(plan).differences == []


@pytest.mark.parametrize("announced_at", ["1998-12-15T09:00", "1998-12-15T15:00", None])
def test_an_adverse_person_is_named_gets_its_case_and_its_rights_are_void(announced_at):
    plan, accounts = plan_with_holders()
    record_term(
        plan=plan,
        key="adverse_person.criteria",
        value="Intends to cause a repurchase",
        citation="Section 1.",
        basis=Basis.AGREEMENT,
        document=factories.document(plan, "Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=factories.actor("counsel"),
    )
    close_questions(plan, "declaration")
    told = {"pct": "12"} | ({"announced_at": announced_at} if announced_at else {})
    with pytest.raises(RuleViolation, match="name it"):
        resolve(plan, "adverse_person", "1998-12-15T12:00", **told)
    resolve(plan, "adverse_person", "1998-12-15T12:00", person="Raider LP", **told)
    case = TriggerCase.objects.get(plan=plan)
    assert case.person.name == "Raider LP"
    find(plan, case.person, accounts["raider"], 1_000_000)
    assert selector.preview(plan).to_void == 0
    confirm(plan)
    void_now(plan)
    assert void_in(plan, accounts["raider"]) == 1_000_000


def test_a_list_that_changed_since_it_was_proposed_is_not_posted(story):
    plan, accounts, person = story
    approval = voiding.propose(plan=plan, actor=factories.actor("clerk"))
    find(plan, person, accounts["widow"], 5)
    with pytest.raises(Conflict, match="no longer what was proposed"):
        decide(approval)
    assert not Batch.objects.filter(kind=BatchKind.VOIDING).exists()


def test_what_follows_a_voiding_is_written_with_it(story, monkeypatch):
    plan, _, _ = story
    followed = []
    monkeypatch.setitem(
        _followers, BatchKind.VOIDING, [lambda batch, approval, _: followed.append((batch, approval))]
    )
    approval = void_now(plan)
    assert followed == [(Batch.objects.get(kind=BatchKind.VOIDING), approval)]
