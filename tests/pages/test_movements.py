"""Movements of common by their pages: posted with their Rights, refusals as sentences."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import Approval, Batch
from ledger.rules import postings
from ledger.rules.vocabulary import Standing
from ledger.selectors import balances
from ledger.services import control_book, holders, posting
from tests import factories

PAPER = {"paper_title": "Order", "paper_kind": "other", "paper_dated_on": "1998-12-22"}


def agree(client):
    """The second person reads the one movement that waits, and approves it by its page."""
    approval = Approval.objects.get(act="share_movement", status="pending")
    page = reverse("ledger:approval", args=[approval.pk])
    assert approval.subject in client.get(page).content.decode()
    assert client.post(page, {"digest": approval.digest, "reason": "Read"}).status_code == 302


@pytest.fixture
def taker(plan):
    return factories.account(plan, "JOHN DOE", number="000002")


def test_transfer_posts_common_with_its_rights(plan, taker, as_role):
    data = PAPER | {"giver": "000001", "taker": "000002", "quantity": "100", "effective_on": "1998-12-21"}
    response = as_role("clerk").post("/plans/mim-1998/entries/transfer/", data)
    assert response.status_code == 302
    assert not Batch.objects.filter(kind="transfer").exists()
    agree(as_role("supervisor"))
    assert Batch.objects.filter(kind="transfer").get().entry_count == 2


def test_one_person_alone_moves_nothing_to_an_account_that_he_opened(plan, taker, as_role):
    """Neither the clerk who opened the account and proposed it, nor a supervisor who opened it, posts the transfer."""
    supervisor, clerk = as_role("supervisor"), as_role("clerk")
    holders.open_account(
        plan=plan,
        number="999001",
        registration="individual",
        registration_lines=["MALLORY"],
        parties=[("owner", "MALLORY")],
        opened_on=date(1998, 12, 15),
        address_lines=["PO BOX 666"],
        actor=factories.actor("supervisor"),
    )
    data = PAPER | {
        "giver": "000001",
        "taker": "999001",
        "quantity": "17890739",
        "effective_on": "1998-12-21",
    }
    assert clerk.post("/plans/mim-1998/entries/transfer/", data).status_code == 302
    approval = Approval.objects.get(act="share_movement")
    page = reverse("ledger:approval", args=[approval.pk])
    shown = supervisor.get(page).content.decode()
    assert "PO BOX 666" in shown
    assert "You edited a holder" in shown
    for client in (clerk, supervisor):
        assert client.post(page, {"digest": approval.digest, "reason": "Read"}).status_code == 422
    assert not Batch.objects.filter(kind="transfer").exists()


def test_transfer_settles_no_trade_that_is_still_to_come(plan, taker, as_role):
    moved = {"giver": "000001", "taker": "000002", "quantity": "100", "effective_on": "1998-12-21"}
    ahead = as_role("clerk").post(
        "/plans/mim-1998/entries/transfer/", PAPER | moved | {"traded_on": "1998-12-22"}
    )
    assert ahead.status_code == 422
    assert "A trade settles on its own day or later." in ahead.content.decode()
    made = as_role("clerk").post(
        "/plans/mim-1998/entries/transfer/", PAPER | moved | {"traded_on": "1998-12-18"}
    )
    assert made.status_code == 302


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


def test_buy_back_takes_what_it_finds_and_asks_which_rights_are_void(plan, taker, as_role):
    giver = plan.accounts.get(number="000001")
    held = balances.account_balance(plan, giver.pk).common
    posting.post(
        plan=plan,
        movements=postings.voiding([(giver.pk, Standing.VALID, Decimal(40))], date(1998, 12, 21)),
        source="finding",
        legal_basis="R32",
        actor=factories.actor("clerk"),
    )
    control_book.record_control_book(
        plan=plan,
        as_of=date(1998, 12, 21),
        outstanding=held - 100,
        treasury=Decimal(0),
        reserved=Decimal(0),
        document=factories.document(plan, "Issuer's order"),
        actor=factories.actor("supervisor"),
    )
    data = PAPER | {"giver": "000001", "quantity": "100", "effective_on": "1998-12-21"}
    url = "/plans/mim-1998/entries/reacquire/"
    asked = as_role("clerk").post(url, data)
    assert asked.status_code == 422
    assert "say how many of those that go are void" in asked.content.decode()
    assert as_role("clerk").post(url, data | {"void": "40"}).status_code == 302
    agree(as_role("supervisor"))
    now = balances.account_balance(plan, giver.pk)
    assert (now.common, now.rights) == (held - 100, {"valid": held - 100, "void": 0})
    assert balances.totals(plan).ended["rights_cancelled"] == 100
