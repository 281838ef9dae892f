"""The proof of a plan's certificates from the stored files and the rows, whatever a run said of itself (I3, I6)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from certificates.enums import CertificateState, ItemState, RunStatus
from certificates.models import Certificate, PrintFile, RunItem
from certificates.models.run import NUMBERED
from certificates.press import UnreadableError, readback
from certificates.rules.content import thawed_content
from certificates.selectors import evidence
from certificates.selectors.readings import compare
from ledger.enums import ENDED_STATES
from ledger.models import Plan
from ledger.selectors import balances
from rightsadmin.common import storage

NAMED = 20  # differences of one kind that are named one by one; the rest are counted


@dataclass
class Verification:
    """What was read and compared; `differences` empty means that files, rows and ledger agree.

    `certificates` and `rights` were read from the PDFs of live runs; `awaiting_rights` are certificated in the
    ledger and on no certificate yet, each explained by an exception or by a run still to come.
    """

    plan: Plan
    files: int = 0
    certificates: int = 0
    rights: int = 0
    voided_numbers: int = 0
    last_number: int = 0
    ledger_rights: Decimal = Decimal()
    awaiting_rights: Decimal = Decimal()
    differences: list[str] = field(default_factory=list)

    @property
    def verified(self) -> bool:
        return not self.differences


def verify(plan: Plan, *, read_files: bool = True) -> Verification:
    """Reads every stored print file of the plan's live runs back and compares it with rows and ledger; with
    `read_files` False only the rows are compared with the ledger.

    Hash of each file, each certificate's fields, frozen content against its digest, files without rows, numbers
    without a row, and for every account the certificated Rights of the ledger against its outstanding certificates.
    """
    found = Verification(plan)
    if read_files:
        _compare_files(found)
    _compare_content(found)
    _compare_numbers(found)
    _compare_accounts(found)
    return found


def _compare_files(found: Verification) -> None:
    files = PrintFile.objects.filter(
        run__plan=found.plan, run__kind__in=NUMBERED, chunk__isnull=False
    ).exclude(run__status=RunStatus.CANCELLED)
    for file in files.select_related("run", "chunk").order_by("run", "chunk__seq"):
        found.files += 1
        for difference in _differences_of(file, found):
            found.differences.append(f"{file.run}, {file.storage_name}: {difference}")


def _differences_of(file: PrintFile, found: Verification) -> Iterator[str]:
    try:
        with storage.files().open(file.storage_name) as stored:
            data = stored.read()
    except FileNotFoundError:
        yield "the file is missing in the store."
        return
    if hashlib.sha256(data).hexdigest() != file.sha256:
        yield "the file is not what its hash says."
        return
    try:
        read = readback(data)
    except UnreadableError as error:
        yield str(error)
        return
    found.certificates += len(read)
    found.rights += sum(certificate.rights for certificate in read)
    items = RunItem.objects.filter(chunk=file.chunk, state=ItemState.PRESSED).select_related("certificate")
    yield from compare(read, list(items.order_by("place")))


def _compare_content(found: Verification) -> None:
    """The frozen content still has the digest that is printed on the certificate."""
    rows = Certificate.objects.filter(plan=found.plan).values_list(
        "text", "quantity", "content", "content_sha256", "run__face_sha256"
    )
    for text, quantity, content, digest, face in rows.order_by("number").iterator(2_000):
        try:
            frozen = thawed_content(content)
        except (ValueError, KeyError, TypeError) as error:
            found.differences.append(f"Certificate {text}: its frozen content cannot be read ({error}).")
            continue
        if (frozen.number, frozen.rights, frozen.digest(face)) != (text, quantity, digest):
            found.differences.append(f"Certificate {text}: its frozen content is not what its digest says.")


def _compare_numbers(found: Verification) -> None:
    numbers = evidence.numbers(found.plan)
    found.last_number = numbers.given
    found.voided_numbers = Certificate.objects.filter(plan=found.plan, state=CertificateState.VOIDED).count()
    if not numbers.agree:
        found.differences.append(
            f"The series gave {numbers.given:,} numbers, but {numbers.on_record:,} certificates are on record, the "
            f"last one {numbers.last_on_record:,}: a number has no certificate (I6)."
        )


def _compare_accounts(found: Verification) -> None:
    """Certificated Rights = outstanding certificates + what awaits one, for each account (I3).

    Once the Rights have ended no certificate evidences any (R24, R46): then none may be left in the ledger.
    """
    totals = balances.totals(found.plan)
    found.ledger_rights = totals.certificated
    if found.plan.state in ENDED_STATES:
        if totals.certificated:
            found.differences.append(
                f"The Rights have ended, and {totals.certificated:,f} are still certificated in the ledger."
            )
        return
    shown = evidence.evidence(found.plan, NAMED)
    found.awaiting_rights = shown.awaiting
    found.differences += [
        f"Account {row.number}: {row.held.normalize():,f} Rights are certificated in the ledger, its certificates are "
        f"for {row.evidenced:,f}."
        for row in shown.first
    ]
    if shown.differing > NAMED:
        found.differences.append(f"… and {shown.differing - NAMED:,} accounts more.")
    if shown.on_certificates + shown.awaiting != totals.certificated:
        found.differences.append(
            f"Certificates for {shown.on_certificates:,} Rights and {shown.awaiting:,f} that await one are "
            f"not the {totals.certificated:,f} certificated in the ledger (I3)."
        )
