"""One issued certificate: the very pages of its print file kept in the archive, or a marked copy sent by e-mail."""

import hashlib
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

from certificates.models import ArchivedCopy, Certificate
from certificates.selectors.copies import recipients
from certificates.services import viewing
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor

FOLDER = "certificates"


def archive(*, certificate: Certificate, actor: Actor) -> ArchivedCopy:
    """The certificate's file, stored by the hash of its bytes; the copy that is there already where it has one.

    RuleViolation before the release, Conflict where the print file is missing or was changed in the store.
    """
    content = viewing.printed(_issued(certificate, actor))
    stored = storage.store([content], folder=FOLDER, suffix=".pdf")
    with transaction.atomic():
        copy, is_new = ArchivedCopy.objects.get_or_create(
            certificate=certificate,
            sha256=stored.sha256,
            defaults={
                "storage_name": stored.name,
                "size": stored.size,
                "archived_at": clock.now(),
                "archived_by": actor.name,
            },
        )
        if is_new:
            audit.record(
                "certificate.archived",
                plan=certificate.plan,
                target=certificate,
                after={"sha256": stored.sha256},
                actor=actor,
            )
    return copy


def send(*, certificate: Certificate, recipient: str, actor: Actor) -> None:
    """A copy of the certificate, marked as one, as the attachment of an e-mail to an address on record.

    RuleViolation before the release or for an address that is not on record (`selectors.copies.recipients`); Conflict
    where the mail server does not take it: then nothing is recorded.
    """
    if recipient not in recipients(certificate.plan):
        raise RuleViolation(
            f"{recipient} is no address on record of an officer in office or of the staff, and a certificate goes to "
            "nobody else."
        )
    content = viewing.shown(_issued(certificate, actor))
    message = EmailMessage(
        # One line, whatever a plan's name holds: a header must not be broken.
        subject=" ".join(f"{certificate.plan.name}: Rights Certificate {certificate.text}".split()),
        body=f"Attached is a copy of Rights Certificate {certificate.text}. It is no certificate itself.\n",
        to=[recipient],
        attachments=[(f"{certificate.text}.pdf", content, "application/pdf")],
    )
    with transaction.atomic():
        audit.record(
            "certificate.sent",
            plan=certificate.plan,
            target=certificate,
            after={"recipient": recipient, "sha256": hashlib.sha256(content).hexdigest()},
            actor=actor,
        )
        try:
            message.send()
        except (SMTPException, OSError) as error:
            raise Conflict(f"The mail server did not take the message ({error}). Try again later.") from error


def _issued(certificate: Certificate, actor: Actor) -> Certificate:
    require_propose(actor, Act.RUN)
    if not viewing.is_issued(certificate):
        raise RuleViolation(
            f"{certificate.text} is not issued: a draft is looked at, and neither kept nor sent.", rule="R25"
        )
    return certificate
