"""Notices: frozen words and figures, previewed by the press, approved, pressed for all, read back, mailed in time."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.db import IntegrityError, transaction

from certificates.enums import ItemState, NoticeKind, NoticeStatus, RunStatus
from certificates.models import Notice, PaymentList, PrintFile, ProofReport, Run, RunChunk, RunItem
from certificates.press.letter import read_letters
from certificates.services import files, notices, runs, work
from certificates.services.notices.drafting import PREVIEWED
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Adjustment, AuditEvent
from ledger.services import adjustments, approvals, voiding
from ledger.services.acts import redemption
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import attached_plan, clerk, separated_plan
from tests.ledger.stories import announce, close_questions, confirm, decide, find, plan_with_holders, resolve
from tests.states import made_once

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
BASIS = "Rights Agreement, section 26"


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch):
    monkeypatch.setattr(runs, "CHUNK_SIZE", 2)


@pytest.fixture
def issue(django_capture_on_commit_callbacks):
    """Proposes and approves a notice and lets its letters be pressed and proved."""

    def carry(notice):
        with django_capture_on_commit_callbacks(execute=True):
            decide(notices.propose(notice=notice, legal_basis=BASIS, actor=clerk()))
        return Notice.objects.select_related("run", "plan").get(pk=notice.pk)

    return carry


def redeemed(**form):
    plan, accounts = plan_with_holders()
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-15T12:00", **form)
    decide(redemption.propose(resolution=resolution, actor=clerk()))
    return plan, accounts, PaymentList.objects.get(plan=plan)


redeemed_in_cash = made_once(redeemed)


def begin_redemption(**form):
    plan, accounts, listed = redeemed(**form) if form else redeemed_in_cash()
    notice = notices.begin(plan=plan, kind=NoticeKind.REDEMPTION, payment_list=listed, actor=clerk())
    return notice, accounts


def split_notice(plan, record_date, days=20):
    return notices.begin(
        plan=plan,
        kind=NoticeKind.PROPOSED_ACTION,
        details={
            "action": "Split <3 for 2>",
            "record_date": record_date,
            "takes_effect": "",
            "days": days,
            "description": "The Board proposes a split.\n\nFractions are paid in cash & nothing else.",
        },
        actor=clerk(),
    )


def text_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    ("form", "labels", "sentence"),
    [
        (
            {"form": "common", "market_price": "4.375", "shares_available": "1000"},
            ["Account", "Rights redeemed", "Shares", "Cash for the fraction"],
            "which the Board pays in shares of",
        ),
        (
            {"form": "other", "consideration": "Warrants, one for each 100 Rights"},
            ["Account", "Rights redeemed"],
            "in this form: Warrants, one for each 100 Rights",
        ),
    ],
)
def test_the_notice_of_a_redemption_tells_the_form_that_the_board_chose(form, labels, sentence):
    notice, _ = begin_redemption(**form)
    assert notice.context["labels"] == labels
    words = " ".join(text_of(notices.preview(notice=notice)).split())
    assert sentence in words
    assert ("365" in words) is (form["form"] == "common")


def test_every_holder_gets_the_letter_with_his_own_figures(issue):
    notice, accounts = begin_redemption()
    assert (notice.mail_by, notice.recipients) == (date(1998, 12, 25), 3)

    notice = issue(notice)

    assert (notice.status, notice.run.status, notice.run.message) == (
        NoticeStatus.APPROVED,
        RunStatus.RELEASED,
        "",
    )
    assert ProofReport.objects.get(run=notice.run).passed
    assert PrintFile.objects.filter(run=notice.run).count() == 2
    data = files.read(PrintFile.objects.filter(run=notice.run).order_by("chunk__seq").last())
    (cede,) = read_letters(data, 1)
    assert cede.figures == (accounts["cede"].number, "16,000,000", "$1,600.00")
    assert cede.address == ("CEDE & CO", "1 Main Street", "Elmsford NY 10523")
    words = " ".join(text_of(data).split())
    assert "at the Redemption Price of $.0001 per Right" in words
    assert "operating on the summary" in words


def test_the_preview_is_pressed_by_the_same_path_under_a_watermark():
    notice, accounts = begin_redemption()
    words = text_of(notices.preview(notice=notice))
    assert "DRAFT" in words
    assert accounts["widow"].number in words
    assert notice.recipients == PREVIEWED
    assert not Run.objects.exists()


def test_only_a_second_person_issues_a_notice():
    notice, _ = begin_redemption()
    approval = notices.propose(notice=notice, legal_basis=BASIS, actor=clerk())
    with pytest.raises(NotAuthorised):
        decide(approval, "clerk")
    with pytest.raises(IntegrityError, match="second person"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(status=NoticeStatus.APPROVED, run=None)
    approvals.reject(approval_id=approval.pk, reason="Wrong day.", actor=factories.actor("supervisor"))
    notice.refresh_from_db()
    assert (notice.status, notice.approval) == (NoticeStatus.DRAFT, None)
    withdrawn = notices.withdraw(notice=notice, reason="Begun on the wrong day.", actor=clerk())
    assert withdrawn.status == NoticeStatus.WITHDRAWN
    with pytest.raises(IntegrityError, match="begin another"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(status=NoticeStatus.DRAFT)


def test_what_changed_since_it_was_begun_is_another_notice():
    plan = attached_plan(3)
    notice = notices.begin(plan=plan, kind=NoticeKind.SUMMARY, actor=clerk())
    approval = notices.propose(notice=notice, legal_basis=BASIS, actor=clerk())
    holder = plan.accounts.first()
    factories.give_common(plan, {holder: 1}, on=date(1998, 12, 8))
    with pytest.raises(Conflict, match="the facts changed"):
        decide(approval)
    assert not Run.objects.exists()


def test_nothing_leaves_the_house_before_the_letters_are_proved(issue, monkeypatch):
    notice, _ = begin_redemption()
    with pytest.raises(RuleViolation, match="not ready"):
        notices.package(notice=notice, actor=clerk())
    monkeypatch.setattr(runs, "send_to_press", lambda _run: None)
    notice = issue(notice)
    with pytest.raises(RuleViolation, match="not ready"):
        notices.manifest(notice=notice, actor=clerk())
    with pytest.raises(Conflict, match="not ready"):
        notices.mark_mailed(notice=notice, on=date(1998, 12, 15), actor=clerk())


def test_the_package_holds_print_files_and_a_manifest_that_agree(issue):
    notice, accounts = begin_redemption()
    notice = issue(notice)
    data = b"".join(notices.package(notice=notice, actor=clerk()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        rows = list(csv.reader(io.StringIO(archive.read("manifest.csv").decode())))
    assert [name for name in names if name.endswith(".pdf")] == sorted(
        name for name in names if name.endswith(".pdf")
    )
    heading, *letters = rows
    by_account = {row[heading.index("account")]: row for row in letters}
    assert by_account[accounts["widow"].number][heading.index("paid to you")] == "$89.07"
    assert [row[heading.index("account")] for row in letters][-1] == accounts["cede"].number
    assert AuditEvent.objects.filter(verb="file.downloaded", object_id=notice.pk).count() == 1


def test_the_day_it_was_mailed_is_recorded_once(issue):
    notice, _ = begin_redemption()
    notice = issue(notice)
    with pytest.raises(RuleViolation, match="to come"):
        notices.mark_mailed(notice=notice, on=date(1999, 1, 1), actor=clerk())
    mailed = notices.mark_mailed(notice=notice, on=date(1998, 12, 15), actor=clerk())
    assert (mailed.status, mailed.mailed_on) == (NoticeStatus.MAILED, date(1998, 12, 15))
    with pytest.raises(Conflict, match="not ready"):
        notices.mark_mailed(notice=mailed, on=date(1998, 12, 15), actor=clerk())


def test_a_record_date_that_leaves_too_few_days_is_blocked():
    plan = attached_plan(3)  # pinned to 15 December 1998
    notice = split_notice(plan, "1999-03-01")
    assert notice.mail_by == date(1999, 2, 9)
    assert split_notice(plan, "1999-03-01", days=10).mail_by == date(1999, 2, 19)
    with pytest.raises(RuleViolation, match="less than 20 days") as refused:
        split_notice(plan, "1999-01-03")
    assert refused.value.rule == "Agreement, section 25"
    words = " ".join(text_of(notices.preview(notice=notice)).split())
    assert "Split <3 for 2>" in words
    assert "paid in cash & nothing else" in words


def test_words_that_no_font_can_print_are_refused():
    plan = attached_plan(3)
    with pytest.raises(RuleViolation, match="cannot be printed"):
        notices.begin(
            plan=plan,
            kind=NoticeKind.PROPOSED_ACTION,
            details={
                "action": "Split \U00013000",
                "record_date": "1999-03-01",
                "days": 20,
                "description": "A split.",
            },
            actor=clerk(),
        )


def test_a_holder_who_cannot_be_addressed_is_an_exception(issue):
    plan = factories.mim_plan()
    good = factories.account(plan)
    bad = factories.account(plan, registration_lines=["\U00013000 HIEROGLYPH"])
    factories.give_common(plan, {good: 17_890_000, bad: 739})

    notice = issue(notices.begin(plan=plan, kind=NoticeKind.SUMMARY, actor=clerk()))

    assert notice.run.status == RunStatus.RELEASED
    item = RunItem.objects.get(run=notice.run, state=ItemState.EXCEPTION)
    assert item.account == bad
    assert "No font can print" in item.message


def test_no_expiration_is_told_while_it_is_in_question():
    plan = attached_plan(3)
    words = text_of(notices.preview(notice=notices.begin(plan=plan, kind=NoticeKind.SUMMARY, actor=clerk())))
    assert "They expire" not in words
    assert "$20.00" not in words  # what the price buys is in question too
    assert "15% or more" in words


def test_holders_are_told_of_the_distribution_date_once_it_has_come(issue):
    plan = attached_plan(3)
    with pytest.raises(RuleViolation, match="have not separated"):
        notices.begin(plan=plan, kind=NoticeKind.DISTRIBUTION, actor=clerk())
    plan = separated_plan(plan=plan).plan
    notice = issue(notices.begin(plan=plan, kind=NoticeKind.DISTRIBUTION, actor=clerk()))
    words = " ".join(text_of(files.read(notice.run.files.first())).split())
    assert "December 30, 1998" in words
    assert "November 24, 2008" in words
    assert "$20.00 per Unit" in words


def test_an_adjustment_is_summed_up_from_its_worksheet():
    plan, _ = plan_with_holders()
    decide(
        adjustments.propose(
            plan=plan,
            kind="rights_offering",
            inputs={"new_shares": "2000000", "offer_price": "4", "market_price": "5"},
            effective_at=factories.new_york("1998-12-10T09:00"),
            received_at=factories.new_york("1998-12-11T09:00"),
            document=factories.document(plan, "Certificate of adjustment"),
            actor=clerk(),
        )
    )
    notice = notices.begin(
        plan=plan, kind=NoticeKind.ADJUSTMENT, adjustment=Adjustment.objects.get(plan=plan), actor=clerk()
    )
    words = " ".join(text_of(notices.preview(notice=notice)).split())
    assert "Purchase Price $20.00 $19.60" in words
    assert "Section 11(b)" in words


def test_holders_are_told_of_another_number_of_rights():
    plan, _ = plan_with_holders()
    for kind, inputs in (
        ("rights_offering", {"new_shares": "2000000", "offer_price": "4", "market_price": "5"}),
        ("rights_number", {"of": "1", "announced_on": "1998-12-15"}),
    ):
        at = factories.new_york("1998-12-15T09:00")
        paper = factories.document(plan, "Certificate of adjustment")
        told = {"effective_at": at, "received_at": at, "document": paper, "actor": clerk()}
        decide(adjustments.propose(plan=plan, kind=kind, inputs=inputs, **told))
    row = Adjustment.objects.get(plan=plan, number=2)
    notice = notices.begin(plan=plan, kind=NoticeKind.ADJUSTMENT, adjustment=row, actor=clerk())
    words = " ".join(text_of(notices.preview(notice=notice)).split())
    assert "Section 11(i)" in words
    assert "each Right becomes 1.0204 Rights" in words
    assert "1 1.0204" in words


def test_holders_of_void_rights_are_written_to(issue):
    plan, accounts = plan_with_holders()
    with pytest.raises(RuleViolation, match="No Rights are posted as void"):
        notices.begin(plan=plan, kind=NoticeKind.VOID, actor=clerk())
    person = announce(plan).person
    find(plan, person, accounts["raider"], 400_000)
    confirm(plan)
    decide(voiding.propose(plan=plan, actor=clerk()))
    notice = issue(notices.begin(plan=plan, kind=NoticeKind.VOID, actor=clerk()))
    (letter,) = read_letters(files.read(notice.run.files.get()), 1)
    assert letter.figures == (accounts["raider"].number, "400,000")


def test_a_worker_that_dies_loses_no_letter(monkeypatch, issue):
    notice, _ = begin_redemption()
    monkeypatch.setattr(runs, "send_to_press", lambda _run: None)
    run = issue(notice).run
    RunChunk.objects.filter(run=run, seq=1).update(attempts=1)
    while work.press_next(run_id=run.pk, worker="one", actor=SYSTEM):
        pass
    first = PrintFile.objects.filter(run=run).values_list("sha256", flat=True)
    before = sorted(first)
    RunChunk.objects.filter(run=run).update(state="waiting", print_file=None)
    Run.objects.filter(pk=run.pk).update(status=RunStatus.PRESSING)
    while work.press_next(run_id=run.pk, worker="two", actor=SYSTEM):
        pass
    while work.prove_next(run_id=run.pk, worker="two", actor=SYSTEM):
        pass
    run.refresh_from_db()
    assert (run.status, sorted(PrintFile.objects.filter(run=run).values_list("sha256", flat=True))) == (
        RunStatus.RELEASED,
        before,
    )


def test_a_letter_that_reads_otherwise_fails_the_run(monkeypatch, issue):
    notice, _ = begin_redemption()
    monkeypatch.setattr(
        "certificates.services.matter.read_letters",
        lambda data, pages: [
            letter.__class__(letter.account, letter.address, (*letter.figures[:-1], "$9.99"))
            for letter in read_letters(data, pages)
        ],
    )
    notice = issue(notice)
    assert notice.run.status == RunStatus.FAILED
    assert "it should be" in notice.run.message
    assert Decimal(RunChunk.objects.filter(run=notice.run, state="failed").count()) == 2
