"""Correction by reversal: what it undoes, what it refuses and why, and that the error stays visible as it was known."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from ledger.enums import Standing
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Batch, Break, Entry, Person
from ledger.rules.movements import Position as At
from ledger.selectors import balances, corrections as selector
from ledger.selectors.proof import prove
from ledger.services import control_book, corrections, documents, posting, reconciliation, shares, voiding
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import OUTSTANDING, announce, confirm, decide, find, plan_with_holders
from tests.oracles import journal, postings as oracle

pytestmark = pytest.mark.django_db
ON = date(1998, 12, 10)


@pytest.fixture
def attached():
    return plan_with_holders(date(1998, 12, 15))


def moving(plan, quantity, on=ON, **who):
    return {
        "plan": plan,
        "quantity": Decimal(quantity),
        "effective_on": on,
        "document": factories.document(plan, "Order", on),
        "actor": factories.actor("clerk"),
        **who,
    }


def order(plan, outstanding):
    control_book.record_control_book(
        plan=plan,
        as_of=ON,
        outstanding=Decimal(outstanding),
        treasury=Decimal(),
        reserved=Decimal(),
        document=factories.document(plan, "Order"),
        actor=factories.actor("supervisor"),
    )


def transfer(plan, giver, taker, quantity, on=ON):
    return shares.transfer_common(**moving(plan, quantity, on, giver=giver, taker=taker))


def propose(batch, who="clerk", reason="Wrong account", document=None):
    return corrections.propose(
        batch=batch,
        reason=reason,
        document=document or factories.document(batch.plan, "Letter"),
        actor=factories.actor(who),
    )


def held(plan, account, on=None, known_at=None):
    found = balances.account_balance(plan, account.pk, on, known_at)
    return found.common, {standing: rights for standing, rights in found.rights.items() if rights}


def test_transfer_to_the_wrong_account_is_undone_and_both_stay(attached):
    plan, who = attached
    widow = who["widow"]
    before = held(plan, widow)
    wrong = transfer(plan, widow, who["cede"], 1_000)
    then = clock.now()
    decide(propose(wrong))
    undone = selector.reversal_of(wrong)
    assert (undone.kind, undone.effective_on, undone.entry_count) == ("reversal", ON, wrong.entry_count)
    assert undone.recorded_at > wrong.recorded_at
    assert held(plan, widow) == held(plan, widow, ON) == before
    as_known_then = held(plan, widow, ON, then)
    assert as_known_then[0] == before[0] - 1_000
    assert as_known_then[1][Standing.VALID] == before[1][Standing.VALID] - 1_000
    assert {entry.reversed_by.batch_id for entry in wrong.entries.all()} == {undone.pk}
    event = AuditEvent.objects.get(verb="batch.reversed")
    assert (event.object_id, event.reason, event.after["batch"]) == (wrong.pk, "Wrong account", undone.number)
    assert prove(plan).proved


def test_issue_and_buy_back_are_undone_with_their_rights(attached):
    plan, who = attached
    before = journal.balances(plan)
    order(plan, OUTSTANDING + 500)
    issue = shares.issue_common(**moving(plan, 500, taker=who["widow"]))
    approval = propose(issue)
    assert approval.payload["holdings"][0]["common after"] == f"{OUTSTANDING - 17_000_000:,}"
    decide(approval)
    order(plan, OUTSTANDING - 300)
    buy_back = shares.reacquire_common(**moving(plan, 300, giver=who["cede"], to_treasury=True))
    decide(propose(buy_back))
    assert journal.balances(plan) == before


def test_the_break_that_a_reversal_settles_is_closed_with_it_in_words_of_two_persons(attached):
    plan, who = attached
    order(plan, OUTSTANDING + 500)
    issue = shares.issue_common(**moving(plan, 500, taker=who["widow"]))
    order(plan, OUTSTANDING)  # the issuer never ordered it
    reconciliation.reconcile(plan=plan, actor=factories.actor("clerk"))
    found = list(Break.objects.filter(plan=plan))
    assert found
    approval = propose(issue, reason="Never ordered.")
    assert not Break.objects.filter(plan=plan, status="closed").exists()
    decide(approval)
    for row in Break.objects.filter(pk__in=[each.pk for each in found]):
        assert row.status == "closed"
        assert row.closed_reason.endswith(
            f"undid batch {issue.number}: Never ordered. Proposed by {approval.proposed_by_name}, approved by "
            f"{factories.actor('supervisor').name}."
        )


def test_it_asks_a_reason_a_paper_of_the_plan_and_a_second_person(attached):
    plan, who = attached
    wrong = transfer(plan, who["widow"], who["cede"], 1)
    with pytest.raises(RuleViolation, match="Say what was wrong"):
        propose(wrong, reason="  ")
    with pytest.raises(NotAuthorised):
        propose(wrong, who="examiner")
    approval = propose(wrong)
    assert approval.legal_basis.endswith(": Wrong account")
    with pytest.raises(NotAuthorised):
        decide(approval, "clerk")
    assert Entry.objects.filter(reverses__isnull=False).count() == 0


def test_what_was_undone_is_not_undone_again_nor_its_reversal(attached):
    plan, who = attached
    wrong = transfer(plan, who["widow"], who["cede"], 1)
    decide(propose(wrong))
    undone = selector.reversal_of(wrong)
    with pytest.raises(Conflict, match=f"undone already, by batch {undone.number}"):
        propose(wrong)
    with pytest.raises(RuleViolation, match="It is a correction itself"):
        propose(undone)


def test_what_has_moved_on_is_refused_with_who_and_since_when(attached):
    plan, who = attached
    small = factories.account(plan, "SMALL", number="S1")
    wrong = transfer(plan, who["widow"], small, 100)
    onwards = transfer(plan, small, who["cede"], 60, date(1998, 12, 12))
    with pytest.raises(
        RuleViolation, match=r"account S1 \(valid\) would hold 60 Common shares too few since 12 Dec"
    ):
        propose(wrong)
    decide(propose(onwards))
    decide(propose(wrong))
    assert held(plan, small) == (0, {})


def test_what_moved_on_between_proposal_and_approval_refuses_the_approval(attached):
    plan, who = attached
    small = factories.account(plan, "SMALL", number="S1")
    approval = propose(transfer(plan, who["widow"], small, 100))
    transfer(plan, small, who["cede"], 60, date(1998, 12, 12))
    with pytest.raises((Conflict, RuleViolation)):
        decide(approval)
    assert not Batch.objects.filter(kind="reversal").exists()


def test_dividend_waits_for_a_movement_of_a_later_day_until_it_is_undone():
    """A movement posted too early can be corrected, and the correction is enough."""
    plan = factories.mim_plan(date(1998, 12, 4))
    jane, cede = factories.account(plan, "JANE"), factories.account(plan, "CEDE & CO")
    clerk = factories.actor("clerk")
    posting.post(
        plan=plan,
        movements=oracle.opening(
            [(jane.pk, Decimal(739)), (cede.pk, Decimal(OUTSTANDING - 739))], date(1998, 12, 4)
        ),
        source="opening",
        legal_basis="Holder file",
        actor=clerk,
    )
    early = posting.post(
        plan=plan,
        movements=[journal.common(At(cede.pk), At(jane.pk), 5, date(1998, 12, 7))],
        source="early",
        legal_basis="Order",
        actor=clerk,
    )
    with pytest.raises(RuleViolation, match="Correct it by reversal first"):
        shares.propose_dividend(plan=plan, actor=clerk)
    decide(propose(early))
    decide(shares.propose_dividend(plan=plan, actor=clerk))
    assert held(plan, jane)[1][Standing.VALID] == 739


def test_a_voiding_is_undone_on_counsels_opinion_alone(attached):
    plan, who = attached
    announce(plan)
    confirm(plan)
    find(plan, Person.objects.get(plan=plan), who["raider"], 1_000_000)
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    wrong = Batch.objects.get(kind="voiding")
    opinion = factories.opinion(plan, dated_on=ON)
    unkept = documents.record_document(
        plan=plan, title="Opinion", kind="opinion", dated_on=ON, actor=factories.actor("counsel")
    )
    letter = factories.document(plan, "Letter")
    for name, document in (("clerk", opinion), ("counsel", letter), ("counsel", unkept)):
        with pytest.raises(Held, match="counsel's written confirmation alone"):
            propose(wrong, name, document=document)
    approval = propose(wrong, "counsel", document=opinion)
    assert approval.payload["counsel"]
    decide(approval)
    assert held(plan, who["raider"])[1] == {Standing.VALID: 1_000_000}


moves = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 2), st.integers(1, 60), st.integers(5, 14), st.booleans()
    ).filter(lambda told: told[0] != told[1]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=moves)
def test_whatever_is_undone_leaves_what_the_others_made_and_nobody_below_nothing(db, told):
    """Conservation: after each correction that is let through the books are those of the movements that stand."""
    with transaction.atomic():
        plan = factories.mim_plan(date(1998, 12, 15))
        accounts = [factories.account(plan, f"HOLDER {name}") for name in "ABC"]
        factories.give_common(plan, dict.fromkeys(accounts, 100))
        stand = []
        for giver, taker, quantity, day, is_wrong in told:
            try:
                batch = transfer(plan, accounts[giver], accounts[taker], quantity, date(1998, 12, day))
            except RuleViolation:
                continue
            stand.append((batch, giver, taker, quantity, is_wrong))
        for row in list(stand):
            if row[4]:
                try:
                    decide(propose(row[0]))
                except RuleViolation:
                    assert selector.preview(row[0]).findings
                else:
                    stand.remove(row)
        for place, account in enumerate(accounts):
            expected = 100 + sum(
                quantity * ((taker == place) - (giver == place)) for _, giver, taker, quantity, _ in stand
            )
            assert held(plan, account) == (expected, {Standing.VALID: expected} if expected else {})
        assert balances.totals(plan).common_outstanding == 300
        assert not [said for said in prove(plan).differences if "control book" not in said]
        transaction.set_rollback(True)
