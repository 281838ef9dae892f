"""The register's forms: each act by its page, refusals as sentences, entered only by those who may."""

from datetime import date

import pytest

from ledger.enums import PlanState
from ledger.models import Approval, Batch, Hold, PlanEvent
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


def test_hold_is_placed_and_lifted(plan, as_role):
    clerk = as_role("clerk")
    held = {"kind": "stop", "from_on": "1998-12-20", "reason": "Court order 12"}
    assert clerk.post("/plans/mim-1998/holders/000001/hold/", held).status_code == 302
    hold = Hold.objects.get()
    lifted = {"until_on": "1998-12-22", "reason": "Order vacated"}
    assert clerk.post(f"/plans/mim-1998/holders/000001/holds/{hold.pk}/lift/", lifted).status_code == 302
    hold.refresh_from_db()
    assert hold.until_on == date(1998, 12, 22)


def test_address_is_changed_with_its_reason(plan, as_role):
    data = {
        "lines": "2 Elm Street",
        "city": "Rye",
        "state": "NY",
        "postal_code": "10580",
        "country": "UNITED STATES",
    }
    clerk = as_role("clerk")
    assert clerk.post("/plans/mim-1998/holders/000001/address/", data).status_code == 422
    data["reason"] = "Letter of the holder"
    assert clerk.post("/plans/mim-1998/holders/000001/address/", data).status_code == 302
    assert plan.accounts.get(number="000001").address_lines == ["2 Elm Street"]


def test_finding_waits_for_a_second_person(plan, as_role):
    data = PAPER | {"person": "Corlear Partners", "quantity": "1000", "reason": "Schedule 13D, item 5"}
    assert as_role("clerk").post("/plans/mim-1998/holders/000001/finding/", data).status_code == 302
    assert Approval.objects.get(act="void_finding").payload["quantity"] == "1000"


def test_control_book_is_the_supervisors(plan, as_role):
    data = PAPER | {"as_of": "1998-12-22", "outstanding": "17890739", "treasury": "0", "reserved": "328767"}
    assert as_role("clerk").get("/plans/mim-1998/control-book/").status_code == 403
    assert as_role("supervisor").post("/plans/mim-1998/control-book/", data).status_code == 302
    assert plan.control_book.filter(as_of=date(1998, 12, 22)).exists()


def test_replay_moves_the_plans_day(plan, as_role):
    assert as_role("supervisor").post("/plans/mim-1998/replay/", {"day": "1998-12-29"}).status_code == 302
    plan.refresh_from_db()
    assert plan.pinned_on == date(1998, 12, 29)
    assert plan.state == PlanState.TRIGGER_PENDING
    assert PlanEvent.objects.count() == 1


def test_examiner_enters_no_form_of_the_register(plan, as_role):
    examiner = as_role("examiner")
    for address in ("entries/transfer/", "holders/000001/hold/", "holders/000001/finding/", "replay/"):
        assert examiner.get(f"/plans/mim-1998/{address}").status_code == 403
