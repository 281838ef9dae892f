"""What an Acquiring Person passed on since it became one waits for counsel's word, transfer by transfer."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import BeneficialFinding, TransfereeWord
from ledger.rules.separation import separate
from ledger.selectors import balances, voiding as voidings
from ledger.selectors.acts import standing_against
from ledger.selectors.at_close import accounts_at_close
from ledger.selectors.proof import prove
from ledger.selectors.transferees import in_question, waiting
from ledger.services import ownership, transferees, voiding
from ledger.services.shares import transfer_common
from tests import factories
from tests.ledger.stories import announce, confirm, decide, find, pin, plan_with_holders

pytestmark = pytest.mark.django_db
SOLD = date(1998, 12, 16)


def sell(plan, giver, taker, quantity, on=SOLD, **more):
    return transfer_common(
        plan=plan,
        giver=giver,
        taker=taker,
        quantity=Decimal(quantity),
        effective_on=on,
        document=factories.document(plan, "Transfer instruction", on),
        actor=factories.actor("clerk"),
        **more,
    )


@pytest.fixture
def sold():
    """The raider, announced on the 15th, sells 400,000 to the widow on the 16th; the case is confirmed after that."""
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    plan = pin(plan, date(1998, 12, 17))
    sell(plan, accounts["raider"], accounts["widow"], 400_000)
    confirm(plan)
    find(plan, person, accounts["raider"], 600_000, dated_on=date(1998, 12, 17))
    return plan, accounts, person


def say(plan, void, clear, actor=None, **more):
    (asked,) = waiting(plan)
    return transferees.propose(
        plan=plan,
        entry=asked.entry.pk,
        account=asked.account.pk,
        void=Decimal(void),
        clear=Decimal(clear),
        reason="She bought after the announcement",
        document=factories.opinion(plan, dated_on=date(1998, 12, 17)),
        actor=actor or factories.actor("counsel"),
        **more,
    )


def at_close(plan, account):
    (line,) = [
        line
        for line in separate(row for _, row in accounts_at_close(plan, date(1998, 12, 17)))
        if line.account == str(account.pk)
    ]
    return line


def test_what_the_raider_sold_gets_no_clean_certificate_until_counsel_has_spoken(sold):
    plan, accounts, _ = sold
    (asked,) = waiting(plan)
    assert (asked.account, asked.rights, asked.person) == (accounts["widow"], 400_000, "Raider LP")
    assert "counsel says whether they are void there" in asked.sentence
    line = at_close(plan, accounts["widow"])
    assert (line.withheld, line.certificate) == (400_000, line.rights - 400_000)
    assert "wait for counsel" in line.reason
    assert any("wait for counsel's word" in finding.sentence for finding in standing_against.findings(plan))


def test_counsels_word_makes_void_what_is_void_and_frees_the_rest(sold):
    plan, accounts, _ = sold
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    decide(say(plan, 300_000, 50_000))
    held = balances.account_balance(plan, accounts["widow"].pk).rights
    assert held["void"] == 300_000
    assert in_question(plan) == {accounts["widow"].pk: 50_000}
    decide(say(plan, 0, 50_000))
    assert in_question(plan) == {}
    line = at_close(plan, accounts["widow"])
    assert (line.void, line.withheld) == (300_000, 0)
    assert accounts["widow"].pk in voidings.legended(plan)
    assert standing_against.findings(plan) == []
    assert prove(plan).differences == []


def test_only_counsel_proposes_and_another_person_decides(sold):
    plan, _, _ = sold
    with pytest.raises(NotAuthorised):
        say(plan, 400_000, 0, actor=factories.actor("clerk"))
    approval = say(plan, 400_000, 0)
    with pytest.raises(NotAuthorised):
        decide(approval, "counsel")


@pytest.mark.parametrize(
    ("void", "clear", "told"),
    [(0, 0, "Say how many"), (-1, 10, "Say how many"), (400_000, 1, "say no more than that")],
)
def test_what_is_no_word(sold, void, clear, told):
    with pytest.raises(RuleViolation, match=told):
        say(sold[0], void, clear)


def test_a_word_on_what_went_on_meanwhile_is_refused(sold):
    plan, accounts, _ = sold
    approval = say(plan, 400_000, 0)
    everything = balances.account_balance(plan, accounts["widow"].pk).common
    sell(plan, accounts["widow"], accounts["cede"], everything, on=date(1998, 12, 17))
    assert in_question(plan) == {accounts["cede"].pk: 400_000}
    with pytest.raises(Conflict):
        decide(approval)
    assert not TransfereeWord.objects.exists()


def test_a_finding_that_a_transferees_voiding_rests_on_is_not_withdrawn(sold):
    plan, _, _ = sold
    decide(say(plan, 400_000, 0))
    with pytest.raises(RuleViolation, match="counsel's confirmation"):
        ownership.propose_withdrawal(
            finding=BeneficialFinding.objects.get(), reason="wrong", actor=factories.actor("clerk")
        )


def test_what_went_before_the_announcement_is_not_in_question():
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    sell(plan, accounts["raider"], accounts["widow"], 400_000, on=date(1998, 12, 14))
    confirm(plan)
    find(plan, person, accounts["raider"], 600_000)
    assert waiting(plan) == []


def test_a_nominees_other_clients_are_left_alone():
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    confirm(plan)
    find(plan, person, accounts["cede"], 1_000_000)
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    sell(plan, accounts["cede"], accounts["widow"], 15_000_000, on=date(1998, 12, 15), void=Decimal(0))
    assert waiting(plan) == []


def test_what_leaves_a_nominee_beyond_his_other_clients_shares_was_the_persons():
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    sell(plan, accounts["cede"], accounts["widow"], 15_600_000, on=date(1998, 12, 15))
    confirm(plan)
    find(plan, person, accounts["cede"], 1_000_000, as_of=date(1998, 12, 14))
    (asked,) = waiting(plan)
    assert (asked.account, asked.rights) == (accounts["widow"], 600_000)


def test_nothing_is_asked_of_a_case_that_is_not_confirmed():
    plan, accounts = plan_with_holders()
    person = announce(plan).person
    sell(plan, accounts["raider"], accounts["widow"], 400_000, on=date(1998, 12, 15))
    find(plan, person, accounts["raider"], 600_000)
    assert waiting(plan) == []
