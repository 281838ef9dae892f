"""The second person releases what was proved, and only then anything leaves the house."""

import hashlib
import io
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from certificates.enums import CertificateState, RunKind, RunStatus
from certificates.models import Certificate, ProofReport, Run
from certificates.selectors import samples
from certificates.selectors.verification import verify
from certificates.services import release, runs, taking, viewing
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.services import approvals, audit
from tests.certificates.conftest import pressed_and_released
from tests.certificates.factories import OUTSTANDING, approve, clerk, separated_plan, supervisor
from tests.factories import account, give_common, mim_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def proved_run(pressed_run):
    """Presses and proves a run over a fresh separation."""
    return lambda count=4: pressed_run(separated_plan(count).plan)


@pytest.fixture
def released_run(db):
    """Presses, proves and releases a run over a fresh separation."""

    def release_it(count=4):
        run = pressed_and_released(count)
        return Run.objects.select_related("plan").get(pk=run.pk)

    return release_it


def test_release_by_a_second_person_prints_every_certificate(released_run):
    run = released_run()

    assert run.status == RunStatus.RELEASED
    states = Certificate.objects.filter(run=run).values_list("state", flat=True)
    assert set(states) == {CertificateState.PRINTED}
    assert Certificate.history.filter(state=CertificateState.PRINTED).count() == 4


def test_release_by_the_maker_is_refused(proved_run):
    run = proved_run()
    maker = clerk()
    approval = release.propose_release(run=run, actor=maker)

    with pytest.raises(NotAuthorised):
        approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=maker)

    assert Run.objects.get(pk=run.pk).status == RunStatus.AWAITING_RELEASE


def test_rejected_release_may_be_proposed_again(proved_run):
    run = proved_run()
    approval = release.propose_release(run=run, actor=clerk())

    approvals.reject(approval_id=approval.pk, reason="The sample is not straight.", actor=supervisor())

    run = Run.objects.get(pk=run.pk)
    assert (run.status, run.approval) == (RunStatus.PROVED, None)
    release.propose_release(run=run, actor=clerk())


def test_rehearsal_is_never_released(pressed_run):
    run = pressed_run(separated_plan(3).plan, RunKind.REHEARSAL)

    with pytest.raises(RuleViolation, match="watermark"):
        release.propose_release(run=run, actor=clerk())


def test_run_that_waits_for_release_cannot_be_cancelled(proved_run):
    run = proved_run()
    release.propose_release(run=run, actor=clerk())

    with pytest.raises(Conflict):
        runs.cancel(run=run, reason="Too late.", actor=clerk())


def test_nothing_leaves_the_house_before_the_release(proved_run):
    run = proved_run()

    with pytest.raises(RuleViolation):
        taking.package(run=run, actor=clerk())
    with pytest.raises(RuleViolation):
        taking.manifest(run=run, actor=clerk())
    with pytest.raises(RuleViolation):
        taking.print_file(print_file=run.files.first(), actor=clerk())


def _text(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 2
        return document[0].get_textpage().get_text_range()


def test_certificate_shows_a_draft_before_and_the_printed_page_after_the_release(proved_run):
    run = proved_run()
    certificate = Certificate.objects.select_related("run").filter(run=run).first()
    draft = viewing.certificate_pdf(certificate=certificate, actor=clerk())

    approve(release.propose_release(run=run, actor=clerk()))
    certificate = Certificate.objects.select_related("run").get(pk=certificate.pk)
    printed = viewing.certificate_pdf(certificate=certificate, actor=clerk())

    assert "DRAFT" in _text(draft)
    assert "/s/" not in _text(draft)
    assert "DRAFT" not in _text(printed)
    assert certificate.text in _text(printed)
    assert "/s/" in _text(printed)
    assert "COPY" in _text(printed)


def test_package_holds_files_manifest_totals_and_their_checksums(released_run):
    run = released_run()

    data = b"".join(taking.package(run=run, actor=clerk()))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names == ["print/00001_R-0000001_R-0000004.pdf", "manifest.csv", "totals.pdf", "SHA256SUMS"]
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names[:-1]}
        manifest = archive.read("manifest.csv").decode().splitlines()
    assert len(manifest) == 5
    assert manifest[1].startswith("1,R-0000001,100,ONE HUNDRED,")
    assert "CEDE & CO" in manifest[4]


