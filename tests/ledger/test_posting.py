"""The one poster of entries."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import Standing, SystemRole
from ledger.errors import Conflict, RuleViolation
from ledger.models import AuditEvent, Batch, Entry, Position
from ledger.rules import postings
from ledger.rules.movements import Position as At
from ledger.selectors import balances
from ledger.selectors.proof import prove
from ledger.services import posting, staging
from tests import factories
from tests.oracles import journal, postings as oracle

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.mim_plan()


@pytest.fixture
def holders(plan):
    jane, cede = factories.account(plan), factories.account(plan, "CEDE & CO", is_nominee=True)
    factories.give_common(plan, {jane: 100, cede: 17_890_639})
    return jane, cede


def move(plan, source, giver, taker, quantity):
    return posting.post(
        plan=plan,
        movements=[journal.common(At(giver.pk), At(taker.pk), quantity, date(1998, 12, 8))],
        source=source,
        legal_basis="Transfer instruction",
        actor=factories.actor("clerk"),
    )


def test_post_moves_and_conserves(plan, holders):
    jane, cede = holders
    batch = move(plan, "t:1", cede, jane, 1_000)
    assert batch.entry_count == 1
    assert balances.account_balance(plan, jane.pk).common == Decimal(1_100)
    assert balances.totals(plan).common_outstanding == Decimal(17_890_739)
    assert AuditEvent.objects.filter(verb="batch.posted", object_id=batch.pk).count() == 1


def test_post_refuses_a_negative_holding_and_writes_nothing(plan, holders):
    jane, cede = holders
    before = Entry.objects.count(), Batch.objects.count()
    with pytest.raises(RuleViolation, match=f"Account {jane.number} .* would hold 1 Common shares too few"):
        move(plan, "t:1", jane, cede, 101)
    assert (Entry.objects.count(), Batch.objects.count()) == before


def test_post_is_idempotent_by_its_source(plan, holders):
    jane, cede = holders
    move(plan, "t:1", cede, jane, 5)
    with pytest.raises(Conflict, match="posted already"):
        move(plan, "t:1", cede, jane, 5)
    assert balances.account_balance(plan, jane.pk).common == Decimal(105)


def test_post_needs_a_legal_basis(plan, holders):
    jane, cede = holders
    with pytest.raises(RuleViolation, match="legal basis"):
        posting.post(
            plan=plan,
            movements=[journal.common(At(cede.pk), At(jane.pk), 1, date(1998, 12, 8))],
            source="t:1",
            legal_basis=" ",
            actor=factories.actor("clerk"),
        )


def test_batches_chain_and_prove(plan, holders):
    jane, cede = holders
    first = move(plan, "t:1", cede, jane, 5)
    second = move(plan, "t:2", jane, cede, 5)
    assert second.previous_digest == first.digest
    proof = prove(plan)
    assert proof.differences == []
    assert (proof.batches, proof.entries) == (4, 6)


def test_reversal_undoes_and_names_what_it_undoes(plan, holders):
    jane, cede = holders
    batch = move(plan, "t:1", cede, jane, 5)
    posting.post(
        plan=plan,
        movements=postings.reversal(batch.pk, date(1998, 12, 9)),
        source="reversal:1",
        legal_basis="Keyed twice",
        actor=factories.actor("clerk"),
    )
    undone = Batch.objects.get(source="reversal:1")
    assert journal.movements(undone) == list(oracle.reversal(journal.moved(batch), date(1998, 12, 9)))
    assert batch.entries.get().reversed_by.quantity == Decimal(5)
    assert balances.account_balance(plan, jane.pk).common == Decimal(100)


def test_balances_answer_as_of_and_known_at(plan, holders):
    jane, cede = holders
    known = Batch.objects.latest("number").recorded_at
    move(plan, "t:1", cede, jane, 7)
    assert balances.account_balance(plan, jane.pk, on=date(1998, 12, 7)).common == Decimal(100)
    assert balances.account_balance(plan, jane.pk, on=date(1998, 12, 8)).common == Decimal(107)
    assert balances.account_balance(plan, jane.pk, on=date(1998, 12, 8), known_at=known).common == Decimal(
        100
    )


def test_position_view_is_the_fold(plan, holders):
    jane, _ = holders
    position = Position.objects.get(holder=jane, standing=Standing.VALID)
    assert (position.common, position.rights) == (Decimal(100), Decimal(100))
    source = Position.objects.get(plan=plan, role=SystemRole.RIGHTS_SOURCE)
    assert source.rights == Decimal(-17_890_739)


def test_one_batch_is_one_act_on_one_day(plan, holders):
    jane, cede = (At(holder.pk) for holder in holders)
    days = (date(1998, 12, 8), date(1998, 12, 9))
    with pytest.raises(ValueError, match="one act on one day"):
        posting.post(
            plan=plan,
            movements=[journal.common(cede, jane, 1, day) for day in days],
            source="t:1",
            legal_basis="Transfer instruction",
            actor=factories.actor("clerk"),
        )


def test_movements_keep_their_order_however_many_are_copied_at_once(plan, holders, monkeypatch):
    monkeypatch.setattr(staging, "COPIED_AT_ONCE", 2)
    jane, cede = (At(holder.pk) for holder in holders)
    given = [journal.common(cede, jane, quantity, date(1998, 12, 8)) for quantity in (5, 3, 9, 1, 7)]
    batch = posting.post(
        plan=plan,
        movements=iter(given),
        source="t:1",
        legal_basis="Transfer instructions",
        actor=factories.actor("clerk"),
    )
    assert journal.movements(batch) == given
    assert list(batch.entries.order_by("leg").values_list("leg", flat=True)) == [1, 2, 3, 4, 5]


def test_a_statement_that_selects_nothing_posts_nothing(plan):
    with pytest.raises(RuleViolation, match="nothing to post"):
        posting.post(
            plan=plan,
            movements=postings.redemption(date(1998, 12, 8)),
            source="redemption:1",
            legal_basis="Resolution 1",
            actor=factories.actor("clerk"),
        )
    assert not Batch.objects.exists()
