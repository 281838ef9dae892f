"""The one door: who comes in, who waits, when a session ends, and what the audit trail keeps of it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ledger.models import AuditEvent
from ledger.services import sign_ins
from rightsadmin.common import clock, enqueue
from rightsadmin.people import attempts
from rightsadmin.settings import env
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    """What follows on the password is test_second_factor.py's."""
    settings.SECOND_FACTOR = "enrolled"


def knock(name="clerk", password=factories.PASSWORD, client=None, **told):
    return (client or Client()).post(reverse("sign-in"), {"login": name, "password": password, **told})


def signed_in(name="clerk"):
    client = Client()
    assert knock(name, client=client).status_code == 302
    return client


def verbs():
    """What the trail says of the door, in its order."""
    return list(
        AuditEvent.objects.filter(verb__regex=r"^(sign_in|session|password)\.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


@pytest.fixture
def clerk(db):
    return factories.actor("clerk").user


@pytest.fixture
def at(monkeypatch):
    """Moves the clock on by so many minutes."""

    def move(minutes):
        later = clock.now() + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda: later)

    return move


@pytest.fixture
def sent(monkeypatch):
    """Letters are sent although the test's own transaction is never committed."""
    monkeypatch.setattr(enqueue.transaction, "on_commit", lambda send: send())


def test_who_comes_in_and_goes_is_on_the_trail_with_the_address(clerk):
    client = signed_in()
    client.post(reverse("sign-out"))
    assert verbs() == ["sign_in.done", "session.signed_out"]
    event = AuditEvent.objects.get(verb="sign_in.done")
    assert (event.actor_name, event.after["address"]) == ("Clerk Tester", "127.0.0.1")
    assert client.get(reverse("my-day")).status_code == 302


@pytest.mark.parametrize("name", ["clerk", "nobody-of-that-name"])
def test_after_five_failures_even_the_right_password_waits_whoever_is_on_file(clerk, name):
    said = set()
    for _ in range(attempts.FREE_OF_A_NAME):
        said.add(re.sub(r'value="[^"]*"', "", knock(name, "wrong").content.decode()))
    assert len({re.findall(r'role="alert"><p>(.*?)</p>', page)[0] for page in said}) == 1
    answer = knock(name)
    assert answer.status_code == 200
    assert "too many attempts" in answer.content.decode()
    assert verbs()[-1] == "sign_in.locked"
    assert len(verbs()) == attempts.FREE_OF_A_NAME  # who waits is not looked at, nor written down


def test_each_further_wait_is_twice_as_long_and_ends(clerk):
    waits = []
    for _ in range(12):
        attempt = attempts.begin(name="clerk", address="203.0.113.7")
        waits.append(attempt.wait)
        cache.delete(attempts._waiting(attempts._of_name("clerk")))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_many_at_once_gain_nothing_on_the_server_that_all_processes_share(settings):
    settings.CACHES = {"default": env.cache(settings.CELERY_BROKER_URL)}
    cache.clear()

    def look(_):
        try:
            attempts.begin(name="clerk", address="203.0.113.7")
        except attempts.TooMany:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(look, range(60))) == attempts.FREE_OF_A_NAME


def test_an_address_waits_too_whatever_the_names(clerk):
    for number in range(attempts.FREE_OF_AN_ADDRESS):
        knock(f"name-{number}", "wrong")
    assert "too many attempts" in knock().content.decode()


def test_success_begins_the_count_anew(clerk):
    for _ in range(3):
        for _ in range(attempts.FREE_OF_A_NAME - 1):
            knock(password="wrong")
        signed_in()


def test_a_lock_out_waits_on_the_day_of_administrators_alone(clerk, as_role):
    for _ in range(attempts.FREE_OF_A_NAME):
        knock(password="wrong")
    told = "locked out after wrong passwords"
    assert told in as_role("administrator").get(reverse("my-day")).content.decode()
    assert told not in as_role("supervisor").get(reverse("my-day")).content.decode()
    cache.clear()
    signed_in()
    assert told not in as_role("administrator").get(reverse("my-day")).content.decode()


@pytest.mark.parametrize(
    ("wanted", "led"),
    [("/audit/", "/audit/"), ("https://evil.example.com/", "/"), ("//evil.example.com", "/"), ("", "/")],
)
def test_the_door_leads_on_inside_the_house_alone(clerk, wanted, led):
    assert knock(next=wanted).url == led


def test_the_admin_has_no_door_of_its_own(clerk):
    assert Client().get("/admin/", follow=True).redirect_chain[-1][0] == "/sign-in/?next=%2Fadmin%2F"
    assert Client().get("/admin/login/?next=/admin/").url == "/sign-in/?next=%2Fadmin%2F"
    assert knock(client=Client()).status_code == 302
    assert (
        Client().post("/admin/login/", {"username": "clerk", "password": factories.PASSWORD}).status_code
        == 405
    )
    client = signed_in()
    assert client.get("/admin/password_change/").url == reverse("password")
    client.post("/admin/logout/")
    assert verbs()[-1] == "session.signed_out"


