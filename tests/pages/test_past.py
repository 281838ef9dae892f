"""The amendments of a plan's past are told by one person on a page and approved in words by another."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Approval
from ledger.plan_files import shipped
from tests import factories

pytestmark = pytest.mark.django_db


def past(content: bytes) -> dict:
    return {
        "file": SimpleUploadedFile("past.json", content),
        "legal_basis": "The company's filings of 2002 to 2010",
    }


def test_a_past_is_proposed_read_and_approved(as_role):
    plan = factories.mim_plan()
    address = reverse("ledger:past", args=[plan.slug])
    assert address in as_role("supervisor").get(reverse("ledger:plan", args=[plan.slug])).content.decode()
    assert as_role("supervisor").post(address, past(shipped("mim-1998-history"))).status_code == 302
    assert not plan.amendments.exists()
    approval = Approval.objects.get(act="history")
    page = reverse("ledger:approval", args=[approval.pk])
    counsel = as_role("counsel")
    shown = counsel.get(page).content.decode()
    assert "Amendment 3: Final Expiration Date" in shown
    assert (
        counsel.post(page, {"digest": approval.digest, "reason": "Read", "decision": "confirm"}).status_code
        == 302
    )
    assert plan.amendments.count() == 6
    assert address not in as_role("supervisor").get(reverse("ledger:plan", args=[plan.slug])).content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"null",
        json.dumps({"plan": "mim-1998", "amendments": [{"title": 1}]}).encode(),
        json.dumps({"plan": "mim-1998", "amendments": "all"}).encode(),
        b'{"plan": "mim-1998", "amendments": ' + b"[" * 5_000,
    ],
)
def test_what_is_no_past_ends_in_a_sentence(as_role, content):
    plan = factories.mim_plan()
    answer = as_role("supervisor").post(reverse("ledger:past", args=[plan.slug]), past(content))
    assert answer.status_code == 422
    assert not Approval.objects.exists()
