"""The proof of the whole record: compared with its seal, then signed and put on the chain of proofs (decision 16)."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import connection, transaction

from ledger.models import SealHead
from ledger.selectors import kept_files, record_proofs, seal, staff
from ledger.services import audit
from rightsadmin.common import clock, formatting
from rightsadmin.common.actor import Actor
from rightsadmin.common.signing import sign

logger = logging.getLogger(__name__)

MOST_TOLD = 200
WEEK = 7


@contextmanager
def one_instant() -> Iterator[None]:
    """A snapshot, of which nothing is written; within a caller's transaction it is that one's."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def differences(outside: dict[str, Any] | None = None) -> list[str]:
    """A sentence for each block of rows that is not as sealed, for each proof of before that does not hold, and for
    each stored file that is not as stored. Writes nothing.
    """
    with one_instant():
        return [*seal.differences(), *seal.head_differences(outside), *kept_files.differences()]


def prove(*, actor: Actor) -> SealHead:
    """Proves the record, a seventh of its files each day of the week, and signs what it holds, whether it holds or not.

    The head is the next of the chain. What was added to the seal is folded into its blocks afterwards.
    """
    with one_instant():
        made_at, before = clock.now(), SealHead.objects.order_by("number").last()
        found = [
            *seal.differences(),
            *seal.head_differences(),
            *kept_files.differences(part=clock.new_york_date(made_at).toordinal() % WEEK, of=WEEK),
        ]
        number = before.number + 1 if before else 1
        content = seal.content_of(number, made_at, before, holds=not found)
        signed = sign(content.encode())
        head = SealHead.objects.create(
            number=number,
            made_at=made_at,
            content=content,
            digest=seal.digest_of(content),
            key=signed.key,
            signature=signed.value,
            holds=not found,
            differences=found[:MOST_TOLD],
        )
        audit.record(
            "record.proved",
            plan=None,
            target=head,
            after={"digest": head.digest, "differences": len(found)},
            actor=actor,
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT rightsadmin_seal_fold()")
    return head


def prove_and_tell(*, actor: Actor) -> SealHead:
    """Proves the record and mails the signed head to supervisors and examiners, where nobody of this house can change
    it. A mail that is not taken is told in the log: the head can be taken from its page.
    """
    head = prove(actor=actor)
    _mail(head)
    return head


def _mail(head: SealHead) -> None:
    """Sent when the proof is on record; a mail server that is slow or gone holds nothing up."""
    if not (recipients := staff.watchers()):
        logger.warning("Nobody has an e-mail address to be sent %s.", head)
        return
    said = "holds" if head.holds else f"DIFFERS in {len(head.differences)} places"
    message = EmailMessage(
        subject=f"{head}: {said}",
        body="\n".join(
            [
                f"{head} of {formatting.instant(head.made_at)}: the record {said}.",
                *head.differences,
                "",
                "Keep the attached head where nobody of this house can change it. To hold the record against it:",
                f"./run manage verify --head proof-{head.number}.json",
                "",
            ]
        ),
        bcc=recipients,
        attachments=[
            (
                f"proof-{head.number}.json",
                json.dumps(record_proofs.as_file(head), indent=1),
                "application/json",
            )
        ],
    )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("The mail of %s was not taken (%s): take the head from its page.", head, error)


def sealed_anew(names: list[str]) -> None:
    """Puts on record that a migration gave these tables other columns, so that their rows were sealed anew."""
    audit.record("record.sealed_anew", plan=None, after={"tables": names}, actor=Actor.system("migrate"))
