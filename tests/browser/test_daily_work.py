"""The work of every day by the pages alone: the proof and its breaks, letters, instructions, the agent, the packs."""

import zipfile

import pytest
from playwright.sync_api import Locator, Page, expect

from ledger.models import Signatory
from tests.browser.steps import follow, go, open_first_row, press, refused, told
from tests.browser.test_small_plan import approve, paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)

COMMON = 17_890_739  # of the small plan's accounts together


def record_the_control_book(page: Page, second: Page, at: str, as_of: str, outstanding: int) -> None:
    page.goto(f"{at}/control-book/")
    page.get_by_label("As of").fill(as_of)
    page.get_by_label("Outstanding").fill(str(outstanding))
    page.get_by_label("In treasury").fill("0")
    page.get_by_label("Reserved", exact=True).fill("0")
    paper(page, "Officer's order", as_of)
    press(page, "Propose the entry")
    told(page, "The entry waits for a second person")
    approve(second, "control book")


def a_difference_is_owned_explained_and_mended(page: Page, second: Page, at: str) -> None:
    """A hundred shares; the break closes only when a new proof shows that the identity holds again."""
    record_the_control_book(page, second, at, "1998-12-30", COMMON + 100)
    go(page, "z", "Reconciliation")
    press(page, "Prove now")
    told(page, "Proved: 1 identity differs.")
    row = page.get_by_role("row", name="Common outstanding")
    expect(row).to_contain_text("17,890,839")
    expect(row).to_contain_text("Differs")

    follow(page, "Breaks")
    open_first_row(page, "Breaks")
    follow(page, "Assign")
    page.get_by_label("Owner").select_option("Clerk Tester")
    press(page, "Assign")
    told(page, "Clerk Tester owns this break now.")
    follow(page, "Explain")
    page.get_by_label("Why it differs").fill("The order counts an issue that was not made.")
    press(page, "Record the explanation")
    told(page, "The explanation is recorded")
    follow(page, "Close")
    page.get_by_label("What mended it").fill("The officer corrected his order.")
    press(page, "Prove and close")
    refused(page, "still differs by 100")
    closing = page.url
    record_the_control_book(page, second, at, "1998-12-31", COMMON)
    page.goto(closing)
    page.get_by_label("What mended it").fill("The officer corrected his order.")
    press(page, "Prove and close")
    told(page, "The identity holds again, and the break is closed.")

    follow(page, "Breaks")
    expect(page.get_by_role("row", name="Common outstanding")).to_contain_text("Closed")
    follow(page, "Aged differences")
    expect(page.get_by_text("No difference stands longer than 30 days.")).to_be_visible()
    go(page, "z", "Reconciliation")
    expect(page.get_by_text("Every identity holds or waits for a figure")).to_be_visible()


def a_letter_is_recorded_and_answered(page: Page, other: Page) -> None:
    """Within its five Business Days; of two clerks who answer it, the second is told of the first."""
    go(page, "4", "Correspondence")
    follow(page, "Record an inquiry")
    page.get_by_label("Received").fill("1998-12-31")
    page.get_by_label("From").fill("JANE ROE")
    page.get_by_label("Account").fill("000003")
    page.get_by_label("What it asks").fill("Where is my certificate?")
    page.keyboard.press("Enter")
    told(page, "is to be answered by Friday 8 January 1999")
    expect(page.get_by_role("row", name="Where is my certificate?")).to_contain_text("To be answered")
    open_first_row(page, "Correspondence")
    expect(page.get_by_role("heading", name="The letter")).to_be_visible()
    other.goto(page.url)
    for each in (page, other):
        follow(each, "Record the answer")
        each.get_by_label("Answered", exact=True).fill("1998-12-31")
        each.get_by_label("What was answered").fill("Certificates go out after the Distribution Date.")
    press(page, "Record the answer")
    told(page, "“Where is my certificate?” is answered.")
    expect(page.get_by_text("Certificates go out after the Distribution Date.").first).to_be_visible()
    press(other, "Record the answer")
    refused(other, "was answered on")


