"""The certificates that a presentation is answered with: numbered, frozen, sent to the press in a run of their own."""

from django.db.models import F

from certificates.enums import CertificateState, PresentationKind, RunKind, RunStatus
from certificates.models import (
    Certificate,
    NumberSeries,
    Presentation,
    RequestedCertificate,
    Run,
    RunChunk,
    RunItem,
)
from certificates.press import fit_registration
from certificates.rules.content import (
    ORIGINAL,
    CertificateContent,
    frozen_content,
    frozen_face,
    replacement_of,
)
from certificates.rules.numbering import certificate_number
from certificates.rules.words import in_words
from certificates.selectors.face import face_terms
from certificates.selectors.presentations import Examination
from certificates.services import runs, templates
from certificates.services.allotment import mailing_panel
from ledger.models import Plan
from ledger.selectors import plan_day
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def issue(
    presentation: Presentation, examined: Examination, actor: Actor
) -> tuple[Run | None, list[Certificate]]:
    """The run and its certificates, in the order in which they were requested; none where nothing is issued.

    Must be called under the plan's lock. The checker's approval of the presentation releases the run once what is
    pressed was read back and agrees.
    """
    if not examined.requested:
        return None, []
    plan = presentation.plan
    today = plan_day.today(plan)
    face = face_terms(plan, today, signed=True)
    run = Run.objects.create(
        plan=plan,
        kind=RunKind.PRESENTATION,
        status=RunStatus.PRESSING,
        template_version=templates.current_version(face, actor=actor),
        face=frozen_face(face),
        face_sha256=face.digest(),
        chunk_size=len(examined.requested),
        created_at=clock.now(),
        created_by=actor.name,
    )
    first = _take_numbers(plan, len(examined.requested))
    chunk = RunChunk.objects.create(
        run=run,
        seq=1,
        item_count=len(examined.requested),
        rights=sum(row.quantity for row in examined.requested),
    )
    replaced = _replaced(presentation, examined)
    issued = []
    for leg, row in enumerate(examined.requested):
        content = _content(run, first + leg, row, replaced, is_legended=examined.legends[leg])
        certificate = Certificate(
            plan=plan,
            number=first + leg,
            text=content.number,
            account=row.account,
            quantity=row.quantity,
            state=CertificateState.ALLOCATED,
            status=content.status,
            void_legend=content.void_legend,
            dated_on=today,
            run=run,
            template_version=run.template_version,
            content=frozen_content(content),
            content_sha256=content.digest(run.face_sha256),
            replaces=replaced,
            allotted_at=clock.now(),
        )
        audit.stamp(certificate, actor=actor, reason=str(presentation)).save(force_insert=True)
        RequestedCertificate.objects.filter(pk=row.pk).update(certificate=certificate)
        RunItem.objects.create(
            run=run, chunk=chunk, account=row.account, leg=leg, quantity=row.quantity, certificate=certificate
        )
        issued.append(certificate)
    runs.send_to_press(run)
    return run, issued


def _take_numbers(plan: Plan, count: int) -> int:
    """The first of `count` consecutive numbers, taken from the plan's series for ever."""
    series, _ = NumberSeries.objects.get_or_create(plan=plan)
    first = series.next_number
    NumberSeries.objects.filter(pk=series.pk).update(next_number=F("next_number") + count)
    return first


def _replaced(presentation: Presentation, examined: Examination) -> Certificate | None:
    """The certificate that the new one stands for, where it was lost or mutilated."""
    if presentation.kind != PresentationKind.REPLACEMENT:
        return None
    return examined.presented[0]


def _content(
    run: Run, serial: int, row: RequestedCertificate, replaced: Certificate | None, *, is_legended: bool
) -> CertificateContent:
    account = row.account
    return CertificateContent(
        number=certificate_number(serial),
        rights=row.quantity,
        rights_in_words=in_words(row.quantity),
        registration=fit_registration(account.registration_lines),
        account=account.number,
        batch=f"{run.plan.slug}-{run.pk}",
        address=mailing_panel(account),
        status=replacement_of(replaced.text) if replaced else ORIGINAL,
        void_legend=is_legended,
    )
