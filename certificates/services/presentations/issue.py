"""The certificates that a presentation is answered with: numbered, frozen, sent to the press in a run of their own."""

from certificates.enums import PresentationKind, RunKind
from certificates.models import (
    Certificate,
    Presentation,
    RequestedCertificate,
    Run,
)
from certificates.press import fit_registration
from certificates.rules.content import (
    ORIGINAL,
    CertificateContent,
    frozen_content,
    replacement_of,
)
from certificates.rules.numbering import certificate_number
from certificates.rules.words import in_words
from certificates.selectors.face import face_terms
from certificates.selectors.presentations import Examination
from certificates.services import making, register_history, runs
from certificates.services.allotment import mailing_panel
from certificates.services.making import Row
from ledger.selectors import plan_day
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
    run = runs.begin_with_face(
        face_terms(plan, plan_day.today(plan), signed=True),
        plan=plan,
        kind=RunKind.PRESENTATION,
        chunk_size=len(examined.requested),
        actor=actor,
    )
    making.make(run, [_rows(run, presentation, examined)])
    register_history.write_allocated(run, reason=str(presentation), actor=actor)
    issued = list(Certificate.objects.filter(run=run).select_related("account").order_by("number"))
    for row, certificate in zip(examined.requested, issued, strict=True):
        RequestedCertificate.objects.filter(pk=row.pk).update(certificate=certificate)
    runs.send_to_press(run)
    return run, issued


def _rows(run: Run, presentation: Presentation, examined: Examination) -> list[Row]:
    first, replaced = making.next_number(run.plan), _replaced(presentation, examined)
    rows = []
    for leg, asked in enumerate(examined.requested):
        content = _content(run, first + leg, asked, replaced, is_legended=examined.legends[leg])
        rows.append(
            Row(
                account=asked.account.pk,
                quantity=asked.quantity,
                content=frozen_content(content),
                content_sha256=content.digest(run.face_sha256),
                number=first + leg,
                leg=leg,
                void_legend=content.void_legend,
                replaces=replaced.pk if replaced else None,
            )
        )
    return rows


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
