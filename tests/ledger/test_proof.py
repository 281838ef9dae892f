"""The proof of the ledger in its failing direction: what it says of each thing changed behind its back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from ledger.models import AuditEvent, Batch, LedgerAccount
from ledger.selectors.proof import prove
from ledger.services import control_book, proofs
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import OUTSTANDING, plan_with_holders
from tests.owner import behind_the_program

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


@pytest.fixture
def plan():
    return plan_with_holders()[0]


def tamper(statement, *values):
    """A row changed with the triggers aside, as nobody but the owner of the tables can."""
    with behind_the_program(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def order(plan, outstanding):
    control_book.record_control_book(
        plan=plan,
        as_of=date(1998, 12, 15),
        outstanding=Decimal(outstanding),
        treasury=Decimal(),
        reserved=Decimal(),
        document=factories.document(plan, "Officer's order"),
        actor=SYSTEM,
    )


def widow(plan):
    return LedgerAccount.objects.get(plan=plan, holder__registration_lines=["MRS A SMITH"], standing="valid")


def test_a_ledger_as_posted_is_proved_and_counted(plan):
    proof = prove(plan)

    assert (proof.differences, proof.proved) == ([], True)
    assert (proof.batches, proof.entries) == (2, 6)
    assert (proof.totals.common_outstanding, proof.totals.rights_outstanding) == (OUTSTANDING, OUTSTANDING)


def test_a_changed_quantity_is_told_by_its_batch_its_account_and_its_totals(plan):
    held = widow(plan)
    tamper("UPDATE ledger_entry SET quantity = quantity + 1 WHERE to_account_id = %s", held.pk)

    proof = prove(plan)

    assert not proof.proved
    assert [sentence for sentence in proof.differences if "digest" in sentence] == [
        "Batch 1 is not what was posted: its digest differs.",
        "Batch 2 is not what was posted: its digest differs.",
    ]
    assert f"Account {held.holder.number}: the list of holders shows another holding than the fold." in (
        proof.differences
    )
    assert [sentence for sentence in proof.differences if "moved in all" in sentence] == [
        "Batch 1: what it moved in all is not what its entries say.",
        "Batch 2: what it moved in all is not what its entries say.",
    ]


def test_a_lost_entry_is_told(plan):
    tamper(
        "DELETE FROM ledger_entry WHERE to_account_id = %s AND instrument = 'rights'",
        widow(plan).pk,
    )

    assert "Batch 2 has 2 entries and says 3." in prove(plan).differences
    assert any("1 accounts hold other Rights than their common" in told for told in prove(plan).differences)


def test_a_lost_batch_and_a_broken_link_are_told(plan):
    tamper("UPDATE ledger_batch SET number = 5 WHERE plan_id = %s AND number = 2", plan.pk)
    assert "Batch 2 is missing: the next one is 5." in prove(plan).differences

    tamper("UPDATE ledger_batch SET previous_digest = %s WHERE number = 5", "f" * 64)
    assert "Batch 5 does not chain to the batch before it." in prove(plan).differences
    assert not [sentence for sentence in prove(plan).differences if sentence.startswith("Batch 1 does not")]


def test_after_a_gap_the_numbers_go_on_from_there(plan):
    factories.give_common(plan, {factories.account(plan, "LATE"): 1})
    tamper("UPDATE ledger_batch SET number = number + 3 WHERE plan_id = %s AND number > 1", plan.pk)

    told = [sentence for sentence in prove(plan).differences if "missing" in sentence]
    assert told == ["Batch 2 is missing: the next one is 5."]


def test_an_account_below_nothing_is_told_but_not_the_sources(plan):
    held = widow(plan)
    tamper(
        "UPDATE ledger_entry SET from_account_id = to_account_id, to_account_id = from_account_id "
        "WHERE to_account_id = %s AND instrument = 'common'",
        held.pk,
    )

    told = [sentence for sentence in prove(plan).differences if " holds -" in sentence]
    assert told == [f"Ledger account {held.pk} holds -890739.0000000000 common."]


@pytest.mark.parametrize("more", [1, -1])
def test_a_control_book_that_says_another_figure_is_told_and_only_the_last_counts(plan, more):
    order(plan, OUTSTANDING + more)
    assert prove(plan).differences == [
        (
            f"The control book says {OUTSTANDING + more:,} shares outstanding as of 1998-12-15, the master "
            f"securityholder file {OUTSTANDING:,}."
        )
    ]

    order(plan, OUTSTANDING)
    assert prove(plan).proved


def test_a_plan_without_a_batch_owes_its_control_book_nothing():
    assert prove(factories.mim_plan()).differences == []


def test_a_term_that_cannot_be_read_is_named_and_stops_no_other_proof(plan):
    """The service refuses such a term: only raw SQL brings it in."""
    term = plan.terms.get(key="rights_per_share")
    term.pk, term.value = None, "1/0"
    term.save(force_insert=True)

    (proof,) = proofs.prove_all(actor=SYSTEM)

    assert any("could not be compared" in each for each in proof.differences)


def test_the_nightly_proof_keeps_what_it_found_of_every_plan(plan):
    order(plan, OUTSTANDING + 1)

    (proof,) = proofs.prove_all(actor=SYSTEM)

    assert not proof.proved
    kept = AuditEvent.objects.get(verb="ledger.proved")
    assert (kept.plan, kept.actor_name) == (plan, "system:tests")
    assert kept.after == {
        "batches": Batch.objects.count(),
        "entries": 6,
        "differences": proof.differences,
    }