def test_a_session_ends_when_nothing_was_done_in_it(clerk, at):
    client = signed_in()
    for _ in range(3):
        at(29)
        assert client.get(reverse("my-day")).status_code == 200
    at(31)
    assert client.get(reverse("my-day")).url == "/sign-in/?next=/"
    page = client.get(reverse("sign-in")).content.decode()
    assert "Nothing was done in it for 30 minutes" in page
    assert "Nothing was done" not in client.get(reverse("sign-in")).content.decode()
    assert verbs()[-1] == "session.ran_out"


def test_no_session_is_longer_than_a_day_of_work(clerk, at):
    client = signed_in()
    for _ in range(23):
        at(26)
        assert client.get(reverse("my-day")).status_code == 200
    at(3)
    assert client.get(reverse("my-day")).status_code == 302
    assert "It had lasted 10 hours" in client.get(reverse("sign-in")).content.decode()


def test_a_page_that_asks_for_itself_keeps_no_session_alive(clerk, at):
    client = signed_in()
    at(20)
    client.get(reverse("my-day"), headers={"HX-Request": "true", "HX-Target": "run-live"})
    at(11)
    assert client.get(reverse("my-day")).status_code == 302


def test_a_part_of_a_page_takes_the_whole_page_to_the_door(plan):
    url = reverse("ledger:holders", args=[plan.slug])
    answer = Client().get(
        url, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}?q=jane"}
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"/sign-in/?next={url.replace('/', '%2F')}%3Fq%3Djane"


def test_one_sees_ones_sessions_and_ends_them(clerk):
    here, there, elsewhere = signed_in(), signed_in(), signed_in()
    page = here.get(reverse("account")).content.decode()
    ends = re.findall(r'action="(/account/sessions/\d+/end/)"', page)
    assert len(ends) == 2
    assert here.post(ends[0]).status_code == 302
    assert "has ended already" in here.get(here.post(ends[0]).url).content.decode()
    assert sorted(client.get(reverse("my-day")).status_code for client in (there, elsewhere)) == [200, 302]
    here.post(reverse("sessions-end"))
    assert {client.get(reverse("my-day")).status_code for client in (there, elsewhere)} == {302}
    assert here.get(reverse("my-day")).status_code == 200
    assert verbs().count("session.ended") == 2


def test_nobody_ends_a_session_of_somebody_else_but_an_administrator(clerk, as_role):
    other = signed_in()
    end = re.findall(r"/account/sessions/\d+/end/", signed_in().get(reverse("account")).content.decode())[0]
    factories.actor("supervisor")
    assert "has ended already" in as_role("supervisor").post(end, follow=True).content.decode()
    assert other.get(reverse("my-day")).status_code == 200
    page = reverse("ledger:user", args=[clerk.pk])
    assert "Last seen" in as_role("administrator").get(page).content.decode()
    assert "Last seen" not in as_role("supervisor").get(page).content.decode()
    ending = reverse("ledger:user-sessions-end", args=[clerk.pk])
    assert as_role("supervisor").post(ending).status_code == 403
    assert as_role("administrator").post(ending).status_code == 302
    assert other.get(reverse("my-day")).status_code == 302


def test_a_forgotten_password_is_set_by_a_letter_and_nobody_learns_who_is_on_file(clerk, sent):
    other, guest = signed_in(), Client()  # to sign in later would spend the letter
    said = {
        Client().post(reverse("forgotten"), {"email": email}).content
        for email in ("clerk@example.com", "nobody@example.com")
    }
    assert (
        len({re.sub(rb'name="csrfmiddlewaretoken"[^>]*|"X-CSRFToken": "\w+"', b"", page) for page in said})
        == 1
    )
    (letter,) = mail.outbox
    assert letter.to == ["clerk@example.com"]
    link = re.search(r"http://testserver(\S+)", letter.body).group(1)
    form = guest.get(link, follow=True)
    new = {"new_password1": "correct horse battery", "new_password2": "correct horse battery"}
    assert guest.post(form.request["PATH_INFO"], new).url == reverse("sign-in")
    assert other.get(reverse("my-day")).status_code == 302
    assert knock(password="correct horse battery").status_code == 302
    assert "was set just now" in mail.outbox[-1].body
    assert [verb for verb in verbs() if verb.startswith("password")] == ["password.asked", "password.changed"]


def test_letters_are_bounded_and_the_answer_stays_the_same(clerk, sent):
    for _ in range(6):
        answer = Client().post(reverse("forgotten"), {"email": "clerk@example.com"})
        assert "on its way" in answer.content.decode()
    assert len(mail.outbox) == attempts.LETTERS_OF_A_PERSON


def test_a_password_is_changed_by_who_knows_it_and_the_other_sessions_end(clerk, sent):
    here, there = signed_in(), signed_in()
    wrong = {
        "old_password": "wrong",
        "new_password1": "correct horse battery",
        "new_password2": "correct horse battery",
    }
    assert here.post(reverse("password"), wrong).status_code == 200
    answer = here.post(reverse("password"), wrong | {"old_password": factories.PASSWORD})
    assert answer.url == reverse("account")
    assert here.get(reverse("account")).status_code == 200
    assert there.get(reverse("my-day")).status_code == 302
    assert "was set just now" in mail.outbox[-1].body


def test_a_long_name_is_cut_on_the_trail(clerk):
    sign_ins.refused(name="x" * 5000, address="203.0.113.7", wait=0)
    assert len(AuditEvent.objects.get(verb="sign_in.refused").after["name"]) == 150
