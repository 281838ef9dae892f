"""One certificate on demand: archived as the very pages of its print file, shown and sent as a marked copy of them."""

import time
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.urls import reverse

from certificates.documents.pictures import png
from certificates.enums import CertificateState
from certificates.models import ArchivedCopy, Certificate
from certificates.services import copies, files, viewing
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Signatory
from ledger.services import audit
from tests.certificates.conftest import pressed_and_released
from tests.certificates.factories import clerk, separated_plan
from tests.factories import actor
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db):
    """A released run of five certificates in several alphabets."""
    return pressed_and_released(5)


def certificates_of(run):
    return list(
        Certificate.objects.filter(run=run)
        .select_related("plan", "run__template_version", "item__chunk__print_file")
        .order_by("number")
    )


def events(verb):
    return list(AuditEvent.objects.filter(verb=verb).order_by("pk"))


def test_certificate_equals_its_pages_in_the_print_file(run):
    file = run.files.get()
    with pypdfium2.PdfDocument(files.read(file)) as printed:
        for place, certificate in enumerate(certificates_of(run)):
            single = viewing.printed(certificate)
            with pypdfium2.PdfDocument(single) as shown, pikepdf.open(BytesIO(single)) as alone:
                for page in (0, 1):
                    there, here = printed[2 * place + page], shown[page]
                    assert here.get_textpage().get_text_range() == there.get_textpage().get_text_range()
                    assert bytes(here.render(scale=2).buffer) == bytes(there.render(scale=2).buffer)
                assert len(alone.pages) == 2
            assert viewing.printed(certificate) == single


def words_of(content):
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


GOOD = {"printed", "countersigned", "mailed", "returned"}
NEVER_ISSUED = {"stock", "allocated", "voided"}


@pytest.mark.parametrize("state", [state for state in CertificateState.values if state not in NEVER_ISSUED])
def test_a_copy_bears_copy_or_the_state_in_which_it_is_good_for_nothing(run, state):
    certificate = certificates_of(run)[0]
    certificate.state = state  # in memory: what is laid over it follows from the state alone
    over = "COPY" if state in GOOD else state.upper()

    assert not any(over in page for page in words_of(viewing.printed(certificate)))
    for page in words_of(viewing.shown(certificate)):
        assert over in page
        assert f"Copy of Rights Certificate {certificate.text}, {state} as of" in page
    in_the_face = "COPY" if state == "surrendered" else over
    assert any(
        in_the_face in page
        for page in words_of(viewing.accessible_pdf(certificate=certificate, actor=clerk()))
    )


def test_whoever_looks_at_a_certificate_is_on_the_trail_and_an_administrator_does_not(run):
    certificate = certificates_of(run)[0]

    assert viewing.certificate_picture(certificate=certificate, page=1, actor=clerk()).startswith(b"\x89PNG")
    (event,) = events("certificate.shown")
    assert (event.object_id, event.reason, event.user) == (certificate.pk, "the reverse", clerk().user)
    for take in (viewing.certificate_pdf, viewing.accessible_pdf):
        with pytest.raises(NotAuthorised, match="needs the role"):
            take(certificate=certificate, actor=actor("administrator"))


@pytest.mark.scale
def test_certificate_on_demand_is_quick(run):
    certificate = certificates_of(run)[2]
    for name, show in {
        "the PDF": lambda: viewing.shown(certificate),
        "the archive": lambda: copies.archive(certificate=certificate, actor=clerk()),
        "an e-mail": lambda: copies.send(
            certificate=certificate, recipient=clerk().user.email, actor=clerk()
        ),
        "a picture": lambda: png(viewing.shown(certificate), page=0),
    }.items():
        show()
        began = time.perf_counter()
        show()
        print(f"{name}: {(time.perf_counter() - began) * 1000:.0f} ms warm")  # noqa: T201 - the figures


def test_archived_copy_is_kept_by_its_hash_and_once(run):
    certificate = certificates_of(run)[0]

    copy = copies.archive(certificate=certificate, actor=clerk())

    with default_storage.open(copy.storage_name) as stored:
        assert stored.read() == viewing.printed(certificate)
    assert copy.storage_name == f"certificates/{copy.sha256[:2]}/{copy.sha256}.pdf"
    assert copies.archive(certificate=certificate, actor=clerk()) == copy
    assert [event.after for event in events("certificate.archived")] == [{"sha256": copy.sha256}]


