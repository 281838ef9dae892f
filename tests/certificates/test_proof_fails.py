"""The proof of a run in the failing direction: whatever moved on either side stands against the release."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db.models import F

from certificates.enums import CertificateState, ItemState, RunStatus
from certificates.models import Certificate, ProofReport, Run, RunItem
from certificates.press import ReadCertificate
from certificates.selectors.readings import compare
from certificates.services import presentations, pressing, proof, release
from ledger.errors import RuleViolation
from ledger.models import Separation
from ledger.services import control_book
from tests.certificates.factories import (
    DISTRIBUTION_DATE,
    OUTSTANDING,
    approve,
    clerk,
    separated_plan,
    supervisor,
)
from tests.certificates.presented import GOOD, mailed_plan, received, work_off
from tests.factories import document

READ = ReadCertificate(
    number="R-0000001",
    rights_in_figures="1,040",
    rights_in_words="one thousand forty",
    registration=("JANE ROE",),
    address=("1 Main Street",),
    account="000001",
    controls="",
    echo="",
    barcode="R-0000001",
    first_page=0,
)
PRESSED = SimpleNamespace(
    quantity=1_040,
    printed={
        "number": "R-0000001",
        "rights_in_words": "one thousand forty",
        "registration": ["JANE ROE"],
        "address": ["1 Main Street"],
        "account": "000001",
    },
)


@pytest.fixture
def run(db, pressed_run) -> Run:
    """A live run of three certificates, proved."""
    return pressed_run(separated_plan(3).plan)


def proved_again(run, **changes):
    """A later report of the run, but for the changes as the last one."""
    report = ProofReport.objects.filter(run=run).first()
    report.pk = None
    for name, value in changes.items():
        setattr(report, name, value)
    report.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"files_sha256": "0" * 64}, {"passed": False, "differences": ["One."]}])
def test_a_proof_of_other_files_or_one_that_differs_releases_nothing(run, changes):
    proved_again(run, **changes)
    with pytest.raises(RuleViolation, match="not proved to equal the ledger"):
        release.propose_release(run=run, actor=clerk())
    run.refresh_from_db()
    assert run.status == RunStatus.PROVED


def test_what_agrees_is_proved_again(run):
    assert proof.conclude(run).passed


@pytest.mark.parametrize("part", ["void_rights", "withheld_rights", "fraction_rights"])
def test_a_part_of_the_separation_that_the_ledger_does_not_have_differs(run, part):
    """One Right told otherwise: the parts are then one more than the ledger has, the certificates one less."""
    told = {part: F(part) + 1, "certificate_rights": F("certificate_rights") - 1}
    Separation.objects.filter(pk=run.separation_id).update(**told)
    run.separation.refresh_from_db()
    report = proof.conclude(run)
    assert not report.passed
    parts, certificates = report.differences
    assert parts.startswith("Certificates, exceptions, void, withheld and fractions: 17,890,740; ")
    assert certificates.startswith("Certificate Rights of the separation: 17,890,738; ")


def test_a_control_book_that_says_otherwise_differs(run):
    control_book.record_control_book(
        plan=run.plan,
        as_of=DISTRIBUTION_DATE,
        outstanding=Decimal(OUTSTANDING + 1),
        treasury=Decimal(),
        reserved=Decimal(),
        document=document(run.plan, "Issuer's order"),
        actor=supervisor(),
    )
    (difference,) = proof.conclude(run).differences
    assert difference.startswith("Common of the master securityholder file")


def test_a_certificate_that_is_gone_from_the_record_differs(run):
    first = Certificate.objects.filter(run=run).order_by("number").first()
    Certificate.objects.filter(pk=first.pk).update(state=CertificateState.VOIDED, void_reason="Torn")
    assert any(
        difference.startswith("Certificates on record for this run")
        for difference in proof.conclude(run).differences
    )


def test_what_reads_as_it_was_pressed_differs_in_nothing():
    assert compare([READ], [PRESSED]) == []


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("number", "R-0000002", "number"),
        ("barcode", "R-0000002", "bar code"),
        ("rights_in_figures", "1,041", "Rights in figures"),
        ("rights_in_words", "one thousand fourteen", "Rights in words"),
        ("registration", ("JOHN ROE",), "registration"),
        ("address", (), "address"),
        ("account", "000002", "account"),
    ],
)
def test_each_field_that_reads_otherwise_is_named(field, value, named):
    (difference,) = compare([replace(READ, **{field: value})], [PRESSED])
    assert difference.startswith(f"R-0000001: the {named} reads ")


@pytest.mark.parametrize(("read", "pressed"), [([], [PRESSED]), ([READ, READ], [PRESSED])])
def test_as_many_are_read_as_were_pressed(read, pressed):
    assert compare(read, pressed) == [f"{len(read)} certificates were read where 1 were pressed."]


@pytest.mark.django_db
def test_what_replaces_a_cancelled_certificate_is_never_set_aside(monkeypatch):
    """The holder's old certificate is gone: the run fails, and he is not left with nothing."""
    plan = mailed_plan(3)
    item = received(plan, "split_up", 1)
    certificate = Certificate.objects.select_related("account").get(plan=plan, number=1)
    parts = [(certificate.account, 40), (certificate.account, certificate.quantity - 40)]
    presentations.examine(presentation=item, evidence=GOOD, requested=parts, actor=clerk())
    approve(presentations.propose(presentation=item, actor=clerk()))
    item.refresh_from_db()
    press = pressing.press

    def broken(template, contents):
        if any(content.number.startswith("R-") for content in contents):
            raise ValueError("The face cannot be laid out.")
        return press(template, contents)

    monkeypatch.setattr(pressing, "press", broken)
    work_off(item.run)
    run = Run.objects.get(pk=item.run_id)
    assert run.status == RunStatus.FAILED
    assert "cannot be laid out" in run.message
    states = Certificate.objects.filter(run=run).values_list("state", flat=True)
    assert set(states) == {CertificateState.ALLOCATED}
    assert not RunItem.objects.filter(run=run).exclude(state=ItemState.WAITING).exists()
