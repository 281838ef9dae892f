"""The page of the rehearsal: who may, what it shows, and that it keeps nothing."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.enums import Role
from ledger.models import Plan, PlanEvent
from rightsadmin.rehearsal.forms import EXAMPLE
from tests import factories
from tests.rehearsal.stories import ask, case, do

pytestmark = pytest.mark.django_db
MAY = {"clerk", "supervisor", "counsel"}


@pytest.fixture
def plan(db):
    return factories.mim_plan()


@pytest.fixture
def address(plan):
    return reverse("rehearsal", args=[plan.slug])


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("role", Role.values)
def test_who_may_rehearse(client, address, role):
    client.force_login(factories.actor(role).user)
    assert client.get(address).status_code == (200 if role in MAY else 403)
    assert client.post(address, {"story": EXAMPLE}).status_code == (200 if role in MAY else 403)


def test_who_may_not_rehearse_is_led_to_no_rehearsal_and_told_who_may(client, plan, address):
    client.force_login(factories.actor("examiner").user)
    for name in ("plan", "whatif"):
        assert address not in client.get(reverse(f"ledger:{name}", args=[plan.slug])).content.decode()
    assert "needs the role clerk or counsel or supervisor" in client.get(address).content.decode()
    client.force_login(factories.actor("clerk").user)
    assert address in client.get(reverse("ledger:whatif", args=[plan.slug])).content.decode()


@pytest.fixture
def page(client, address):
    client.force_login(factories.actor("counsel").user)

    def post(**told):
        return client.post(address, told)

    return post


def test_the_example_is_rehearsed_and_shown_step_by_step(page):
    before = (Plan.objects.count(), PlanEvent.objects.count())
    response = page(story=EXAMPLE)
    shown = words(response)
    assert response.status_code == 200
    assert "Rehearsed, not stored." in shown
    assert "2019-03-18" in shown
    assert "As expected" in shown
    assert (Plan.objects.count(), PlanEvent.objects.count()) == before


def test_a_refusal_shows_its_sentence_and_what_was_expected(page):
    told = case(
        do(
            "transfer",
            "2019-01-15T10:00",
            from_="B JONES",
            to="MRS A SMITH",
            quantity="200000",
            expect={"ok": True},
        )
    )
    shown = words(page(story=json.dumps(told)))
    assert "forbidden" in shown
    assert "too few" in shown
    assert "Otherwise than expected" in shown


def test_a_file_is_taken_and_another_plan_chosen_for_it(page):
    told = case(ask("totals", "1999-01-04T12:00", expect={"common": "17890739"}))
    del told["plan"]
    file = SimpleUploadedFile("story.json", json.dumps(told).encode())
    shown = words(page(file=file, base="mim-1998"))
    assert "As expected" in shown


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"story": ""}, "Paste a story"),
        ({"story": "{"}, "is not JSON"),
        ({"story": json.dumps(case(do("fly", "2019-01-15T10:00")))}, "steps[0].do"),
        ({"story": json.dumps(case(base="../../etc/passwd"))}, "plan.base"),
        ({"story": json.dumps([case()] * 6)}, "at most 5 cases"),
        ({"story": EXAMPLE, "base": "elsewhere"}, "elsewhere"),
    ],
)
def test_a_bad_story_is_refused_with_its_place(page, told, said):
    response = page(**told)
    assert response.status_code == 422
    assert said in words(response)


def test_what_if_leads_here(client, plan, address):
    client.force_login(factories.actor("clerk").user)
    assert address in client.get(reverse("ledger:whatif", args=[plan.slug])).content.decode()
