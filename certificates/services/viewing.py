"""One certificate on the screen: its two pages of the print file, or a draft before the release."""

import io
from dataclasses import replace

import pikepdf

from certificates.enums import CertificateState, RunKind, RunStatus
from certificates.models import Certificate, Run, RunItem
from certificates.models.run import ENDED
from certificates.press import PressTemplate, accessible_copy, load_template, press_one
from certificates.press.printfile import PAGES_EACH
from certificates.press.samples import PROBE, SAMPLE_FACE
from certificates.press.template import CERTIFICATE
from certificates.rules.content import SPECIMEN, CertificateContent, Watermark, thawed_content, thawed_face
from certificates.rules.words import in_words
from certificates.selectors.face import face_terms
from certificates.services import files
from ledger.models import Plan
from ledger.selectors import plan_day
from ledger.services import audit
from rightsadmin.common.actor import Actor

SPECIMEN_RIGHTS = 1_000


def warm() -> None:
    """Makes this process ready to press and to show: the self-check, and the face of the drafts now looked at."""
    at_work = Run.objects.exclude(status__in=ENDED).exclude(kind=RunKind.NOTICE)
    run = at_work.select_related("template_version").order_by("-pk").first()
    template = _draft_template(run) if run else load_template(*CERTIFICATE, SAMPLE_FACE)
    press_one(template, PROBE)


def certificate_pdf(*, certificate: Certificate, actor: Actor) -> bytes:
    """The certificate as a file to keep: what `shown` shows, with an audit event that says who took it."""
    audit.record(
        "file.downloaded", plan=certificate.plan, target=certificate, reason="one certificate", actor=actor
    )
    return shown(certificate)


def accessible_pdf(*, certificate: Certificate, actor: Actor) -> bytes:
    """The certificate as a tagged PDF/UA-1 of two pages: for a reader by ear, not a print file's pages.

    The same words: those printed after the release, before it (or for a voided number) those of the draft.
    """
    audit.record(
        "file.downloaded", plan=certificate.plan, target=certificate, reason="accessible copy", actor=actor
    )
    return accessible_copy(_template(certificate), thawed_content(certificate.content))


def shown(certificate: Certificate) -> bytes:
    """The certificate as a PDF of two pages, for the screen.

    After the release: the very pages of the print file, whose hash is checked (Conflict where it differs). Before,
    or where the number was voided: the same content under the DRAFT watermark and without signatures.
    """
    if is_issued(certificate):
        return item_pdf(certificate.item)
    return press_one(_template(certificate), thawed_content(certificate.content))


def is_issued(certificate: Certificate) -> bool:
    """Whether the certificate left the house: its run was released and its number not voided."""
    return certificate.run.status == RunStatus.RELEASED and certificate.state != CertificateState.VOIDED


def _template(certificate: Certificate) -> PressTemplate:
    """The run's template, with the DRAFT watermark and without signatures unless the certificate is issued."""
    if not is_issued(certificate):
        return _draft_template(certificate.run)
    version = certificate.run.template_version
    return load_template(version.document, version.version, thawed_face(certificate.run.face))


def _draft_template(run: Run) -> PressTemplate:
    version, face = run.template_version, thawed_face(run.face)
    return load_template(
        version.document, version.version, replace(face, watermark=Watermark.DRAFT, signed=False)
    )


def item_pdf(item: RunItem) -> bytes:
    """The two pages of a pressed item, taken out of its print file; the same bytes every time."""
    print_file, place = item.pages
    first = place * PAGES_EACH
    with pikepdf.open(io.BytesIO(files.read(print_file))) as batch, pikepdf.new() as single:
        single.pages.extend(batch.pages[first : first + PAGES_EACH])
        single.docinfo["/Title"] = f"Rights Certificate {item.printed['number']}"
        out = io.BytesIO()
        single.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def specimen_pdf(*, plan: Plan, actor: Actor) -> bytes:
    """A specimen of the plan's certificate on the terms in force today; takes no number and no holder.

    Raises Held or RuleViolation as `face_terms` does where the terms are not complete.
    """
    face = face_terms(plan, plan_day.today(plan), watermark=Watermark.SPECIMEN)
    content = CertificateContent(
        number="S-0000000",
        rights=SPECIMEN_RIGHTS,
        rights_in_words=in_words(SPECIMEN_RIGHTS),
        registration=("SPECIMEN",),
        account="SPECIMEN",
        batch="SPECIMEN",
        status=SPECIMEN,
    )
    audit.record("file.downloaded", plan=plan, target=plan, reason="specimen", actor=actor)
    return press_one(load_template(*CERTIFICATE, face), content)