def instruct(page: Page, signer: str) -> None:
    """Records an instruction signed by somebody of the register, whose signature agrees with the specimen."""
    go(page, "j", "Instructions")
    follow(page, "Record an instruction")
    page.get_by_label("What it is about").select_option("Send a notice to holders")
    page.get_by_label("What it instructs").fill("Mail the summary of rights.")
    page.get_by_label("How it came").select_option("By courier")
    page.get_by_label("Received at").fill("1998-12-31T10:00")
    page.get_by_label("Signed on").fill("1998-12-30")
    box = page.get_by_label("Signed by")
    box.select_option(box.get_by_role("option", name=signer).first.get_attribute("value"))
    page.get_by_label("The signature beside the specimen").select_option("It agrees")
    paper(page, "Letter of the company", "1998-12-30")
    press(page, "Record the instruction")


def finding(page: Page, words: str) -> Locator:
    """What speaks against an instruction, as its page lists it."""
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=words).first


def instructions_are_followed_or_refused(page: Page, at: str) -> None:
    """Held until an incumbency certificate names the officer, then followed; one of a counsellor's clerk is refused."""
    instruct(page, "Barry A. Posner")
    told(page, "Recorded:")
    held = page.url
    expect(finding(page, "No incumbency certificate names Barry A. Posner")).to_be_visible()

    go(page, "j", "Instructions")
    follow(page, "Record an incumbency certificate")
    page.get_by_label("Certified by", exact=True).fill("Eleanor M. Whitcomb")
    page.get_by_label("Title of who certifies").fill("Chairman")
    page.get_by_label("In force from").fill("1998-12-01")
    page.get_by_label("Officers", exact=True).fill(
        "Barry A. Posner; Vice President and General Counsel\nJane Doe; Librarian"
    )
    page.get_by_label("It bears the specimen of each signature").check()
    paper(page, "Incumbency certificate", "1998-12-01", "officer_certificate")
    press(page, "Record the certificate")
    told(page, "Recorded:")
    expect(page.get_by_text("Jane Doe").first).to_be_visible()

    page.goto(held)
    follow(page, "Ask again")
    page.get_by_label("The signature beside the specimen").select_option("It agrees")
    press(page, "Ask again")
    told(page, "May be acted on.")
    expect(page.get_by_text("Nothing speaks against it.")).to_be_visible()

    instruct(page, "Jane Doe")
    expect(finding(page, "is no office whose certificate the agent may rely on")).to_be_visible()
    expect(page.get_by_role("link", name="Ask again")).to_have_count(0)
    go(page, "j", "Instructions")
    expect(page.get_by_role("row", name="Refused")).to_have_count(1)
    expect(page.get_by_role("row", name="May be acted on")).to_have_count(1)

    follow(page, "Applications to the company")
    follow(page, "Record an application")
    page.get_by_label("What the agent asks").fill("May we return the parcel?")
    page.get_by_label("What it will do if unanswered").fill("We return it.")
    page.get_by_label("Sent at").fill("1998-12-31T11:00")
    page.get_by_label("May act after").fill("1999-01-08")
    paper(page, "Application of the agent", "1998-12-31")
    press(page, "Record the application")
    told(page, "the agent may act after Friday 8 January 1999")
    expect(page.get_by_role("row", name="May we return the parcel?")).to_be_visible()


