"""The examiner pack of a month: every register over the real services, and the same pack made again."""

import csv
import hashlib
import io
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal

import pypdf
import pytest

from certificates.enums import PaymentForm, PresentationKind, StopKind
from certificates.models import Certificate, Election
from certificates.rules.turnaround import Month, month_of
from certificates.selectors import turnaround
from certificates.selectors.examiner import REGISTERS
from certificates.services import examiner_pack, inquiries, presentations, returned_mail, stops, vault
from certificates.services.presentations import ElectionTold
from ledger.enums import EntitlementBasis
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Break
from ledger.services import control_book, entitlements, plans, reconciliation
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests.certificates.factories import RELEASE_DAY, approve, clerk
from tests.certificates.presented import GOOD, checked, mailed_plan, received
from tests.factories import account, actor, document, new_york
from tests.owner import behind_the_program

pytestmark = pytest.mark.django_db
JANUARY = Month(date(1999, 1, 1))
SYSTEM = Actor.system("tests")


@pytest.fixture
def plan():
    return mailed_plan()


def taken(plan, month=JANUARY, known_at=None, by="examiner"):
    """The bytes of the pack, and each of its files by name."""
    data = b"".join(examiner_pack.take(plan=plan, month=month, known_at=known_at, actor=actor(by)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data, {name: archive.read(name) for name in archive.namelist()}


def rows(files, name):
    """The rows of a register as dictionaries."""
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"))))


def transferred(plan, number=2):
    """A presentation of one certificate, posted."""
    old = Certificate.objects.select_related("account").get(plan=plan, number=number)
    item = received(plan, PresentationKind.TRANSFER, number)
    presentations.examine(
        presentation=item,
        evidence=GOOD,
        requested=[(account(plan, registration_lines=["=RICHARD ROE"]), old.quantity)],
        actor=clerk(),
    )
    checked(item)
    return old, item


def test_pack_has_every_register_and_fitting_checksums(plan):
    _, files = taken(plan)
    assert list(files) == [
        *(register.file_name for register in REGISTERS),
        "README.txt",
        "summary.pdf",
        "SHA256SUMS",
    ]
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert all(files[register.file_name].splitlines() for register in REGISTERS)
    (page,) = pypdf.PdfReader(io.BytesIO(files["summary.pdf"])).pages
    assert "Examiner pack, January 1999" in page.extract_text()


def test_items_of_the_month_are_logged_counted_and_cancelled(plan):
    old, item = transferred(plan)
    received(plan, PresentationKind.COMBINATION, 3, 4)
    _, files = taken(plan)
    first, second = rows(files, "17ad-6-receipts")
    assert (first["ticket"], first["status"], first["business days"], first["routine"]) == (
        f"P-{item.number:06d}", "Posted", "0", "yes"
    )  # fmt: skip
    assert (second["certificates"], second["status"]) == ("2", "On the maker's desk")
    counts = [row for row in rows(files, "17ad-2-turnaround") if row["month"] == "1999-01"]
    assert [row["scope"] for row in counts] == ["this plan", "all plans"]
    assert (counts[0]["routine received"], counts[0]["ratio"], counts[0]["still running"]) == (
        "2",
        "1 of 1",
        "1",
    )
    (cancelled,) = rows(files, "17ad-6-cancelled")
    assert (cancelled["certificate"], cancelled["became"], cancelled["item"]) == (
        old.text, "cancelled", first["ticket"]
    )  # fmt: skip
    journal = rows(files, "17ad-6-transfer-journal")
    assert {row["kind"] for row in journal if row["effective on"].startswith("1999-01")} == {
        "Transfer of certificated Rights"
    }


def test_stops_and_holds_in_force_at_the_end_of_the_month_are_listed(plan):
    stopped = Certificate.objects.get(plan=plan, number=2)
    stops.place_stop(
        certificate=stopped,
        kind=StopKind.ADVERSE_CLAIM,
        from_on=RELEASE_DAY,
        reason="Claimed by a bank",
        authority="Letter of the bank",
        actor=clerk(),
    )
    (row,) = rows(taken(plan)[1], "17ad-6-stops")
    assert (row["on"], row["number"], row["authority"]) == ("certificate", stopped.text, "Letter of the bank")


def test_inquiries_are_due_answered_once_and_reported(plan):
    asked = inquiries.record_inquiry(
        plan=plan, received_on=date(1999, 1, 4), sender="JANE ROE", subject="=Where is it?", actor=clerk()
    )
    assert asked.due_on == date(1999, 1, 11)
    with pytest.raises(RuleViolation, match="still to come"):
        inquiries.record_inquiry(
            plan=plan, received_on=date(1999, 1, 5), sender="JANE ROE", subject="Again", actor=clerk()
        )
    plan = plans.pin(plan=plan, day=date(1999, 1, 12), actor=SYSTEM)
    (row,) = rows(taken(plan)[1], "17ad-5-inquiries")
    assert (row["subject"], row["late"]) == ("'=Where is it?", "yes")
    inquiries.answer_inquiry(inquiry=asked, answered_on=date(1999, 1, 12), answer="Mailed.", actor=clerk())
    with pytest.raises(Conflict, match="was answered"):
        inquiries.answer_inquiry(
            inquiry=asked, answered_on=date(1999, 1, 12), answer="Once more.", actor=clerk()
        )
    with pytest.raises(NotAuthorised):
        inquiries.answer_inquiry(
            inquiry=asked, answered_on=date(1999, 1, 12), answer="No.", actor=actor("examiner")
        )


def test_differences_of_the_month_and_those_aged_are_reported(plan):
    control_book.record_control_book(
        plan=plan,
        as_of=RELEASE_DAY,
        outstanding=Decimal(17_890_839),
        treasury=Decimal(),
        reserved=Decimal(),
        document=document(plan, "Order of the officer"),
        actor=SYSTEM,
    )
    reconciliation.reconcile(plan=plan, actor=SYSTEM)
    _, files = taken(plan)
    (difference,) = rows(files, "17ad-10-differences")
    assert (difference["identity"], difference["difference"]) == ("Common outstanding", "100")
    assert rows(files, "17ad-11-aged") == []
    changes = rows(files, "17ad-10-control-book")
    assert (changes[-1]["in the month"], changes[-1]["authorisation"]) == ("yes", "Order of the officer")
    plan = plans.pin(plan=plan, day=date(1999, 2, 28), actor=SYSTEM)
    (aged,) = rows(taken(plan, Month(date(1999, 2, 1)))[1], "17ad-11-aged")
    assert (aged["days"], aged["value"], aged["valued by"]) == ("55", "", "No price of shares is on record")


def test_acts_of_a_month_carry_maker_checker_and_digest(plan):
    today = clock.today()
    plan = plans.pin(plan=plan, day=None, actor=SYSTEM)
    _, files = taken(plan, month_of(today))
    approvals = rows(files, "17ad-13-approvals")
    assert {(row["maker"], row["checker"], row["status"]) for row in approvals} == {
        ("Clerk Tester", "Supervisor Tester", "Approved"),
        ("Counsel Tester", "Supervisor Tester", "Approved"),
    }
    assert all(len(row["digest"]) == 64 for row in approvals)
    assert "separation.posted" in {row["did"] for row in rows(files, "17ad-13-audit")}


def test_pack_made_again_with_its_instant_is_the_same(plan):
    transferred(plan)
    waiting = received(plan, PresentationKind.COMBINATION, 3, 4)
    reconciliation.reconcile(plan=plan, actor=SYSTEM)
    first, _ = taken(plan)
    known_at = AuditEvent.objects.filter(reason=examiner_pack.REASON).latest("at").after["known_at"]
    presentations.return_to_presenter(presentation=waiting, reason="Sent back unopened", actor=clerk())
    inquiries.record_inquiry(
        plan=plan, received_on=RELEASE_DAY, sender="JANE ROE", subject="Where is it?", actor=clerk()
    )
    plan = plans.pin(plan=plan, day=RELEASE_DAY + timedelta(days=30), actor=SYSTEM)
    again, _ = taken(plan, known_at=datetime.fromisoformat(known_at))
    assert again == first
    assert taken(plan)[0] != first


def test_only_an_examiner_or_a_supervisor_takes_it_and_not_of_the_future(plan):
    with pytest.raises(NotAuthorised):
        taken(plan, by="clerk")
    with pytest.raises(RuleViolation, match="had not begun"):
        taken(plan, Month(date(1999, 2, 1)))
    with pytest.raises(RuleViolation, match="still to come"):
        taken(plan, known_at=clock.now() + timedelta(days=1))
    taken(plan, by="supervisor")
    (event,) = AuditEvent.objects.filter(reason=examiner_pack.REASON)
    assert (event.actor_name, event.after["month"]) == ("Supervisor Tester", "1999-01")


def test_cash_of_exercises_covers_their_price_and_the_rights_are_those_elected(plan):
    approve(
        entitlements.propose(
            plan=plan,
            basis=EntitlementBasis.FLIP_IN,
            effective_at=new_york("1998-12-30T18:00"),
            security="Units of 1/1,000 share of Series A Junior Participating Preferred Stock",
            market_price=Decimal("4.375"),
            document=document(plan, "Officer's certificate of the market price"),
            actor=clerk(),
        )
    )
    item = received(plan, PresentationKind.EXERCISE, 2)
    bought = ElectionTold(
        rights=100,
        payment_form=PaymentForm.CERTIFIED_CHECK,
        tendered=Decimal("2000.00"),
        deliver_to="JANE ROE",
        collected_on=RELEASE_DAY,
        market_price=Decimal("4.375"),
        price_document=document(plan, "Certificate of prices"),
    )
    presentations.examine(presentation=item, evidence=GOOD, elected=bought, actor=clerk())
    checked(item)
    told = {each["code"]: each for each in reconciliation.reconcile(plan=plan, actor=SYSTEM).identities}
    assert (told["cash"]["left"], told["cash"]["right"], told["cash"]["outcome"]) == ("2000", "2000", "holds")
    assert (told["exercised"]["left"], told["exercised"]["right"]) == ("100", "100")
    with behind_the_program():  # what no service does, the guards aside
        Election.objects.update(tendered=Decimal("1999.99"))
    reconciliation.reconcile(plan=plan, actor=SYSTEM)
    short = Break.objects.get()
    assert (short.identity, short.key, short.difference, short.value) == (
        "cash", f"P-{item.number:06d}", "-0.01", Decimal("0.01")
    )  # fmt: skip


def test_the_running_month_is_counted_for_the_alarm(plan):
    transferred(plan)
    counted = turnaround.months(plan, turnaround.latest_month(plan), clock.now())[-1]
    assert (counted.month, counted.received, counted.may_be_late, counted.is_final) == (JANUARY, 1, 0, False)


def test_lost_holders_stolen_certificates_and_destroyed_paper_are_reported(plan):
    old, _ = transferred(plan)
    third, fourth = Certificate.objects.filter(plan=plan, number__in=(3, 4)).order_by("number")
    piece = returned_mail.record_return(
        plan=plan, code=third.text, reason="Moved", returned_on=RELEASE_DAY, actor=clerk()
    )
    returned_mail.re_mail(mail=piece, remailed_on=RELEASE_DAY, reason="Registered mail", actor=clerk())
    stop = stops.place_stop(
        certificate=fourth,
        kind=StopKind.STOLEN,
        from_on=RELEASE_DAY,
        reason="Burglary",
        authority="The holder",
        actor=clerk(),
    )
    stops.record_report(stop=stop, kind="loss", sent_on=RELEASE_DAY, reference="SIC 1", actor=clerk())
    box = vault.open_box(plan=plan, label="A-1", location="Vault 2", actor=clerk())
    vault.put_away(box=box, numbers=old.text, actor=clerk())
    plan = plans.pin(plan=plan, day=date(1999, 2, 1), actor=SYSTEM)
    returned_mail.record_return(
        plan=plan, code=third.text, reason="Moved", returned_on=date(1999, 2, 1), actor=clerk()
    )
    _, files = taken(plan, Month(date(1999, 2, 1)))
    (returned,) = rows(files, "17ad-17-returned-mail")
    (lost,) = rows(files, "17ad-17-lost-holders")
    assert (returned["certificate"], lost["account"], lost["lost on"]) == (
        third.text, third.account.number, "1999-02-01"
    )  # fmt: skip
    assert [row["search"] for row in rows(files, "17ad-17-searches")] == ["1"]
    (stolen,) = rows(files, "17f-1-losses")
    assert (stolen["certificate"], stolen["report"], stolen["late"], stolen["reference"]) == (
        fourth.text, "Report of the loss", "no", "SIC 1"
    )  # fmt: skip
    (stored,) = rows(files, "17ad-19-stored")
    assert (stored["certificate"], stored["box"], stored["destruction"]) == (old.text, "A-1", "")
    assert rows(files, "17ad-19-destroyed") == []
