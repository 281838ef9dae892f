"""Nobody overwrites what he did not read: a form that begins with the record is refused where that changed since."""

import pytest
from django.urls import reverse

from ledger.models import Approval, HolderAccount
from ledger.services import addresses
from tests import factories
from tests.ledger.stories import decide

pytestmark = pytest.mark.django_db
STALE = "Somebody changed this while you had the page open"


def begun(client, url):
    """What a browser would send of the form as it was drawn, with what was read."""
    context = client.get(url).context
    told = {field.name: field.value() for field in context["form"] if field.value() not in (None, "")}
    assert context["as_read"]
    return told | {"as_read": context["as_read"]}


@pytest.fixture
def account(plan) -> HolderAccount:
    return HolderAccount.objects.get(plan=plan, number="000001")


def moved(account, line, city):
    """A change of address that another clerk and a supervisor make."""
    decide(
        addresses.propose(
            account=account,
            address_lines=[line],
            city=city,
            state="NY",
            postal_code="10580",
            country="UNITED STATES",
            reason="The holder's letter",
            actor=factories.actor("clerk"),
        )
    )


def test_an_address_that_changed_meanwhile_is_not_overwritten(plan, account, as_role):
    moved(account, "1 Main Street", "Elmsford")
    client, url = as_role("clerk"), reverse("ledger:address", args=[plan.slug, account.number])
    read = begun(client, url)
    moved(account, "77 New Road", "Rye")
    waiting = Approval.objects.count()
    sent = read | {"postal_code": "10523-1234", "reason": "The post office"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert Approval.objects.count() == waiting
    words = refused.content.decode()
    assert STALE in words
    assert "Address lines: 77 New Road; City: Rye; Postal code: 10580" in words
    form = refused.context["form"]
    assert (form["lines"].value(), form["postal_code"].value()) == ("1 Main Street", "10523-1234")
    # Sent again by somebody who has now read what is on record, it is what he means.
    assert client.post(url, sent | {"as_read": refused.context["as_read"]}).status_code == 302
    assert Approval.objects.get(status="pending").payload["before"]["city"] == "Rye"


def test_another_mistake_on_the_form_does_not_hide_that_the_record_changed(plan, account, as_role):
    client, url = as_role("clerk"), reverse("ledger:address", args=[plan.slug, account.number])
    read = begun(client, url)
    moved(account, "77 New Road", "Rye")
    refused = client.post(url, read | {"lines": "", "reason": ""})
    assert refused.status_code == 422
    assert STALE in refused.content.decode()


@pytest.mark.parametrize(
    ("role", "name", "of_account"),
    [("clerk", "address", True), ("clerk", "registration", True), ("supervisor", "pin", False)],
)
def test_each_form_of_what_is_on_record_tells_what_was_read(plan, account, as_role, role, name, of_account):
    url = reverse(f"ledger:{name}", args=[plan.slug, *([account.number] if of_account else [])])
    client = as_role(role)
    drawn = client.get(url)
    assert f'name="as_read" value="{drawn.context["as_read"]}"' in drawn.content.decode()
    assert STALE in client.post(url, {"as_read": "of another record"}).content.decode()
