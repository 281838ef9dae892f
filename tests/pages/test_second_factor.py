"""The second factor: asked of whoever does what weighs, set up on the pages, lost and taken away by two persons."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ledger.enums import Role
from ledger.models import Approval, AuditEvent
from ledger.permissions import needs_second_factor
from rightsadmin.common import enqueue
from rightsadmin.people.factors import Factors
from tests import factories

pytestmark = pytest.mark.django_db
INLINE = re.compile(
    r"<script(?![^>]*\b(src=|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+=|javascript:"
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What is done on commit is done although the test's own transaction is never committed."""
    monkeypatch.setattr(enqueue.transaction, "on_commit", lambda act, **_: act())


def code_of(secret):
    cache.clear()  # a code serves once: the tests go faster than half a minute
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def through_the_door(name, client=None):
    client = client or Client()
    answer = client.post(reverse("sign-in"), {"login": name, "password": factories.PASSWORD})
    assert answer.status_code == 302
    return client, answer.url


def set_up(name):
    """Somebody who signed in by the password alone and set up an app; the secret beside."""
    client, _ = through_the_door(name)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert not INLINE.search(page)
    secret = re.search(r'<code class="secret">(\w+)</code>', page).group(1)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return client, secret


@pytest.mark.parametrize("role", Role.values)
def test_every_role_that_approves_exports_or_administers_must_show_one(role):
    assert needs_second_factor([role])
    factors = factories.actor(role)
    client, _ = through_the_door(factors.user.username)
    for name in ("my-day", "ledger:audit", "admin:index", "search"):
        assert client.get(reverse(name)).url.startswith(reverse("mfa_index")), name
    for name in ("account", "password", "mfa_index", "mfa_add_webauthn"):
        page = client.get(reverse(name))
        assert page.status_code == 200, name
        assert not INLINE.search(page.content.decode()), name
    assert client.post(reverse("sign-out")).status_code == 302


def test_no_role_needs_none():
    assert not needs_second_factor([])


def test_who_sets_up_an_app_goes_on_and_shows_it_from_then_on():
    factories.actor("supervisor")
    client, secret = set_up("supervisor")
    assert client.get(reverse("my-day")).status_code == 200
    assert "set up just now" in mail.outbox[-1].body
    other, led = through_the_door("supervisor")
    assert led == reverse("mfa_authenticate")
    assert other.get(reverse("my-day")).url.startswith(reverse("sign-in"))
    assert not AuditEvent.objects.filter(verb="sign_in.done").count() > 1
    page = other.get(led).content.decode()
    assert not INLINE.search(page)
    wrong = other.post(led, {"code": "000000"}).content.decode()
    assert "The code is wrong" in wrong
    assert "wrong code" in AuditEvent.objects.filter(verb="sign_in.refused").latest("pk").reason
    assert other.post(led, {"code": code_of(secret)}).status_code == 302
    assert other.get(reverse("my-day")).status_code == 200


def test_codes_cannot_be_guessed():
    factories.actor("supervisor")
    _, secret = set_up("supervisor")
    other, led = through_the_door("supervisor")
    for _ in range(5):
        other.post(led, {"code": "000000"})
    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    assert "too many" in other.post(led, {"code": code}).content.decode().lower()


def test_a_recovery_code_serves_once():
    factories.actor("supervisor")
    client, _ = set_up("supervisor")
    codes = re.findall(
        r'<li class="mono">(\w+)</li>', client.get(reverse("mfa_view_recovery_codes")).content.decode()
    )
    assert len(codes) == 10
    for served in (True, False):
        other, led = through_the_door("supervisor")
        answer = other.post(led, {"code": codes[0]})
        assert (answer.status_code == 302) == served


def test_a_session_of_before_shows_the_factor_that_was_set_up_elsewhere():
    factories.actor("supervisor")
    before, _ = through_the_door("supervisor")
    _, secret = set_up("supervisor")
    led = before.get(reverse("my-day")).url
    assert led.startswith(reverse("mfa_reauthenticate"))
    assert not INLINE.search(before.get(led).content.decode())
    assert before.post(led, {"code": code_of(secret), "next": "/"}).url == "/"
    assert before.get(reverse("my-day")).status_code == 200


def test_the_last_factor_is_not_given_up_by_who_needs_one():
    factories.actor("supervisor")
    client, _ = set_up("supervisor")
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "set up another one first" in answer.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_secrets_are_kept_encrypted():
    factories.actor("supervisor")
    _, secret = set_up("supervisor")
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert Factors().decrypt(kept) == secret


def test_a_lost_factor_is_taken_away_by_two_persons(as_role):
    user = factories.actor("clerk").user
    client, _ = set_up("clerk")
    page = reverse("ledger:user-factor", args=[user.pk])
    assert as_role("supervisor").get(page).status_code == 403
    administrator = as_role("administrator")
    assert administrator.post(page, {"reason": "Telephone lost; called back"}).status_code == 302
    assert client.get(reverse("my-day")).status_code == 200
    approval = Approval.objects.get(act="second_factor")
    deciding = reverse("ledger:approval", args=[approval.pk])
    told = {"digest": approval.digest, "reason": "Known to me", "decision": "confirm"}
    administrator.post(deciding, told)
    assert Authenticator.objects.filter(user=user).exists()
    supervisor = as_role("supervisor")
    assert "TOTP" in supervisor.get(deciding).content.decode()
    assert supervisor.post(deciding, told).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(reverse("my-day")).status_code == 302
    assert "Telephone lost" in AuditEvent.objects.get(verb="factor.taken").reason
    assert "took away the second factor of clerk" in mail.outbox[-1].body
    again, led = through_the_door("clerk")
    assert led == "/"
    assert again.get("/").url.startswith(reverse("mfa_index"))


def test_there_must_be_one_to_take_away(as_role):
    user = factories.actor("clerk").user
    answer = as_role("administrator").post(reverse("ledger:user-factor", args=[user.pk]), {"reason": "Lost"})
    assert answer.status_code == 422
    assert "nothing to take away" in answer.content.decode()


def test_the_demonstration_asks_those_alone_who_have_set_one_up_and_says_so(settings):
    settings.SECOND_FACTOR = "enrolled"
    factories.actor("supervisor")
    client, led = through_the_door("supervisor")
    assert led == "/"
    assert client.get(led).status_code == 200
    assert "of those alone who have set one up" in client.get(reverse("account")).content.decode()
    set_up("supervisor")
    assert through_the_door("supervisor")[1] == reverse("mfa_authenticate")
