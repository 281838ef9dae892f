"""axe finds nothing against WCAG 2.1 AA on the pages of each flow, in both themes; and the keyboard reaches all."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import expect

from certificates.services import presentations
from ledger.services import deadlines, events
from rightsadmin.common.actor import Actor
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/approvals/",
    "/audit/",
    "/plans/mim-1998/",
    "/plans/mim-1998/?tab=terms",
    "/plans/mim-1998/cockpit/",
    "/plans/mim-1998/deadlines/",
    "/plans/mim-1998/facts/",
    "/plans/mim-1998/facts/record/tender_offer/",
    "/plans/mim-1998/questions/DQ1/",
    "/plans/mim-1998/questions/DQ1/close/",
    "/plans/mim-1998/holders/",
    "/plans/mim-1998/holders/000001/",
    "/plans/mim-1998/entries/",
    "/plans/mim-1998/entries/transfer/",
    "/plans/mim-1998/separation/",
    "/plans/mim-1998/runs/begin/",
    "/plans/mim-1998/certificates/",
    "/plans/mim-1998/accounts/open/",
    "/plans/mim-1998/acts/entitlement/",
    "/plans/mim-1998/presentations/",
    "/plans/mim-1998/presentations/receive/",
    "/plans/mim-1998/presentations/1/",
    "/plans/mim-1998/presentations/1/examine/",
    "/plans/mim-1998/presentations/1/word/",
    "/plans/mim-1998/returned-mail/",
    "/plans/mim-1998/lost-holders/",
    "/plans/mim-1998/stops/",
    "/plans/mim-1998/vault/",
    "/plans/mim-1998/vault/boxes/",
    "/plans/mim-1998/vault/destructions/",
    "/plans/mim-1998/payments/",
    "/plans/mim-1998/notices/",
    "/plans/mim-1998/reconciliation/",
    "/plans/mim-1998/breaks/",
    "/plans/mim-1998/correspondence/",
    "/plans/mim-1998/instructions/",
    "/plans/mim-1998/instructions/applications/",
    "/plans/mim-1998/agent/",
    "/plans/mim-1998/examiner/",
)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    # or it tells every node that is in order, which takes longer than to look at it
    "resultTypes": ["violations"],
}


@pytest.fixture
def running(plan):
    """The plan with its clock running, and an item that came too early."""
    events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york("1998-12-15T08:30"),
        data={"at": "1998-12-15T08:30", "pct": "16.2"},
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan, "Schedule 13D"),
        actor=factories.actor("clerk"),
    )
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    presentations.receive(
        plan=plan,
        kind="transfer",
        received_at=factories.new_york("1998-12-15T10:00"),
        presenter="JANE ROE",
        numbers=(),
        actor=factories.actor("clerk"),
    )
    return plan


def test_axe_finds_nothing(running, signed_in):
    page = signed_in(
        "clerk", reduced_motion="reduce"
    )  # or axe would see colours on their way to the other theme
    found = []
    for address in PAGES:
        page.goto(address)
        page.evaluate(AXE)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            violations = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
            found += [
                f"{address} {theme}: {each['id']} at {each['nodes'][0]['target']}" for each in violations
            ]
    assert found == []


def test_the_keyboard_alone_leads_from_the_dashboard_to_a_deadline(running, signed_in):
    page = signed_in("clerk")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    switch = page.get_by_label("Keys of one letter work in this browser")
    switch.uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="keyboard shortcuts").click()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("roe")
    page.keyboard.press("Enter")
    expect(page.get_by_text("JANE ROE").first).to_be_visible()


def test_the_pages_work_without_javascript(running, signed_in):
    page = signed_in("clerk", java_script_enabled=False)
    page.goto("/plans/mim-1998/holders/")
    expect(page.get_by_text("CEDE & CO").first).to_be_visible()
    page.goto("/plans/mim-1998/cockpit/")
    expect(page.get_by_text("Wednesday 30 December 1998").first).to_be_visible()


def test_a_telephone_shows_the_page_without_pushing_it_aside(running, signed_in):
    page = signed_in("clerk", viewport={"width": 390, "height": 844})
    for address in ("/", "/plans/mim-1998/", "/plans/mim-1998/presentations/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
