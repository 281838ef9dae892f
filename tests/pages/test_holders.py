"""Acts on one account by their pages: holds, addresses, findings."""

from datetime import date

import pytest
from django.urls import reverse

from certificates.enums import PresentationKind
from certificates.models import Certificate
from ledger.models import Approval, Hold
from rightsadmin.common import clock, formatting
from tests.certificates.presented import mailed_plan, received
from tests.pages.deciding import agreed

PAPER = {"paper_title": "Order", "paper_kind": "other", "paper_dated_on": "1998-12-22"}


def test_hold_is_placed_and_lifted(plan, as_role):
    clerk = as_role("clerk")
    held = {"kind": "stop", "from_on": "1998-12-20", "reason": "Court order 12"}
    assert clerk.post("/plans/mim-1998/holders/000001/hold/", held).status_code == 302
    hold = Hold.objects.get()
    lifted = {"lifted_on": "1998-12-22", "reason": "Order vacated"}
    assert clerk.post(f"/plans/mim-1998/holders/000001/holds/{hold.pk}/lift/", lifted).status_code == 302
    hold.refresh_from_db()
    assert hold.lifted_on is None
    assert "Court order 12" in agreed(as_role("supervisor"), "hold_lift")
    hold.refresh_from_db()
    assert hold.lifted_on == date(1998, 12, 22)


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
    assert plan.accounts.get(number="000001").address_lines == ["1 Main Street"]
    waiting = Approval.objects.get(act="holder_edit")
    sent = {"digest": waiting.digest, "reason": "Read the letter"}
    assert as_role("supervisor").post(f"/approvals/{waiting.pk}/", sent).status_code == 302
    assert plan.accounts.get(number="000001").address_lines == ["2 Elm Street"]


def test_finding_waits_for_a_second_person(plan, as_role):
    data = PAPER | {"person": "Corlear Partners", "quantity": "1000", "reason": "Schedule 13D, item 5"}
    assert as_role("clerk").post("/plans/mim-1998/holders/000001/finding/", data).status_code == 302
    assert Approval.objects.get(act="void_finding").payload["quantity"] == "1000"


def test_examiner_enters_no_form_of_the_register(plan, as_role):
    examiner = as_role("examiner")
    for address in ("entries/transfer/", "holders/000001/hold/", "holders/000001/finding/", "replay/"):
        assert examiner.get(f"/plans/mim-1998/{address}").status_code == 403


@pytest.mark.django_db
def test_a_caller_is_told_when_his_certificate_was_mailed_and_what_came_and_went(as_role):
    plan = mailed_plan()
    certificate = Certificate.objects.get(plan=plan, number=2)
    received(plan, PresentationKind.TRANSFER, 2)
    client, number = as_role("clerk"), certificate.account.number
    page = client.get(reverse("ledger:holder", args=[plan.slug, number])).content.decode()
    mailed = certificate.history.filter(state="mailed").get().history_date
    told = formatting.short_date(clock.new_york_date(mailed))
    assert f'<td class="is-date">{told}</td>' in page
    assert "P-000001: transfer, presented by JANE ROE" in page
    of_it = client.get(reverse("certificates:certificate", args=[plan.slug, 2])).content.decode()
    for state in ("Allocated", "Printed", "Countersigned", "Mailed"):
        assert f"<dt>{state}" in of_it
    assert formatting.instant(mailed) in of_it
