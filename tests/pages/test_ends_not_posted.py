"""An end of the Rights is told on every page of its plan from its order to its posting; and who may do what, to those
who may not.
"""

from datetime import date

import pytest
from django.urls import reverse

from ledger.services.acts import expiration, redemption
from tests import factories
from tests.ledger.stories import close_questions, decide, pin, plan_with_holders, resolve

pytestmark = pytest.mark.django_db
OF_THE_PLAN = (
    "ledger:plan",
    "ledger:standing",
    "ledger:holders",
    "certificates:presentations",
    "certificates:certificates",
)


@pytest.fixture
def plan():
    plan, _ = plan_with_holders(date(1998, 12, 14))
    close_questions(plan, "redemption")
    return plan


def told(client, plan, words):
    """On which pages the words stand: those of the plan, and the dashboard."""
    urls = {name: reverse(name, args=[plan.slug]) for name in OF_THE_PLAN} | {"my-day": reverse("my-day")}
    return {name for name, url in urls.items() if words in client.get(url).content.decode()}


EVERYWHERE = {*OF_THE_PLAN, "my-day"}


def test_a_redemption_is_told_everywhere_until_it_is_posted(plan, as_role):
    client = as_role("clerk")
    assert told(client, plan, "not yet posted") == set()
    resolution = resolve(plan, "redemption", "1998-12-14T10:00", in_whole=True)
    plan = pin(plan, date(1998, 12, 17))
    words = "Ended at 10:00 a.m. New York on Monday 14 December 1998, not yet posted"
    assert told(client, plan, words) == EVERYWHERE
    page = client.get(reverse("ledger:holders", args=[plan.slug])).content.decode()
    assert reverse("ledger:preview", args=[plan.slug, "redemption"]) in page
    preview = client.get(reverse("ledger:preview", args=[plan.slug, "redemption"])).content.decode()
    assert "Not possible" not in preview  # the order to be posted does not stand against itself
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    assert told(client, plan, "not yet posted") == set()


def test_a_redemption_of_a_later_instant_is_told_before(plan, as_role):
    resolve(plan, "redemption", "1998-12-14T10:00", in_whole=True, effective="1998-12-16T09:00")
    words = "The Rights will be redeemed at 9:00 a.m. New York on Wednesday 16 December 1998"
    assert told(as_role("examiner"), plan, words) == EVERYWHERE
    plan = pin(plan, date(1998, 12, 16))
    assert (
        told(as_role("examiner"), plan, "Ended at 9:00 a.m. New York on Wednesday 16 December 1998")
        == EVERYWHERE
    )


def test_an_expiration_is_told_from_its_instant_until_it_is_posted(plan, as_role):
    client = as_role("clerk")
    plan = pin(plan, date(2008, 11, 26))
    assert told(client, plan, "not yet posted") == set()  # its date is a question still
    close_questions(plan, "expiry")
    assert (
        told(client, plan, "Ended at 5:00 p.m. New York on Monday 24 November 2008, not yet posted")
        == EVERYWHERE
    )
    decide(expiration.propose(plan=plan, actor=factories.actor("clerk")))
    assert told(client, plan, "not yet posted") == set()


@pytest.mark.parametrize("role", ["clerk", "examiner", "supervisor"])
def test_a_preview_says_who_may_and_never_forbidden(plan, as_role, role):
    page = as_role(role).get(reverse("ledger:preview", args=[plan.slug, "expiration"])).content.decode()
    assert "Not possible" in page or "Held" in page
    assert "Forbidden" not in page
    who = "needs the role clerk to propose it, and the role of a second person (supervisor) to approve it"
    assert (who in page) == (role != "clerk")
    assert reverse("ledger:matrix") in page


def test_a_page_that_a_role_may_not_enter_says_who_may(plan, as_role):
    refused = as_role("clerk").get(reverse("ledger:pin", args=[plan.slug]))
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "“Pin a plan to a day” needs the role supervisor to propose it. Your role is clerk." in page
    assert reverse("ledger:matrix") in page