def the_agent_is_changed_by_two_persons(page: Page, second: Page, at: str) -> None:
    """After counsel said what the agreement asks of a successor: noticed, refused while too early, approved."""
    page.goto(f"{at}/questions/AG1/")
    follow(page, "Record a confirmation")
    page.get_by_label("Title of the paper").fill("Rights Agreement, section 21")
    page.get_by_label("Dated").fill("1998-11-24")
    page.get_by_label("In force from").fill("1998-11-24")
    page.get_by_label("Kind of paper").select_option("agreement")
    page.get_by_label("What the paper confirms").fill("Section 21 of the Agreement.")
    page.get_by_label("Days of notice before the Rights Agent changes").fill("30")
    page.get_by_label("Capital of a successor").fill("50000000")
    press(page, "Propose to a second person")
    approve(second, "Close AG1")

    go(page, "6", "Rights Agent")
    follow(page, "Record a notice")
    page.get_by_label("What it says").select_option("The Rights Agent resigns")
    page.get_by_label("Given on").fill("1998-12-31")
    paper(page, "Letter of resignation", "1998-12-31", "notice")
    press(page, "Record the notice")
    told(page, "The last day to appoint a successor is Saturday 30 January 1999.")

    follow(page, "Propose the successor")
    page.get_by_label("Successor", exact=True).fill("Harbor Trust Company, N.A.")
    page.get_by_label("Address for notices").fill("1 Harbor Plaza, New York")
    page.get_by_label("Effective on").fill("1999-01-15")
    for label in ("A corporation", "With corporate trust", "Supervised by"):
        page.get_by_label(label).check()
    page.get_by_label("Capital and surplus").fill("75000000")
    paper(page, "Appointment and acceptance", "1998-12-31")
    press(page, "Propose the successor")
    refused(page, "the change cannot take effect before Saturday 30 January 1999")
    page.get_by_label("Effective on").fill("1999-01-30")
    press(page, "Propose the successor")
    told(page, "The appointment waits for a second person.")
    approve(second, "Harbor Trust")
    page.reload()
    expect(page.get_by_role("row", name="The Rights Agent resigns")).to_contain_text("Harbor Trust Company")


def the_power_of_a_signatory_is_ended(page: Page, plan, at: str) -> None:
    """From the register of the Board's page; the day and the paper stay on file."""
    officer = Signatory.objects.filter(plan=plan, party="issuer", until_on__isnull=True).first()
    page.goto(f"{at}/signatories/{officer.pk}/end/")
    page.get_by_label("Last day").fill("1998-12-31")
    page.get_by_label("Why, by which paper").fill("He resigned; letter of 31 December 1998")
    press(page, "End the power")
    told(page, f"The power of {officer} ends with")


def the_packs_are_taken(supervisor: Page, examiner: Page, at: str) -> None:
    """The examiner's month by himself, the hand-over by the supervisor."""
    examiner.goto(f"{at}/")
    go(examiner, "5", "Examiner pack")
    examiner.get_by_label("Month", exact=True).fill("1998-11")
    press(examiner, "Show the month")
    expect(examiner.get_by_text("November 1998: the registers and counts")).to_be_visible()
    with examiner.expect_download() as taken:
        follow(examiner, "Download the pack of 1998-11")
    assert taken.value.suggested_filename == "examiner-pack-mim-1998-1998-11.zip"
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert archive.testzip() is None
    examiner.reload()
    expect(examiner.get_by_text("the link makes the same pack again")).to_be_visible()

    supervisor.goto(f"{at}/agent/")
    follow(supervisor, "Hand over")
    supervisor.get_by_label("With the print files").uncheck()
    with supervisor.expect_download() as taken:
        press(supervisor, "Export the records")
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert archive.testzip() is None
        assert "manifest.json" in archive.namelist()


def test_differences_letters_instructions_and_the_agent(plan, signed_in):
    page, second = signed_in("clerk"), signed_in("supervisor")
    at = f"/plans/{plan.slug}"
    page.goto(f"{at}/")

    a_difference_is_owned_explained_and_mended(page, second, at)
    a_letter_is_recorded_and_answered(page, second)
    instructions_are_followed_or_refused(page, at)
    the_agent_is_changed_by_two_persons(page, second, at)
    the_power_of_a_signatory_is_ended(page, plan, at)
    the_packs_are_taken(second, signed_in("examiner"), at)
