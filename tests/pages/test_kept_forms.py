"""What was typed comes back after a session's end, and what carries weight asks again who it is; nothing goes twice."""

import re
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ledger.models import Approval, AuditEvent, Resolution
from ledger.services import audit
from rightsadmin.common import clock
from tests import factories
from tests.pages.test_users import ADMITTED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = "enrolled"


def through_the_door(name, client=None, **told):
    client = client or Client()
    answer = client.post(reverse("sign-in"), {"login": name, "password": factories.PASSWORD, **told})
    return client, answer


@pytest.fixture
def later(monkeypatch):
    """Moves the clock on by so many minutes."""

    def move(minutes):
        at = clock.now() + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda: at)

    return move


def age(client, minutes):
    """The person showed so long ago who he is."""
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**record, "at": record["at"] - 60 * minutes} for record in records
    ]
    session.save()


def waiting(as_role):
    """Nora, proposed and waiting for a second person."""
    as_role("administrator").post(reverse("ledger:user-admit"), ADMITTED)
    return Approval.objects.get(target_type="user", status="pending")


def test_a_form_sent_into_an_ended_session_comes_back_as_typed_and_sends_nothing(later):
    factories.actor("administrator")
    client, _ = through_the_door("administrator")
    page = reverse("ledger:user-admit")
    later(31)
    led = client.post(page, ADMITTED | {"reason": "Letter of <b>3 May</b>"}).url
    assert led == f"/sign-in/?next={page.replace('/', '%2F')}"
    door = client.get(led).content.decode()
    assert "Nothing was done in it for 30 minutes" in door
    assert "What you had typed comes back" in door
    _, answer = through_the_door("administrator", client, next=page)
    shown = client.get(answer.url)
    content = shown.content.decode()
    assert shown.status_code == 200
    assert 'value="nora@example.com"' in content
    assert "Letter of &lt;b&gt;3 May&lt;/b&gt;" in content
    assert "nothing of it was sent" in content
    assert not Approval.objects.exists()
    assert "nora@example.com" not in client.get(page).content.decode()  # it came back once


def test_what_was_typed_comes_back_to_nobody_else(later):
    factories.actor("administrator")
    factories.actor("administrator", "other")
    client, _ = through_the_door("administrator")
    page = reverse("ledger:user-admit")
    later(31)
    client.post(page, ADMITTED)
    _, answer = through_the_door("other", client, next=page)
    assert "nora@example.com" not in client.get(answer.url).content.decode()


def test_a_page_that_draws_no_form_leads_to_what_was_typed(plan, later):
    factories.actor("clerk")
    client, _ = through_the_door("clerk")
    page = reverse("ledger:feed")
    later(31)
    client.post(page, {"do": "issue", "note": "kept words"})
    through_the_door("clerk", client)
    led = client.get(page)
    assert led.url == reverse("typed")
    assert "kept words" in client.get(led.url).content.decode()
    assert client.get(page).status_code == 200


def test_a_form_that_is_too_large_and_an_old_one_are_not_kept(later):
    factories.actor("administrator")
    client, _ = through_the_door("administrator")
    page = reverse("ledger:user-admit")
    later(31)
    client.post(page, ADMITTED | {"reason": "x" * 2_000_000})
    assert "comes back" not in client.get(reverse("sign-in")).content.decode()
    through_the_door("administrator", client)
    later(31)
    client.post(page, ADMITTED)
    cache.clear()
    _, answer = through_the_door("administrator", client, next=page)
    assert "nora@example.com" not in client.get(answer.url).content.decode()


def test_what_lies_in_the_cache_cannot_be_read_there(later, monkeypatch):
    kept = []
    plain = cache.set
    monkeypatch.setattr(
        cache, "set", lambda key, value, **options: (kept.append(value), plain(key, value, **options))
    )
    factories.actor("administrator")
    client, _ = through_the_door("administrator")
    later(31)
    client.post(reverse("ledger:user-admit"), ADMITTED)
    assert kept
    assert not any("nora" in str(value) for value in kept)


def test_an_approval_asks_who_it_is_and_the_reason_comes_back(as_role):
    approval = waiting(as_role)
    factories.actor("supervisor")
    client, _ = through_the_door("supervisor")
    page = reverse("ledger:approval", args=[approval.pk])
    told = {"digest": approval.digest, "reason": "Compared with the letter", "decision": "confirm"}
    age(client, 16)
    led = client.post(page, told).url
    assert led == f"{reverse('account_reauthenticate')}?next={page.replace('/', '%2F')}"
    assert Approval.objects.get(pk=approval.pk).status == "pending"
    assert "Is it you?" in client.get(led).content.decode()
    wrong = client.post(led, {"password": "wrong", "next": page})
    assert wrong.status_code == 200
    assert client.post(led, {"password": factories.PASSWORD, "next": page}).url == page
    content = client.get(page).content.decode()
    assert "Compared with the letter</textarea>" in content
    assert Approval.objects.get(pk=approval.pk).status == "pending"
    assert client.post(page, told).status_code == 302
    assert Approval.objects.get(pk=approval.pk).status == "approved"


def test_a_recent_proof_is_not_asked_again_and_a_no_needs_none(as_role):
    approval = waiting(as_role)
    factories.actor("supervisor")
    client, _ = through_the_door("supervisor")
    age(client, 16)
    page = reverse("ledger:approval", args=[approval.pk])
    told = {"digest": approval.digest, "reason": "Not agreed", "decision": "refuse"}
    assert client.post(page, told).url != reverse("account_reauthenticate")
    assert Approval.objects.get(pk=approval.pk).status == "rejected"


def test_a_list_leaves_the_house_after_a_proof(plan):
    factories.actor("clerk")
    client, _ = through_the_door("clerk")
    page = reverse("ledger:holders", args=[plan.slug]) + "?export=csv&sort=number"
    assert client.get(page).status_code == 200
    age(client, 16)
    led = client.get(page).url
    assert led.startswith(reverse("account_reauthenticate"))
    assert AuditEvent.objects.filter(verb="list.taken").count() == 1
    assert client.post(led, {"password": factories.PASSWORD, "next": page}).url == page
    answer = client.get(page)
    assert answer["Content-Disposition"].startswith("attachment")


def test_every_weighty_verb_is_one_of_the_trail():
    assert set(audit.VERBS) >= audit.WEIGHTY
    assert not audit.WEIGHTY & {"approval.rejected", "certificate.shown"}


def test_a_resolution_typed_with_its_paper_comes_back_without_the_file(plan, later):
    factories.actor("clerk")
    client, _ = through_the_door("clerk")
    page = reverse("ledger:resolution-record", args=[plan.slug, "amendment"])
    names = re.findall(r'<textarea[^>]*name="(\w+)"', client.get(page).content.decode())
    later(31)
    client.post(page, dict.fromkeys(names, "Resolved, that it be so"))
    _, answer = through_the_door("clerk", client, next=page)
    content = client.get(answer.url).content.decode()
    assert content.count("Resolved, that it be so") >= len(names) > 0
    assert not Resolution.objects.filter(kind="amendment").exists()
