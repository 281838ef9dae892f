"""The page of the trust of an exchange: a delivery proposed on the certificate of the holder, and approved."""

import pytest

from ledger.models import Approval, Batch
from tests.ledger.acts.test_exchange_trust import held, story
from tests.pages.test_movements import PAPER

__all__ = ["story"]


@pytest.fixture
def address(story):
    return f"/plans/{story[0].slug}/trust/"


def test_a_delivery_is_proposed_and_approved(story, address, as_role):
    plan, accounts, _ = story
    page = as_role("clerk").get(address).content.decode()
    assert accounts["widow"].number in page
    assert accounts["raider"].number not in page
    before, _ = held(plan, accounts["widow"])
    response = as_role("clerk").post(address, PAPER | {"account": accounts["widow"].number})
    assert response.status_code == 302
    approval = Approval.objects.get(act="delivery")
    as_role("supervisor").post(
        f"/approvals/{approval.pk}/", {"digest": approval.digest, "reason": "Compared", "decision": "x"}
    )
    assert Batch.objects.filter(plan=plan, kind="delivery").exists()
    assert held(plan, accounts["widow"]) == (before * 2, 0)


def test_nothing_in_trust_is_said_in_place(story, address, as_role):
    response = as_role("clerk").post(address, PAPER | {"account": story[1]["raider"].number})
    assert response.status_code == 422
    assert "holds no shares" in response.content.decode()


def test_who_may_and_the_way_there(story, address, as_role):
    assert as_role("examiner").get(address).status_code == 403
    preview = as_role("clerk").get(f"/plans/{story[0].slug}/acts/exchange/")
    assert address in preview.content.decode()
