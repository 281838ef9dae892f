"""A plan is typed in the browser without scripts, by the keyboard; and axe finds nothing on its pages."""

import pytest
from playwright.sync_api import expect

from ledger.models import PlanDraft
from ledger.plan_files import editing
from tests.browser.test_accessibility import AXE, RULES
from tests.pages.test_typed_plan import PAPER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_plan_is_typed_without_scripts_and_its_sentences_are_picked(signed_in):
    page = signed_in("supervisor", java_script_enabled=False)
    page.goto("/drafts/begin/")
    page.get_by_label("Name of the plan").fill("Tideway Pumps, Inc.")
    page.get_by_label("Plain modern: one year").check()
    page.get_by_role("button", name="Begin").press("Enter")
    page.get_by_label("Title of the paper").fill("Rights Agreement")
    page.get_by_label("Dated").fill("2026-03-02")
    page.get_by_label("Or its text").fill(PAPER)
    page.get_by_role("button", name="Save and go on").press("Enter")
    page.get_by_role("link", name="The shares and what a Right buys").first.press("Enter")
    record_date = page.locator('[id="term.record_date"]')
    record_date.get_by_role("textbox", name="Record Date").fill("2026-03-16")
    record_date.get_by_label("The Board declared a dividend of one Right").check()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_text("saved as version 3")).to_be_visible()
    row = editing.stated(editing.parsed(PlanDraft.objects.get().content))["record_date"]
    assert row["value"] == "2026-03-16"
    assert row["citation"].startswith("The Board declared a dividend of one Right")


def test_axe_finds_nothing_on_the_pages_of_a_draft(signed_in):
    page = signed_in("supervisor", reduced_motion="reduce")
    page.goto("/drafts/begin/")
    page.get_by_label("Name of the plan").fill("Tideway Pumps, Inc.")
    page.get_by_label("Two percentages").check()
    page.get_by_role("button", name="Begin").click()
    draft = PlanDraft.objects.get().pk
    steps = ("names", "paper", "separation", "powers", "people")
    found = []
    for address in (
        "/drafts/begin/",
        f"/drafts/{draft}/",
        *(f"/drafts/{draft}/type/{step}/" for step in steps),
    ):
        page.goto(address)
        page.evaluate(AXE)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            violations = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
            found += [
                f"{address} {theme}: {each['id']} at {each['nodes'][0]['target']}" for each in violations
            ]
    assert found == []
