"""A clerk and a supervisor carry a small plan from the announcement to released certificates, by the pages alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.stories import close_questions

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)
PRESSED_WITHIN = 90_000  # milliseconds: a cold worker builds the master of the certificate first


def paper(page: Page, title: str, dated: str, kind: str = "other") -> None:
    page.get_by_label("Title of the paper").fill(title)
    page.get_by_label("Kind of paper").select_option(kind)
    page.get_by_label("Dated").fill(dated)


def approve(page: Page, subject: str) -> None:
    """The second person opens his inbox, reads, and agrees."""
    page.goto("/approvals/")
    page.get_by_role("link", name=re.compile(subject)).first.click()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    page.get_by_label("Reason").fill("Read and agreed.")
    page.get_by_role("button", name="Approve and carry out").click()
    expect(page.locator(".message, .note--success, [role=status]").first).to_be_visible()


def test_from_the_announcement_to_released_certificates(plan, signed_in, celery_worker):  # noqa: PLR0915 - a story
    close_questions(plan, "declaration")
    clerk, supervisor = signed_in("clerk"), signed_in("supervisor")
    at = f"/plans/{plan.slug}"

    clerk.goto(f"{at}/facts/record/acquiring_person_announced/")
    clerk.get_by_label("Happened at").fill("1998-12-15T08:30")
    clerk.get_by_label("Person or group").fill("Blackthorn Partners L.P.")
    clerk.get_by_label("Percentage announced").fill("16.2")
    paper(clerk, "Schedule 13D of Blackthorn Partners L.P.", "1998-12-15", "schedule_13d")
    clerk.get_by_role("button", name="Record the fact").click()
    expect(clerk.get_by_text("Wednesday 30 December 1998").first).to_be_visible()
    for prong in ("Prong (i)", "Prong (ii)", "Prong (iii)", "Prong (iv)"):
        expect(clerk.get_by_text(prong, exact=True).first).to_be_visible()

    clerk.get_by_role("link", name=re.compile("Announcement")).first.click()
    paper(clerk, "Officer's certificate as to the Acquiring Person", "1998-12-17", "officer_certificate")
    clerk.get_by_role("button", name="Propose to confirm").click()
    approve(supervisor, "Confirm prong")

    clerk.goto(f"{at}/holders/000002/finding/")
    clerk.get_by_label("Person or group").fill("Blackthorn Partners L.P.")
    clerk.get_by_label("Shares beneficially owned").fill("2898300")
    clerk.get_by_label("Why").fill("Schedule 13D, item 5")
    paper(clerk, "Certificate as to beneficial ownership", "1998-12-17")
    clerk.get_by_role("button", name="Propose the finding").click()
    approve(supervisor, "Blackthorn Partners")

    counsel = signed_in("counsel")  # counsel’s word is counsel’s to give
    for code, reading in (
        ("DQ1", "close of business on Monday 24 November 2008"),
        ("DQ2", "the price of one Unit"),
    ):
        counsel.goto(f"{at}/questions/{code}/")
        counsel.get_by_role("link", name="Record a confirmation").click()
        counsel.get_by_label("Title of the paper").fill("Opinion of counsel")
        counsel.get_by_label("Dated").fill("1998-12-22")
        counsel.get_by_label("In force from").fill("1998-11-24")
        counsel.get_by_label("The paper itself").set_input_files(
            {"name": "opinion.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
        )
        counsel.get_by_label("What the paper confirms").fill("Counsel confirms the reading.")
        counsel.get_by_role("radio", name=reading).first.check()
        counsel.get_by_role("button", name="Propose to a second person").click()
        approve(supervisor, f"Close {code}")

    clerk.goto(f"{at}/facts/record/distribution_notice/")
    clerk.get_by_label("Happened at").fill("1998-12-31T09:15")
    paper(clerk, "The company's written notice", "1998-12-31", "notice")
    clerk.get_by_role("button", name="Record the fact").click()

    clerk.goto(f"{at}/separation/")
    clerk.get_by_role("button", name="Take the snapshot and propose").click()
    expect(clerk.get_by_text("waits for a second person").first).to_be_visible()
    approve(supervisor, "Separate the Rights")

    clerk.goto(f"{at}/runs/begin/")
    clerk.get_by_label("Live").check()
    clerk.get_by_role("button", name="Begin the run").click()
    expect(clerk.get_by_text("Proved", exact=True).first).to_be_visible(timeout=PRESSED_WITHIN)
    clerk.reload()
    expect(clerk.get_by_text("Agrees with the ledger").first).to_be_visible()
    clerk.get_by_role("button", name="Propose the release").click()
    approve(supervisor, "[Rr]elease")

    supervisor.goto(f"{at}/certificates/")
    expect(supervisor.get_by_role("link", name=re.compile(r"R-000000\d")).first).to_be_visible()
    supervisor.get_by_role("link", name=re.compile(r"R-000000\d")).first.click()
    expect(supervisor.get_by_role("heading", name=re.compile(r"R-000000\d"))).to_be_visible()
