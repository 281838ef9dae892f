"""Totals are sums of what each batch moved in all, and that is what its entries say."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.models import Batch, BatchNet
from ledger.selectors import balances
from ledger.selectors.balances import FOLD
from ledger.selectors.proof import prove
from tests.ledger.stories import OUTSTANDING, plan_with_holders
from tests.owner import as_owner, behind_the_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_with_holders()[0]


def test_totals_are_those_of_the_fold_at_every_day_and_instant(plan):
    batches = list(Batch.objects.filter(plan=plan))
    moments = [(batch.effective_on, batch.recorded_at) for batch in batches] + [(date(1998, 1, 1), None)]
    for on, known_at in moments:
        found = balances.totals(plan, on, known_at)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT coalesce(sum(common), 0), coalesce(sum(rights), 0) FROM ({FOLD}) f",
                {"plan": plan.pk, "on": on, "known": known_at},
            )
            assert cursor.fetchone() == (found.common_outstanding, found.rights_outstanding)
    assert balances.totals(plan).common_outstanding == OUTSTANDING


def test_each_batch_moves_nothing_in_all(plan):
    for batch in Batch.objects.filter(plan=plan):
        assert sum(net.common for net in batch.nets.all()) == Decimal(0)
        assert sum(net.rights for net in batch.nets.all()) == Decimal(0)


@pytest.mark.parametrize(
    "attack", ["UPDATE ledger_batchnet SET rights = rights + 1", "DELETE FROM ledger_batchnet"]
)
def test_raw_sql_cannot_change_what_a_batch_moved(plan, attack):
    with pytest.raises(IntegrityError, match="follow the journal"), transaction.atomic(), as_owner():
        connection.cursor().execute(attack)
    assert prove(plan).differences == []


def test_the_proof_finds_what_was_changed_with_the_guard_aside(plan):
    with behind_the_program(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_batchnet SET rights = rights + 1 WHERE id = %s",
            [BatchNet.objects.filter(standing="valid").first().pk],
        )
    assert any("moved in all" in sentence for sentence in prove(plan).differences)
