"""Every flow of the desk in a real browser: a clerk makes, a supervisor checks, the certificates go out."""

import re

import pytest
from playwright.sync_api import Page, expect

from certificates.enums import CertificateState
from certificates.models import Certificate, Presentation
from tests.browser.steps import follow, press, told
from tests.browser.test_mail_and_vault import fill_stop
from tests.browser.test_small_plan import approve, paper
from tests.certificates.presented import live, mail, mailed_plan, work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)


@pytest.fixture
def plan(transactional_db):
    """Seven holders whose certificates were mailed, on Monday 4 January 1999."""
    return mailed_plan()


@pytest.fixture
def desk(plan, signed_in):
    """A clerk's page on the desk of the plan."""
    page = signed_in("clerk")
    page.goto(f"/plans/{plan.slug}/presentations/")
    return page


@pytest.fixture
def checker(plan, signed_in):
    return signed_in("supervisor")


def receive(page: Page, numbers: str, kind: str, *, surrendered: bool = True) -> None:
    """Scans the certificates, takes the proposed presenter, and receives the item; ends on its ticket."""
    page.get_by_label("Main").get_by_role("link", name="Presentations").click()
    page.get_by_role("link", name="Receive an item").click()
    page.get_by_label("Certificates", exact=True).fill(numbers)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Received at").fill("1999-01-04T11:00")
    if not surrendered:
        page.get_by_label("The certificates themselves came").uncheck()
    page.get_by_role("button", name="Receive").click()
    expect(page.get_by_role("heading", name="What was scanned")).to_be_visible()
    page.get_by_role("button", name="Receive").click()
    expect(page.get_by_text("is received; it counts from Monday 4 January 1999")).to_be_visible()


def examine(page: Page) -> None:
    page.get_by_role("link", name="Examine", exact=True).click()
    for label in ("is signed", "matches the name"):
        page.get_by_label(label).check()


def guarantee(page: Page, owner: str = "No") -> None:
    """The certificate part, the guarantee and the screening, as they should be."""
    page.get_by_role("group", name="Box 1").get_by_label(owner).check()
    page.get_by_role("group", name="Box 2").get_by_label("No").check()
    page.get_by_label("Program").select_option(label="STAMP")
    page.get_by_label("First letter of the stamp").select_option("Z")
    page.get_by_label("Guarantor").fill("First National Bank of Elmsford")
    page.get_by_label("screened on").fill("1999-01-04")
    page.get_by_label("The screening is clear").check()


def ask(page: Page, *rows: tuple[str, int]) -> None:
    for place, (account, rights) in enumerate(rows, start=1):
        page.get_by_label(f"Account, certificate {place}").fill(account)
        page.get_by_label(f"Rights, certificate {place}").fill(str(rights))


def record(page: Page, verdict: str) -> None:
    page.get_by_role("button", name="Record what was found").click()
    expect(page.get_by_text(verdict).first).to_be_visible()


def check(page: Page, checker: Page, plan) -> Presentation:
    """The maker passes the item on, the second person agrees, and it is posted."""
    item = Presentation.objects.filter(plan=plan).order_by("-number").first()
    page.get_by_role("button", name="Pass to a checker").click()
    expect(page.get_by_text("The item waits for a checker.")).to_be_visible()
    approve(checker, f"P-{item.number:06d}")
    page.reload()
    expect(page.get_by_role("heading", name="What was posted")).to_be_visible()
    item.refresh_from_db()
    if item.run:
        work_off(item.run)
    return item


def owner_of(plan, number: int) -> str:
    return Certificate.objects.select_related("account").get(plan=plan, number=number).account.number


def issued(item) -> dict[int, int]:
    return dict(Certificate.objects.filter(run=item.run).values_list("number", "quantity"))


