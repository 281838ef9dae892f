"""The page that hands a plan's records over."""

import io
import zipfile

import pytest
from django.urls import reverse

from ledger.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_supervisor_takes_the_archive(plan, as_role, django_assert_max_num_queries):
    client, url = as_role("supervisor"), reverse("ledger:handover", args=[plan.slug])
    with django_assert_max_num_queries(12):
        page = client.get(url)
    assert "Export the records" in page.content.decode()
    assert url in client.get(reverse("ledger:plan", args=[plan.slug])).content.decode()

    response = client.post(url, {"with_print_files": "on"})

    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.testzip() is None
        assert {"README.md", "manifest.json", "people/plans.csv"} <= set(archive.namelist())
    assert AuditEvent.objects.get(verb="handover.exported").actor_roles == "supervisor"


def test_others_do_not(plan, as_role):
    url = reverse("ledger:handover", args=[plan.slug])
    for role in ("clerk", "counsel", "examiner", "administrator"):
        assert as_role(role).get(url).status_code == 403
        assert as_role(role).post(url).status_code == 403
