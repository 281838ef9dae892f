"""One certificate on the screen: a copy of its two pages of the print file, or a draft before the release."""

import io
from dataclasses import replace

import pikepdf

from certificates.documents.copy_mark import Mark, marked
from certificates.documents.pictures import png
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
from ledger.enums import Act
from ledger.models import Plan
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from ledger.services import audit, taking
from rightsadmin.common.actor import Actor

SPECIMEN_RIGHTS = 1_000
# In these a certificate is good for what it says; in every other, its copy bears the word of the state.
GOOD = frozenset(
    {
        CertificateState.PRINTED,
        CertificateState.COUNTERSIGNED,
        CertificateState.MAILED,
        CertificateState.RETURNED,
    }
)


def warm() -> None:
    """Makes this process ready to press and to show: the self-check, and the face of the drafts now looked at."""
    at_work = Run.objects.exclude(status__in=ENDED).exclude(kind=RunKind.NOTICE)
    run = at_work.select_related("template_version").order_by("-pk").first()
    template = _draft_template(run) if run else load_template(*CERTIFICATE, SAMPLE_FACE)
    press_one(template, PROBE)


def certificate_pdf(*, certificate: Certificate, actor: Actor) -> bytes:
    """The certificate as a file to keep: what `shown` shows, with an audit event that says who took it."""
    taking.take_file(plan=certificate.plan, target=certificate, what="one certificate", actor=actor)
    return shown(certificate)


def accessible_pdf(*, certificate: Certificate, actor: Actor) -> bytes:
    """The certificate as a tagged PDF/UA-1 of two pages: for a reader by ear, not a print file's pages.

    The same words: those printed after the release, under COPY or the word of its state; before it (or for a voided
    number) those of the draft.
    """
    taking.take_file(plan=certificate.plan, target=certificate, what="accessible copy", actor=actor)
    return accessible_copy(_template(certificate), thawed_content(certificate.content))


def certificate_picture(*, certificate: Certificate, page: int, actor: Actor) -> bytes:
    """The front (0) or the reverse (1) as a PNG, as `shown` shows it, with an audit event that says who saw it."""
    require_propose(actor, Act.TAKING)
    audit.record(
        "certificate.shown",
        plan=certificate.plan,
        target=certificate,
        reason="the reverse" if page else "the front",
        actor=actor,
    )
    return png(shown(certificate), page=page)


def shown(certificate: Certificate) -> bytes:
    """The certificate as a PDF of two pages, for the screen.

    After the release: its printed pages with COPY over each, or the word of the state in which nobody may take it for
    good (CANCELLED, STOPPED, LOST), and a line that tells its number and state. Before, or where the number was
    voided: the same content under the DRAFT watermark and without signatures.
    """
    if is_issued(certificate):
        return marked(printed(certificate), _mark(certificate))
    return press_one(_template(certificate), thawed_content(certificate.content))


def printed(certificate: Certificate) -> bytes:
    """The very pages of the print file, whose hash is checked (Conflict where it differs); of an issued one only."""
    return item_pdf(certificate.item)


def _mark(certificate: Certificate) -> Mark:
    state = certificate.get_state_display()
    return Mark(
        word=Watermark.COPY.value if certificate.state in GOOD else state.upper(),
        line=f"Copy of Rights Certificate {certificate.text}, {state.lower()} as of "
        f"{date_text(plan_day.today(certificate.plan))}. It is no certificate, and no Right can be exercised or "
        "transferred by it.",
    )


def _word_of_the_face(certificate: Certificate) -> Watermark:
    """The mark's word where the face has room for it; SURRENDERED, which it has not, is a copy."""
    word = _mark(certificate).word
    return Watermark(word) if word in set(Watermark) else Watermark.COPY


def is_issued(certificate: Certificate) -> bool:
    """Whether the certificate left the house: its run was released and its number not voided."""
    return certificate.run.status == RunStatus.RELEASED and certificate.state != CertificateState.VOIDED


def _template(certificate: Certificate) -> PressTemplate:
    """The run's template under the word of a copy, or under DRAFT and without signatures where it is not issued."""
    if not is_issued(certificate):
        return _draft_template(certificate.run)
    version, face = certificate.run.template_version, thawed_face(certificate.run.face)
    return load_template(
        version.document, version.version, replace(face, watermark=_word_of_the_face(certificate))
    )


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
    require_propose(actor, Act.TAKING)
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
    taking.take_file(plan=plan, target=plan, what="specimen", actor=actor)
    return press_one(load_template(*CERTIFICATE, face), content)
