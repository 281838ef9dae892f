"""A form is done once, however often it is sent, and a page out of date has a way on."""

import re

from django.test import Client

from ledger.models import Hold
from tests import factories

URL = "/plans/mim-1998/holders/000001/hold/"
HOLD = {"kind": "stop", "quantity": "1,000", "from_on": "1998-12-22", "reason": "Court order"}
NAMED = re.compile(r'name="once" value="([^"]+)"')


def test_the_same_form_sent_twice_is_done_once_and_the_second_leads_to_what_it_did(plan, as_role):
    clerk = as_role("clerk")
    (named,) = NAMED.findall(clerk.get(URL).content.decode())
    refused = clerk.post(URL, HOLD | {"once": named, "quantity": "(100)"})
    assert "stands in brackets" in refused.content.decode(), "a form that was refused may be sent again"
    assert clerk.post(URL, HOLD | {"once": named}).status_code == 302
    again = clerk.post(URL, HOLD | {"once": named}, follow=True).content.decode()
    assert Hold.objects.get().quantity == 1000
    assert "nothing was done a second time" in again
    assert "Court order" in again, "it leads to what was done"
    (anew,) = NAMED.findall(clerk.get(URL).content.decode())
    assert clerk.post(URL, HOLD | {"once": anew}).status_code == 302, "who means it opens the form anew"
    assert Hold.objects.count() == 2


def test_a_page_of_another_session_says_what_to_do(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.actor("clerk").user)
    refused = client.post("/theme/", {"theme": "dark"})
    assert refused.status_code == 403
    assert "load the page again" in refused.content.decode()