def test_archived_copy_never_changes(run):
    copy = copies.archive(certificate=certificates_of(run)[0], actor=clerk())

    with pytest.raises(IntegrityError, match="append-only"), as_owner():
        ArchivedCopy.objects.filter(pk=copy.pk).update(size=1)


def officer(run, **fields):
    made = Signatory(
        plan=run.plan, party="issuer", name="O. Fficer", title="Secretary", from_on="1998-11-24", **fields
    )
    audit.stamp(made, actor=clerk()).save()


def test_copy_goes_to_an_officer_in_office_with_its_hash_on_the_trail(run, mailoutbox):
    officer(run, email="officer@issuer.example")
    certificate = certificates_of(run)[0]

    copies.send(certificate=certificate, recipient="officer@issuer.example", actor=clerk())

    (message,) = mailoutbox
    assert (message.to, message.subject) == (
        ["officer@issuer.example"],
        f"MIM Corporation: Rights Certificate {certificate.text}",
    )
    ((name, content, kind),) = message.attachments
    assert (name, kind) == (f"{certificate.text}.pdf", "application/pdf")
    assert all("COPY" in page for page in words_of(content))
    (event,) = events("certificate.sent")
    assert event.after["recipient"] == "officer@issuer.example"


@pytest.mark.parametrize("address", ["former@issuer.example", "anybody@elsewhere.example"])
def test_copy_goes_to_nobody_else(run, mailoutbox, address):
    officer(run, email="former@issuer.example", until_on="1998-12-01")

    with pytest.raises(RuleViolation, match="no address on record"):
        copies.send(certificate=certificates_of(run)[0], recipient=address, actor=clerk())

    assert (mailoutbox, events("certificate.sent")) == ([], [])


def test_mail_server_that_refuses_leaves_no_trace(run, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(Conflict, match="did not take the message"):
        copies.send(certificate=certificates_of(run)[0], recipient=clerk().user.email, actor=clerk())

    assert events("certificate.sent") == []


def test_draft_is_neither_archived_nor_sent(pressed_run, mailoutbox):
    certificate = certificates_of(pressed_run(separated_plan(2).plan))[0]

    with pytest.raises(RuleViolation, match="is not issued"):
        copies.archive(certificate=certificate, actor=clerk())
    with pytest.raises(RuleViolation, match="is not issued"):
        copies.send(certificate=certificate, recipient=clerk().user.email, actor=clerk())
    assert (mailoutbox, ArchivedCopy.objects.count()) == ([], 0)


def test_examiner_neither_archives_nor_sends(run, client):
    certificate, examiner = certificates_of(run)[0], actor("examiner")
    with pytest.raises(NotAuthorised):
        copies.archive(certificate=certificate, actor=examiner)
    client.force_login(examiner.user)
    address = [run.plan.slug, certificate.number]

    assert client.post(reverse("certificates:certificate-archive", args=address)).status_code == 403
    assert client.get(reverse("certificates:certificate-send", args=address)).status_code == 403
    page = client.get(reverse("certificates:certificate", args=address)).content.decode()
    assert "Send by e-mail" not in page


def test_clerk_archives_and_sends_from_the_page(run, client, mailoutbox):
    certificate = certificates_of(run)[0]
    client.force_login(clerk().user)
    address = [run.plan.slug, certificate.number]
    page = reverse("certificates:certificate", args=address)
    assert "Send by e-mail" in client.get(page).content.decode()

    assert client.post(reverse("certificates:certificate-archive", args=address)).url == page
    send = reverse("certificates:certificate-send", args=address)
    assert clerk().user.email in client.get(send).content.decode()
    assert client.post(send, {"recipient": "anybody@elsewhere.example"}).status_code == 422
    assert client.post(send, {"recipient": clerk().user.email}).url == page

    assert len(mailoutbox) == 1
    shown = client.get(page).content.decode()
    assert "Archived" in shown
    assert ArchivedCopy.objects.get().sha256[:8] in shown.replace("-", "").lower()
