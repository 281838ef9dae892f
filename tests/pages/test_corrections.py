"""The pages of batches: each with its pair, and a correction proposed from there and approved by a second person."""

import pytest

from ledger.models import Approval, Batch
from tests import factories
from tests.pages.test_movements import PAPER, agree

BATCHES = "/plans/mim-1998/batches/"


@pytest.fixture
def wrong(plan, as_role):
    """A transfer posted for the wrong account, by its page."""
    factories.account(plan, "JOHN DOE", number="000002")
    data = PAPER | {"giver": "000001", "taker": "000002", "quantity": "100", "effective_on": "1998-12-10"}
    assert as_role("clerk").post("/plans/mim-1998/entries/transfer/", data).status_code == 302
    agree(as_role("supervisor"))
    return Batch.objects.get(kind="transfer")


def propose(client, number, **told):
    return client.post(f"{BATCHES}{number}/correct/", PAPER | {"reason": "Wrong account"} | told)


def approve(client):
    approval = Approval.objects.get(act="correction")
    return client.post(
        f"/approvals/{approval.pk}/", {"digest": approval.digest, "reason": "Compared", "decision": "x"}
    )


def test_error_and_correction_stand_together(wrong, as_role):
    clerk = as_role("clerk")
    batches = clerk.get(BATCHES).content.decode()
    assert f"{BATCHES}{wrong.number}/" in batches
    beside = clerk.get(f"{BATCHES}{wrong.number}/correct/").content.decode()
    assert "Nothing forbids or holds it." in beside
    assert "JOHN DOE" in beside
    assert propose(clerk, wrong.number).status_code == 302
    assert approve(as_role("supervisor")).status_code == 302
    undone = Batch.objects.get(kind="reversal")
    pair = as_role("clerk").get(f"{BATCHES}{wrong.number}/").content.decode()
    for said in ("What undid it", f"Undone by batch {undone.number}", "Wrong account"):
        assert said in pair
    assert "Correct by reversal</a>" not in pair
    assert "What it undoes" in as_role("clerk").get(f"{BATCHES}{undone.number}/").content.decode()


def test_page_says_what_stands_against_it_and_leads_on(wrong, as_role):
    opening = Batch.objects.order_by("number").first()
    page = as_role("clerk").get(f"{BATCHES}{opening.number}/correct/").content.decode()
    assert "is not undone by reversal" in page
    assert "/plans/mim-1998/entries/" in page
    response = propose(as_role("clerk"), opening.number)
    assert response.status_code == 422
    assert "Post what should have moved" in response.content.decode()
    assert not Approval.objects.filter(act="correction").exists()


def test_correction_asks_what_was_wrong_and_its_paper(wrong, as_role):
    for lacking in ("reason", "paper_title"):
        assert propose(as_role("clerk"), wrong.number, **{lacking: ""}).status_code == 422
    assert as_role("examiner").get(f"{BATCHES}{wrong.number}/correct/").status_code == 403
    assert as_role("examiner").get(f"{BATCHES}{wrong.number}/").status_code == 200
    assert as_role("clerk").get(f"{BATCHES}99999/").status_code == 404
