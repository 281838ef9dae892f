"""Movements of common by their pages: posted with their Rights, refusals as sentences."""

import pytest

from ledger.models import Batch
from tests import factories

PAPER = {"paper_title": "Order", "paper_kind": "other", "paper_dated_on": "1998-12-22"}


@pytest.fixture
def taker(plan):
    return factories.account(plan, "JOHN DOE", number="000002")


def test_transfer_posts_common_with_its_rights(plan, taker, as_role):
    data = PAPER | {"giver": "000001", "taker": "000002", "quantity": "100", "effective_on": "1998-12-21"}
    response = as_role("clerk").post("/plans/mim-1998/entries/transfer/", data)
    assert response.status_code == 302
    assert Batch.objects.filter(kind="transfer").get().entry_count == 2


def test_transfer_names_the_account_it_does_not_know(plan, taker, as_role):
    data = PAPER | {"giver": "999999", "taker": "000002", "quantity": "100", "effective_on": "1998-12-21"}
    response = as_role("clerk").post("/plans/mim-1998/entries/transfer/", data)
    assert response.status_code == 422
    assert "The plan has no account 999999" in response.content.decode()
    assert not Batch.objects.filter(kind="transfer").exists()


def test_transfer_of_more_than_is_held_changes_nothing(plan, taker, as_role):
    data = PAPER | {"giver": "000002", "taker": "000001", "quantity": "1", "effective_on": "1998-12-21"}
    response = as_role("clerk").post("/plans/mim-1998/entries/transfer/", data)
    assert response.status_code == 422
    assert not Batch.objects.filter(kind="transfer").exists()
