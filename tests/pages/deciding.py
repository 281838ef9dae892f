"""The second person by his page."""

from django.test import Client
from django.urls import reverse

from ledger.enums import ApprovalStatus
from ledger.models import Approval


def agreed(client: Client, act: str) -> str:
    """The one proposal of the act that waits, read and approved by this person; the page as he read it."""
    approval = Approval.objects.get(act=act, status=ApprovalStatus.PENDING)
    address = reverse("ledger:approval", args=[approval.pk])
    page = client.get(address).content.decode()
    answer = client.post(address, {"digest": approval.digest, "reason": "Read its papers"})
    assert answer.status_code == 302, "refused"
    return page
