"""Break-glass: a role lent for some hours, told to all who watch, marked on the trail, and never both hands."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ledger.models import Approval, AuditEvent
from ledger.selectors import lent_roles
from rightsadmin.common import clock, enqueue
from tests import factories
from tests.pages.test_users import ADMITTED

pytestmark = pytest.mark.django_db
TOLD = {
    "role": "supervisor",
    "hours": "2",
    "reason": "Both supervisors are ill; called the head of operations",
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What is done on commit is done although the test's own transaction is never committed."""
    monkeypatch.setattr(enqueue.transaction, "on_commit", lambda act: act())


@pytest.fixture
def clerk(db):
    """A clerk, and somebody who watches."""
    factories.actor("examiner")
    return factories.actor("clerk").user


def lend(as_role, user, **told):
    return as_role("administrator").post(reverse("ledger:user-lend", args=[user.pk]), TOLD | told)


def proposed(as_role):
    as_role("administrator").post(reverse("ledger:user-admit"), ADMITTED)
    return Approval.objects.get(target_type="user", status="pending")


def decide(client, approval):
    told = {"digest": approval.digest, "reason": "Compared", "decision": "confirm"}
    client.post(reverse("ledger:approval", args=[approval.pk]), told)
    return Approval.objects.get(pk=approval.pk).status


def test_a_lent_role_carries_what_it_carries_and_is_marked_and_told(as_role, clerk):
    approval, client = proposed(as_role), as_role("clerk")
    assert decide(client, approval) == "pending"
    assert lend(as_role, clerk).status_code == 302
    assert decide(client, approval) == "approved"
    event = AuditEvent.objects.get(verb="approval.approved")
    assert event.actor_roles == "clerk, supervisor (lent in an emergency)"
    (letter,) = [each for each in mail.outbox if "lent" in each.subject]
    assert letter.bcc == ["clerk@example.com", "examiner@example.com"]
    assert "Both supervisors are ill" in letter.body
    page = as_role("examiner").get(reverse("ledger:users-lent")).content.decode()
    assert "Both supervisors are ill" in page
    assert "supervisor, until" in page


def test_it_ends_by_itself_and_a_lost_cache_ends_it_too(as_role, clerk, monkeypatch):
    lend(as_role, clerk)
    assert lent_roles.roles_of(clerk.pk) == ("supervisor",)
    later = clock.now() + timedelta(hours=2, seconds=1)
    with monkeypatch.context() as moved:
        moved.setattr(clock, "now", lambda: later)
        assert lent_roles.roles_of(clerk.pk) == ()
    cache.clear()
    assert lent_roles.roles_of(clerk.pk) == ()


def test_the_cache_alone_lends_nothing(clerk):
    cache.set(lent_roles.key_of(clerk.pk), 1)
    assert lent_roles.roles_of(clerk.pk) == ()


def test_it_is_taken_back_at_once(as_role, clerk):
    approval = proposed(as_role)
    lend(as_role, clerk)
    back = reverse("ledger:user-lent-back", args=[clerk.pk])
    assert as_role("supervisor").post(back).status_code == 403
    as_role("administrator").post(back)
    cache.set(lent_roles.key_of(clerk.pk), 1)
    assert decide(as_role("clerk"), approval) == "pending"
    assert "Nothing is lent" in as_role("administrator").post(back, follow=True).content.decode()


def test_it_makes_nobody_both_hands(as_role, plan):
    maker = factories.actor("supervisor", "maker").user
    approval = _proposed_by_maker(plan)
    lend(as_role, maker, role="counsel")
    client = Client()
    client.force_login(maker)
    assert decide(client, approval) == "pending"


def _proposed_by_maker(plan):
    from tests.pages.test_pages import _approval

    return _approval(plan)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"role": "administrator"}, "Select a valid choice"),
        ({"hours": "13"}, "It must be 12 or less"),
        ({"reason": " "}, "This field is required"),
        ({"role": "clerk"}, "has the role clerk already"),
    ],
)
def test_what_cannot_be_lent_is_told(as_role, clerk, told, sentence):
    answer = lend(as_role, clerk, **told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert lent_roles.roles_of(clerk.pk) == ()


def test_nobody_lends_himself_and_administrators_are_lent_nothing(as_role):
    other = factories.actor("administrator", "other").user
    own = factories.actor("administrator").user
    assert "Nobody lends himself" in lend(as_role, own).content.decode()
    assert "carries no act of the ledger" in lend(as_role, other).content.decode()


@pytest.mark.parametrize("role", ["clerk", "supervisor", "counsel", "examiner"])
def test_others_lend_nothing(as_role, clerk, role):
    assert as_role(role).post(reverse("ledger:user-lend", args=[clerk.pk]), TOLD).status_code == 403
