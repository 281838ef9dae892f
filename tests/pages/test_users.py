"""The staff on the pages: admitted by two persons, changed, dismissed at once, and the way to set a password."""

import io
import re
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ledger.models import Approval, AuditEvent
from ledger.services import approvals
from tests import factories

ADMITTED = {
    "username": "nora",
    "first_name": "Nora",
    "last_name": "Fields",
    "email": "nora@example.com",
    "roles": ["clerk", "supervisor"],
    "reason": "Letter of the head of operations, 3 May",
}
pytestmark = pytest.mark.django_db


def nora():
    return get_user_model().objects.get(username="nora")


def admitted(as_role):
    """Nora, proposed by one administrator and approved by a supervisor, each on the pages."""
    assert as_role("administrator").post(reverse("ledger:user-admit"), ADMITTED).status_code == 302
    approval = Approval.objects.get(target_type="user", status="pending")
    answer = as_role("supervisor").post(
        reverse("ledger:approval", args=[approval.pk]),
        {"digest": approval.digest, "reason": "Known to me", "decision": "confirm"},
    )
    assert answer.status_code == 302
    return nora()


def test_nobody_has_access_before_a_second_person_agrees(as_role):
    as_role("administrator").post(reverse("ledger:user-admit"), ADMITTED)
    assert not nora().is_active
    assert list(nora().groups.all()) == []
    waiting = as_role("supervisor").get(reverse("ledger:inbox")).content.decode()
    assert "Nora Fields (nora): clerk, supervisor" in waiting


def test_who_is_admitted_sets_a_password_by_the_link_and_signs_in_once_only_by_it(as_role):
    user = admitted(as_role)
    assert user.is_active
    assert as_role("administrator").post(reverse("ledger:user-invite", args=[user.pk])).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["nora@example.com"]
    link = re.search(r"http://testserver(\S+)", letter.body).group(1)
    guest = Client()
    form = guest.get(link, follow=True)
    new = {"new_password1": "correct horse battery", "new_password2": "correct horse battery"}
    assert guest.post(form.request["PATH_INFO"], new).url == reverse("sign-in")
    assert Client().login(username="nora", password="correct horse battery")
    assert "used already" in Client().get(link, follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="user.invited", object_id=user.pk).exists()


def test_what_takes_power_away_happens_at_once_and_what_gives_one_waits(as_role):
    user = admitted(as_role)
    change = reverse("ledger:user-change", args=[user.pk])
    told = {name: ADMITTED[name] for name in ("first_name", "last_name", "email", "reason")}
    as_role("administrator").post(change, {**told, "roles": ["clerk"]})
    assert [group.name for group in nora().groups.all()] == ["clerk"]
    for more in ({"roles": ["clerk", "counsel"]}, {"roles": ["clerk"], "email": "other@example.com"}):
        assert as_role("administrator").post(change, {**told, **more}).status_code == 302
        assert ([group.name for group in nora().groups.all()], nora().email) == (
            ["clerk"],
            "nora@example.com",
        )
        waiting = Approval.objects.get(target_type="user", status="pending")
        approvals.reject(approval_id=waiting.pk, reason="Not agreed", actor=factories.actor("supervisor"))


def test_who_has_left_is_out_at_once_even_signed_in(as_role):
    user = admitted(as_role)
    inside = Client()
    inside.force_login(user)
    assert inside.get(reverse("my-day")).status_code == 200
    page = reverse("ledger:user-dismiss", args=[user.pk])
    assert as_role("administrator").post(page, {"reason": "Left the house"}).status_code == 302
    assert inside.get(reverse("my-day")).status_code == 302
    body = as_role("examiner").get(reverse("ledger:user", args=[user.pk])).content.decode()
    assert "Left the house" in body
    assert "No access" in body


@pytest.mark.parametrize("role", ["clerk", "supervisor", "counsel", "examiner"])
def test_others_look_and_change_nothing(as_role, role):
    user = factories.actor("clerk", "somebody").user
    client = as_role(role)
    assert client.get(reverse("ledger:users")).status_code == 200
    assert client.get(reverse("ledger:user-admit")).status_code == 403
    for name in ("user-change", "user-dismiss", "user-invite"):
        assert client.post(reverse(f"ledger:{name}", args=[user.pk]), ADMITTED).status_code == 403


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"roles": ["administrator", "clerk"]}, "carries no act of the ledger"),
        ({"username": "no spaces"}, "valid username"),
        ({"username": "ADMINISTRATOR"}, "There is a user"),
        ({"reason": " "}, "This field is required"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(as_role, told, sentence):
    answer = as_role("administrator").post(reverse("ledger:user-admit"), {**ADMITTED, **told})
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert "nora@example.com" in answer.content.decode()
    assert not get_user_model().objects.filter(username="nora").exists()


def test_nobody_changes_himself_and_the_last_administrator_stays(as_role):
    client = as_role("administrator")
    me = get_user_model().objects.get(username="administrator")
    for name in ("user-change", "user-dismiss"):
        answer = client.post(
            reverse(f"ledger:{name}", args=[me.pk]), {**ADMITTED, "roles": ["administrator"]}
        )
        assert "changed by another administrator" in answer.content.decode()


def run_create_user(monkeypatch, username, role):
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse battery\n"))
    told = io.StringIO()
    call_command(
        "create_user",
        username,
        "--password-stdin",
        first_name=username.title(),
        last_name="Fields",
        email=f"{username}@example.com",
        role=role,
        stdout=told,
    )
    return told.getvalue()


def test_an_installation_begins_with_two_persons_and_then_the_pages_suffice(monkeypatch):
    assert "One more is needed" in run_create_user(monkeypatch, "first", "administrator")
    with pytest.raises(CommandError, match="already exists"):
        run_create_user(monkeypatch, "first", "supervisor")
    assert "One more" not in run_create_user(monkeypatch, "second", "supervisor")
    with pytest.raises(CommandError, match="on the page Users"):
        run_create_user(monkeypatch, "third", "supervisor")
    assert Client().login(username="first", password="correct horse battery")
