"""Mail and vault by the pages alone: stops, returned mail and lost holders, boxes and the destruction of paper."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from ledger.services import plans
from rightsadmin.common.actor import Actor
from tests import factories
from tests.browser.steps import follow, go, open_first_row, press, refused, told
from tests.browser.test_small_plan import approve
from tests.certificates.presented import cancelled, mailed_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)


@pytest.fixture
def plan(transactional_db):
    """Four certificates in the hands of their holders on 4 January 1999."""
    return mailed_plan(4)


def fill_stop(page: Page, kind: str) -> None:
    page.get_by_label("Kind of stop").select_option(kind)
    page.get_by_label("Authority").fill("The holder")
    page.get_by_label("What it rests on").fill("Her letter of 4 January")


def pin(plan, day: date) -> None:
    plans.pin(plan=plan, day=day, actor=Actor.system("tests"))


def a_stop_is_placed_reported_and_lifted(page: Page, other: Page, at: str) -> None:
    """On R-0000001; of two clerks with its page open, the second is told of the first."""
    for each in (page, other):
        each.goto(f"{at}/certificates/1/")
        follow(each, "Stop")
        fill_stop(each, "stolen")
    press(page, "Place the stop")
    told(page, "R-0000001 is lost from now.")
    press(other, "Place the stop")
    refused(other, "A stop is in force on R-0000001 already: “Reported stolen”, placed by Clerk Tester.")

    go(page, "1", "Returned mail")
    follow(page, "Stops")
    expect(page.get_by_role("row", name="R-0000001")).to_contain_text("In force")
    open_first_row(page, "Stops")
    expect(page.get_by_role("heading", name="R-0000001: reported stolen")).to_be_visible()
    expect(page.get_by_text("A theft is reported within one business day")).to_be_visible()
    with page.expect_download() as form:
        follow(page, "Form X-17F-1A (CSV)")
    assert form.value.suggested_filename == "x-17f-1a-R-0000001.csv"
    follow(page, "Record a report")
    page.get_by_label("Taken in as").fill("SIC 1")
    press(page, "Record the report")
    told(page, "Report of the loss is recorded as SIC 1.")

    for each in (page, other):
        each.goto(f"{at}/certificates/1/")
        follow(each, "Its stop")
        follow(each, "Lift the stop")
        each.get_by_label("Reason").fill("Found in a drawer")
    press(other, "Propose to lift the stop")
    told(other, "The lifting waits for a second person; until then the stop holds.")
    press(page, "Propose to lift the stop")
    refused(page, "waits for a second person already")


def a_return_is_mailed_again_and_comes_back(page: Page, other: Page, at: str) -> None:
    """R-0000002; its second return makes its holder lost, and the second clerk who scans it is told."""
    other.goto(f"{at}/certificates/2/")
    follow(other, "Record its return")
    expect(other.get_by_label("Certificate or account")).to_have_value("R-0000002")

    page.goto(f"{at}/returned-mail/")
    expect(page.get_by_label("Certificate or account")).to_be_focused()
    page.keyboard.type("R-0000002")
    page.keyboard.press("Enter")
    told(page, "R-0000002 is in the vault. The next one.")
    expect(page.get_by_label("Certificate or account")).to_be_focused()
    other.keyboard.press("Enter")
    refused(other, "R-0000002 is in the vault already: its return is recorded.")

    follow(page, "Mail again")
    page.get_by_label("How it went out").fill("Registered mail, receipt 7")
    press(page, "Record the mailing")
    told(page, "Mailed again to account")
    expect(page.get_by_role("row", name="R-0000002")).to_contain_text("Out since 4 Jan 1999")
    page.get_by_label("Certificate or account").fill("R-0000002")
    page.keyboard.press("Enter")
    told(page, "R-0000002 came back a second time")


def a_letter_is_returned_mailed_again_and_delivered(page: Page, at: str, account: str) -> None:
    """A letter, by the number of its account; delivered, it is closed."""
    page.goto(f"{at}/returned-mail/")
    page.get_by_label("Mailed on (a letter)").fill("1999-01-02")
    page.get_by_label("Certificate or account").fill(account)
    page.keyboard.press("Enter")
    told(page, f"The letter to account {account} is in the vault.")
    page.get_by_role("row", name=account).get_by_role("link", name="Mail again").click()
    page.get_by_label("How it went out").fill("First class")
    press(page, "Record the mailing")
    page.get_by_role("row", name=account).get_by_role("link", name="Delivered").click()
    page.get_by_label("Reason").fill("She telephoned")
    press(page, "Record the delivery")
    told(page, "the piece is closed")


def the_lost_holder_is_searched_for_and_found(page: Page, plan, signed_in, at: str) -> None:
    """In its window and not before; the address that is found ends the loss and leads to the vault."""
    follow(page, "Find the holder")
    expect(page.get_by_role("heading", name="Lost holders")).to_be_visible()
    expect(page.get_by_role("row").nth(1)).to_contain_text("First later")
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    follow(page, "Record a search")
    page.get_by_label("Database").fill("National")
    page.get_by_label("What it gave").select_option(label="Nothing")
    press(page, "Record the search")
    refused(page, "counts from")
    pin(plan, date(1999, 6, 1))
    page.get_by_label("Searched on").fill("1999-06-01")
    press(page, "Record the search")
    told(page, "Search 1 is recorded.")
    expect(page.get_by_text("6 to 12 months after the first search")).to_be_visible()

    follow(page, "Exempt")
    expect(page.get_by_label("Evidence")).not_to_have_value("")
    press(page, "Record the exemption")
    told(page, "The holder is exempt; the evidence is on file.")
    follow(page, "An address was found")
    page.get_by_label("Address lines").fill("9 New Street")
    page.get_by_label("City").fill("Albany")
    page.get_by_label("State or province").fill("NY")
    page.get_by_label("Postal code").fill("12207")
    page.get_by_label("What the change rests on").fill("His letter")
    press(page, "Propose the address")
    told(page, "mail then what waits in the vault")
    approve(signed_in("supervisor"), "Change the address")
    page.goto(f"{at}/lost-holders/")
    expect(page.get_by_text("No holder is lost.")).to_be_visible()


def cancelled_paper_is_put_into_a_box(page: Page, plan, at: str) -> None:
    """R-0000003 and R-0000004, scanned in one line; R-0000001 is not cancelled and stays where it is."""
    cancelled(plan, 3, 4)
    page.goto(f"{at}/vault/")
    expect(page.get_by_role("link", name=re.compile("^R-000000[34]$"))).to_have_count(2)
    follow(page, "Boxes")
    follow(page, "Open a box")
    page.get_by_label("Label").fill("A-1")
    page.get_by_label("Where it stands").fill("Shelf 3")
    page.keyboard.press("Enter")
    told(page, "Box A-1 is open: scan certificates into it.")
    follow(page, "A-1")
    expect(page.get_by_label("Numbers")).to_be_focused()
    page.keyboard.type("R-0000001")
    page.keyboard.press("Enter")
    refused(page, "R-0000001")
    page.get_by_label("Numbers").fill("R-0000003 to R-0000004")
    page.keyboard.press("Enter")
    told(page, "2 certificates put into Box A-1.")
    follow(page, "Cancelled without a place")
    expect(page.get_by_text("Every cancelled certificate is in its box.")).to_be_visible()


def the_box_is_destroyed_before_two_witnesses(page: Page, signed_in, at: str) -> None:
    """Proposed, approved by the supervisor, signed by Wilma and Walter; then certified, and the chain still shows."""
    for name in ("wilma", "walter"):
        factories.actor("clerk", name)
    follow(page, "Destructions")
    follow(page, "Propose a destruction")
    page.get_by_label(re.compile("A-1")).check()
    page.get_by_label("Method").fill("Shredded")
    page.get_by_label("Place").fill("The vault")
    page.get_by_label("First witness").select_option("Wilma Tester")
    page.get_by_label("Second witness").select_option("Wilma Tester")
    press(page, "Propose the destruction")
    refused(page, "witness")
    page.get_by_label("Second witness").select_option("Walter Tester")
    press(page, "Propose the destruction")
    told(page, "waits for a supervisor")
    approve(signed_in("supervisor"), "[Dd]estr")

    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    batch = page.url
    expect(page.get_by_text("Not yet")).to_have_count(2)
    for name, words in (
        ("wilma", "Signed. The other witness signs next."),
        ("walter", "2 certificates destroyed"),
    ):
        witness = signed_in("clerk", name)
        witness.goto(batch)
        follow(witness, "Sign as witness")
        witness.get_by_label("What you saw").fill("I saw it shredded to the last piece.")
        press(witness, "I saw it: sign")
        told(witness, words)
    page.reload()
    paper = page.get_by_role("link", name="Certificate of destruction").get_attribute("href")
    assert page.request.get(paper).body().startswith(b"%PDF")
    page.goto(f"{at}/certificates/3/")
    expect(page.get_by_text("Destroyed").first).to_be_visible()


def test_paper_is_stopped_returned_put_away_and_destroyed(plan, signed_in):
    page, other = signed_in("clerk"), signed_in("clerk", "carol")
    at = f"/plans/{plan.slug}"
    account = Certificate.objects.select_related("account").get(plan=plan, number=3).account.number

    a_stop_is_placed_reported_and_lifted(page, other, at)
    a_letter_is_returned_mailed_again_and_delivered(page, at, account)
    a_return_is_mailed_again_and_comes_back(page, other, at)
    the_lost_holder_is_searched_for_and_found(page, plan, signed_in, at)
    cancelled_paper_is_put_into_a_box(page, plan, at)
    the_box_is_destroyed_before_two_witnesses(page, signed_in, at)
