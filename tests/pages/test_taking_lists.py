"""A list that leaves the house is an act of somebody who may, on the trail with what was asked; no cache keeps it."""

import pytest
from django.urls import reverse

from ledger.models import AuditEvent
from tests.certificates.factories import attached_plan
from tests.factories import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return reverse("ledger:holders", args=[attached_plan().slug])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("role", ["clerk", "supervisor", "counsel", "examiner"])
def test_who_took_which_list_and_what_was_asked_of_it_is_on_the_trail(client, address, role, form):
    client.force_login(actor(role).user)
    answer = client.get(f"{address}?q=ROE&export={form}")
    assert answer.status_code == 200
    assert b"".join(answer)

    event = AuditEvent.objects.get(verb="list.taken")
    assert (event.user, event.plan.slug, event.reason) == (
        actor(role).user,
        "mim-1998",
        f"Holders, {form.upper()}",
    )
    assert event.after == {"filter_and_order": "q=ROE"}


def test_an_administrator_takes_no_list(client, address):
    client.force_login(actor("administrator").user)

    page = client.get(address)
    refused = client.get(f"{address}?export=csv")
    assert refused.status_code == 403
    assert "Take lists and copies out of the house" in refused.content.decode()
    assert "export=csv" not in page.content.decode()
    assert not AuditEvent.objects.filter(verb="list.taken").exists()


def test_nothing_of_record_stays_in_a_cache_and_no_page_asks_for_a_camera(client, address):
    signed_out = client.get(reverse("sign-in"))
    client.force_login(actor("clerk").user)
    for answer in (signed_out, client.get(address), client.get(f"{address}?export=csv")):
        list(answer)
        assert answer["Cache-Control"] in {
            "no-store",
            "max-age=0, no-cache, no-store, must-revalidate, private",
        }
        assert "camera=()" in answer["Permissions-Policy"]
