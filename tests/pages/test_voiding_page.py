"""The page of a voiding: whose Rights may be chosen, and what it says once all that was found is void."""

import pytest
from django.urls import reverse

from ledger.services import events, voiding
from tests import factories
from tests.ledger.stories import announce, confirm, decide, find, plan_with_holders

pytestmark = pytest.mark.django_db


def test_confirmed_persons_alone_are_offered_and_what_is_void_is_told(as_role):
    plan, accounts = plan_with_holders()
    fact = announce(plan)
    clerk = factories.actor("clerk")
    other = events.record_person(plan=plan, name="Other L.P.", actor=clerk)
    url = reverse("ledger:voiding", args=[plan.slug])
    client = as_role("clerk")

    def offered():
        return set(client.get(url).context["form"].fields["person"].queryset)

    assert not offered()
    confirm(plan)
    assert offered() == {fact.person}
    find(plan, fact.person, accounts["raider"], 1_000_000)
    find(plan, other, accounts["raider"], 10)
    assert "1,000,000 Rights; found to be owned by: " in client.get(url).content.decode()
    decide(voiding.propose(plan=plan, actor=clerk))
    page = client.get(url).content.decode()
    assert "all that was found is void already" in page
    assert " 0 Rights" not in page