def test_verify_certificates_proves_a_released_plan(released_run, capsys):
    released_run()

    call_command("verify_certificates")

    assert "4 certificates for 17,890,739 Rights read back" in capsys.readouterr().out


def test_verify_certificates_names_a_changed_file(released_run, capsys, settings):
    run = released_run()
    file = run.files.get()
    path = f"{settings.MEDIA_ROOT}/{file.storage_name}"
    with open(path, "r+b") as stored:  # noqa: PTH123 - the bytes on the disk, behind the storage's back
        stored.seek(-40, 2)
        stored.write(b"X")

    with pytest.raises(CommandError):
        call_command("verify_certificates", run.plan.slug)

    assert f"{file.storage_name}: the file is not what its hash says." in capsys.readouterr().out
    with pytest.raises(Conflict):
        taking.print_file(print_file=file, actor=clerk())


def test_later_run_prints_only_what_the_first_could_not(pressed_run):
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    unprintable = account(plan, registration_lines=["\U00013000 HIEROGLYPH"])
    nominee = account(plan, registration_lines=["CEDE & CO"], registration="nominee", is_nominee=True)
    give_common(plan, {unprintable: 100, nominee: OUTSTANDING - 100})
    first = pressed_run(separated_plan(plan=plan).plan)
    approve(release.propose_release(run=first, actor=clerk()))

    unprintable.registration_lines = ["A. GLYPH"]
    audit.stamp(unprintable, actor=clerk(), reason="transcribed").save()
    second = pressed_run(plan)
    approve(release.propose_release(run=second, actor=clerk()))

    assert [certificate.account for certificate in Certificate.objects.filter(run=second)] == [unprintable]
    totals = ProofReport.objects.get(run=second).totals
    assert (totals["certificate_rights"], totals["earlier_rights"], totals["exceptions"]) == (
        "100",
        f"{OUTSTANDING - 100:,}",
        "0",
    )
    found = verify(plan)
    assert (found.differences, found.awaiting_rights, found.certificates) == ([], 0, 2)


def test_run_with_nothing_left_to_print_is_refused(released_run):
    run = released_run()

    with pytest.raises(RuleViolation, match="every holder with Rights has a certificate"):
        runs.create_run(plan=run.plan, actor=clerk())


def test_specimen_of_a_plan_needs_no_holder_and_no_run():
    plan = separated_plan(2).plan

    assert "SPECIMEN" in _text(viewing.specimen_pdf(plan=plan, actor=clerk()))


def test_manifest_has_every_name_as_it_is(pressed_run):
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    hostile = account(plan, registration_lines=["=HYPERLINK(1)"])
    nominee = account(plan, registration_lines=["CEDE & CO"], registration="nominee", is_nominee=True)
    give_common(plan, {hostile: 100, nominee: OUTSTANDING - 100})
    run = pressed_run(separated_plan(plan=plan).plan)
    approve(release.propose_release(run=run, actor=clerk()))

    lines = list(taking.manifest(run=Run.objects.get(pk=run.pk), actor=clerk()))

    assert ",=HYPERLINK(1)," in lines[1], "the mail house prints what stands there"


def test_a_second_person_is_led_to_five_faces_none_of_them_twice(proved_run):
    run = proved_run()
    approval = release.propose_release(run=run, actor=clerk())

    found = samples.of_run(run.pk, approval.digest)

    assert [why for why, _ in found][:2] == ["The first", "The last"]
    numbers = [certificate.number for _, certificate in found]
    assert len(set(numbers)) == len(numbers)
    client = Client()
    client.force_login(supervisor().user)
    page = client.get(reverse("ledger:approval", args=[approval.pk])).content.decode()
    for _, certificate in found:
        assert (
            reverse("certificates:certificate-picture", args=[run.plan.slug, certificate.number, 0]) in page
        )
