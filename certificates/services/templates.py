"""The version of the certificate's template that runs print, frozen with its first use."""

from django.db import transaction

from certificates.enums import RunKind
from certificates.models import Run, TemplateVersion
from certificates.press import PressTemplate, load_template
from certificates.press.letter import LetterTemplate, load_letter
from certificates.press.template import CERTIFICATE
from certificates.rules.content import FaceTerms, thawed_face
from ledger.errors import Conflict, RuleViolation
from ledger.rules.dates import date_text
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def current_version(face: FaceTerms, *, actor: Actor) -> TemplateVersion:
    """The version new runs print, recorded with its digest when first used.

    RuleViolation where its files were edited after that: a version is never edited, a new one is made.
    """
    document, number = CERTIFICATE
    template = load_template(document, number, face)
    return recorded(template, actor=actor)


def recorded(template: PressTemplate | LetterTemplate, *, actor: Actor) -> TemplateVersion:
    """The row of a document's version, made with its first use; RuleViolation where its files were edited since."""
    document, number = template.name, template.version
    with transaction.atomic():
        version = TemplateVersion.objects.filter(document=document, version=number).first()
        if version is None:
            version = TemplateVersion(
                document=document, version=number, sha256=template.digest, first_used_at=clock.now()
            )
            audit.stamp(version, actor=actor, reason="first used").save()
    if version.sha256 != template.digest:
        raise RuleViolation(
            f"The files of {version} are not those first used on {date_text(version.first_used_at)}. Put them "
            "back and make a new version for the change."
        )
    return version


def template_of(run: Run) -> PressTemplate | LetterTemplate:
    """The run's template on what it froze; Conflict where the files changed since the run began."""
    version = run.template_version
    template: PressTemplate | LetterTemplate
    if run.kind == RunKind.NOTICE:
        template = load_letter(version.document, version.version, run.face)
    else:
        template = load_template(version.document, version.version, thawed_face(run.face))
    if template.digest != version.sha256:
        raise Conflict(
            f"The files of {version} changed while run {run.pk} was pressed. Put them back and retry, or cancel "
            "the run and start another."
        )
    return template