def transfer_with_balance_by_the_keyboard(plan, desk, checker):
    owner = owner_of(plan, 2)
    new = f"{int(owner_of(plan, 7)) + 1:06d}"
    keys = desk.keyboard
    desk.goto(f"/plans/{plan.slug}/")
    keys.press("g")
    keys.press("g")
    expect(desk.get_by_role("heading", name="Presentations", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Receive an item").press("Enter")
    expect(desk.get_by_label("Certificates", exact=True)).to_be_focused()
    keys.type("R-0000002")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    expect(desk.get_by_role("heading", name="What was scanned")).to_be_visible()
    expect(desk.get_by_role("textbox", name=re.compile("^Presenter"))).to_be_focused()
    keys.press("Enter")
    expect(desk.get_by_text("is received; it counts from")).to_be_visible()
    expect(desk.get_by_text("is not signed").first).to_be_visible()

    examine(desk)
    guarantee(desk)
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Open an account").click()
    account = opened.value
    account.get_by_label("Registration, as it is printed").fill("RICHARD ROE")
    account.get_by_label("Address lines").fill("2 Elm Street")
    account.get_by_label("City").fill("Rye")
    account.get_by_role("button", name="Open the account").click()
    expect(account.get_by_text(f"Account {new} is open.")).to_be_visible()
    account.close()
    desk.get_by_role("button", name="More rows").click()
    expect(desk.get_by_label("Account, certificate 6")).to_be_visible()
    ask(desk, (new, 30), (owner, 80))
    record(desk, "Examined: in good order")
    item = check(desk, checker, plan)
    assert list(issued(item).values()) == [30, 80]

    desk.get_by_role("link", name=f"Run {item.run_id}").click()
    expect(desk.get_by_role("link", name=item.ticket)).to_be_visible()
    desk.get_by_role("link", name="Record the countersignature").click()
    desk.get_by_label("Signatory of the Rights Agent").select_option(index=1)
    desk.get_by_role("button", name="Record the countersignature").click()
    desk.get_by_role("link", name="Record the mailing").click()
    desk.get_by_label("What shows it").fill("Receipt of the post office")
    desk.get_by_role("button", name="Record the mailing").click()
    expect(desk.get_by_text("2 certificates mailed.")).to_be_visible()


def defects_in_one_letter_then_the_company_then_the_legend(plan, desk, checker):
    receive(desk, "3", "Transfer")
    second_clerk_with_the_same_certificate_is_told(plan, checker)
    desk.get_by_role("link", name="Examine", exact=True).click()
    desk.get_by_role("group", name="Box 1").get_by_label("No").check()
    desk.get_by_role("group", name="Box 2").get_by_label("No").check()
    record(desk, "defects")
    desk.get_by_role("button", name="Send the letter").click()
    expect(desk.get_by_role("heading", name="The deficiency letter")).to_be_visible()
    expect(desk.get_by_text("The signature is not guaranteed").first).to_be_visible()

    examine(desk)
    guarantee(desk, owner="Left blank")
    ask(desk, (owner_of(plan, 1), 120))
    record(desk, "1 matter for the company")
    desk.get_by_role("link", name="Put to the company").click()
    desk.get_by_label("What the company is asked").fill("Box 1 is blank.")
    desk.get_by_role("button", name="Put it to the company").click()
    desk.get_by_role("link", name="The company’s word").click()
    desk.get_by_label("directs the void legend").check()
    paper(desk, "Letter of the company", "1999-01-04")
    desk.get_by_role("button", name="Record the company’s word").click()
    expect(desk.get_by_text("No defect, and nothing for the company")).to_be_visible()
    item = check(desk, checker, plan)
    assert Certificate.objects.get(run=item.run).void_legend


def rights_of_a_dead_owner_pass_to_his_heir(plan, desk, checker):
    receive(desk, "5", "Legal transfer")
    examine(desk)
    guarantee(desk)
    ask(desk, (owner_of(plan, 1), 140))
    desk.get_by_label("Ground").select_option("death")
    desk.get_by_label("certified copy of the death certificate").check()
    record(desk, "1 defect")
    expect(desk.get_by_text("letters testamentary").first).to_be_visible()
    desk.get_by_role("link", name="Examine", exact=True).click()
    desk.get_by_label("letters testamentary").check()
    desk.get_by_label("affidavit of domicile").check()
    record(desk, "Examined: in good order")
    item = check(desk, checker, plan)
    assert list(issued(item).values()) == [140]


def exercise_in_part_after_what_a_right_buys_was_fixed(plan, desk, checker):
    desk.goto(f"/plans/{plan.slug}/acts/entitlement/")
    desk.get_by_label("Effective at").fill("1998-12-30T18:00")
    desk.get_by_label("Market price of one").fill("4.375")
    desk.get_by_role("button", name="Show what would happen").click()
    expect(desk.get_by_text("9 1/7").first).to_be_visible()
    paper(desk, "Officer's certificate of the price", "1998-12-30", "officer_certificate")
    desk.get_by_role("button", name="Propose", exact=True).click()
    approve(checker, "Flip-In Event")

    desk.goto(f"/plans/{plan.slug}/presentations/")
    receive(desk, "R-0000006", "Exercise")
    examine(desk)
    guarantee(desk)
    desk.get_by_label("Rights exercised").fill("100")
    desk.get_by_label("Amount tendered").fill("2000.00")
    desk.get_by_label("Collected on").fill("1999-01-04")
    desk.get_by_label("Market price of what is delivered").fill("4.375")
    group = desk.get_by_role("group", name="Cash in place of a fraction")
    group.get_by_label("Certificate of the price").select_option(index=1)
    record(desk, "Examined: in good order")
    for words in ("914 whole", "2/7", "$1.25", "for 50 Rights"):
        expect(desk.get_by_text(words).first).to_be_visible()
    item = check(desk, checker, plan)
    assert list(issued(item).values()) == [50]
    expect(desk.get_by_text("914 whole")).to_be_visible()


def lost_certificate_is_replaced_after_its_stop(plan, desk, checker):
    old = Certificate.objects.get(plan=plan, number=4)
    desk.goto(f"/plans/{plan.slug}/certificates/4/")
    follow(desk, "Stop")
    fill_stop(desk, "lost")
    press(desk, "Place the stop")
    desk.goto(f"/plans/{plan.slug}/presentations/")
    receive(desk, "4", "Replacement", surrendered=False)
    examine(desk)
    desk.get_by_label("What happened").select_option("lost")
    desk.get_by_label("Stop in force").select_option(index=1)
    for name, title in (
        ("Affidavit of loss", "Affidavit of the holder"),
        ("Indemnity or bond", "Surety bond"),
    ):
        group = desk.get_by_role("group", name=name)
        group.get_by_label("its title").fill(title)
        group.get_by_label("dated").fill("1999-01-04")
    record(desk, "Examined: in good order")
    item = check(desk, checker, plan)
    assert list(issued(item).values()) == [130]
    old.refresh_from_db()
    assert old.state == CertificateState.REPLACED

    desk.goto(f"/plans/{plan.slug}/certificates/4/")
    follow(desk, "Its stop")
    follow(desk, "Record its recovery")
    desk.get_by_role("main").get_by_role("textbox").fill("Found behind a drawer, sent in by the holder")
    press(desk, "Record the recovery")
    told(desk, "R-0000004 came in and is cancelled")


def split_up_then_combination(plan, desk, checker):
    owner = owner_of(plan, 3)
    receive(desk, "R-0000003", "Split-up")
    examine(desk)
    ask(desk, (owner, 50), (owner, 70))
    record(desk, "Examined: in good order")
    first = check(desk, checker, plan)
    mail(first.run)

    receive(desk, " ".join(map(str, issued(first))), "Combination")
    examine(desk)
    ask(desk, (owner, 120))
    record(desk, "Examined: in good order")
    second = check(desk, checker, plan)
    mail(second.run)
    assert 120 in live(plan).values()
    desk.goto(f"/plans/{plan.slug}/presentations/?status=posted")
    expect(desk.get_by_role("link", name=re.compile(r"P-00000\d"))).to_have_count(4)


def second_clerk_with_the_same_certificate_is_told(plan, checker):
    checker.goto(f"/plans/{plan.slug}/presentations/receive/")
    checker.get_by_label("Certificates", exact=True).fill("R-0000003")
    checker.get_by_label("Transfer", exact=True).check()
    checker.get_by_role("button", name="Receive").click()
    expect(checker.get_by_text("On a ticket already")).to_be_visible()
    checker.get_by_role("button", name="Receive").click()
    expect(
        checker.get_by_text("is on ticket P-000002 already, received by Clerk Tester").first
    ).to_be_visible()


def test_items_of_other_owners_from_receipt_to_mailing(plan, desk, checker):
    transfer_with_balance_by_the_keyboard(plan, desk, checker)
    defects_in_one_letter_then_the_company_then_the_legend(plan, desk, checker)
    rights_of_a_dead_owner_pass_to_his_heir(plan, desk, checker)


def test_items_of_the_same_owner_from_receipt_to_mailing(plan, desk, checker):
    exercise_in_part_after_what_a_right_buys_was_fixed(plan, desk, checker)
    lost_certificate_is_replaced_after_its_stop(plan, desk, checker)
    split_up_then_combination(plan, desk, checker)
