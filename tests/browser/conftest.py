"""A small plan and people who sign in by the page."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from ledger.models import Plan
from tests import factories
from tests.states import made_once


@pytest.fixture
def plan(transactional_db) -> Plan:
    return plan_of_six()


@made_once
def plan_of_six() -> Plan:
    """The MIM plan on the day after its Distribution Date: six accounts, Rights attached, nothing announced."""
    plan = factories.mim_plan(date(1998, 12, 31))
    names = (
        "CEDE & CO",
        "HARBOR NOMINEES",
        "JANE ROE",
        "ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ",
        "JOSÉ NÚÑEZ",
        "O'BRIEN & SONS, LLC",
    )
    accounts = [
        factories.account(plan, name, number=f"{place:06d}") for place, name in enumerate(names, start=1)
    ]
    factories.give_common(
        plan, dict(zip(accounts, (12_000_000, 4_000_000, 1_000_000, 500_000, 390_000, 739), strict=True))
    )
    return plan


@pytest.fixture(autouse=True)
def _as_in_the_demo(settings):
    """Who has set up no second factor is asked for none, as in the demonstration."""
    settings.SECOND_FACTOR = "enrolled"


@pytest.fixture
def signed_in(new_page):
    """A page of a member of the staff, signed in through the sign-in page; another username is another person."""

    def sign_in(role: str, username: str = "", **options) -> Page:
        factories.actor(role, username)
        page = new_page(**options)
        page.goto("/sign-in/")
        page.get_by_label("Username").fill(username or role)
        page.get_by_label("Password").fill(factories.PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="My day")).to_be_visible()
        return page

    return sign_in
