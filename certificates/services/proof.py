"""The proof of a run: every print file is read back from the store and compared with the ledger (R25)."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from certificates.enums import CertificateState, ItemState, RunKind
from certificates.models import Certificate, ProofReport, Run, RunChunk, RunItem
from certificates.press import UnreadableError
from certificates.selectors import voided as voided_rights
from certificates.services import claims, files, matter
from certificates.services.locks import lock_claimed
from ledger.enums import BatchKind, Standing, SystemRole
from ledger.errors import Conflict
from ledger.models import BatchNet, Separation
from ledger.selectors import balances
from ledger.selectors.control_book import control_book
from ledger.services.locks import PATIENTLY
from rightsadmin.common import clock

# Differences kept of a chunk and of a run: enough to find the cause, never a row that grows without end.
KEPT_DIFFERENCES = 50
_READ = ("read_count", "read_rights", "differences")


def prove_chunk(chunk: RunChunk) -> bool:
    """Reads the claimed chunk's file back and keeps what was read; True where this claim finished it.

    A chunk whose file differs from its certificates has failed, with every difference named; pressing it again
    is then the remedy.
    """
    read, differences = _read(chunk)
    with transaction.atomic():
        current = lock_claimed(chunk, timeout=PATIENTLY)
        if current is None:
            return False
        current.read_count, current.read_rights = read
        current.differences = differences[:KEPT_DIFFERENCES]
        if differences:
            claims.give_back(current, claims.PROVE, differences[0], *_READ, last=True)
        else:
            claims.finish(current, claims.PROVE, *_READ)
    return True


def _read(chunk: RunChunk) -> tuple[tuple[int, int], list[str]]:
    """How many items and Rights the file says, and every difference from what was to be pressed."""
    items = list(
        RunItem.objects.filter(chunk=chunk, state=ItemState.PRESSED)
        .select_related("certificate")
        .order_by("place")
    )
    if chunk.print_file is None:
        return (0, 0), ["The chunk has no print file."] if items else []
    try:
        return matter.read(chunk.run, files.read(chunk.print_file), items)
    except (Conflict, UnreadableError) as error:
        return (0, 0), [f"{chunk.print_file}: {error}"]


def conclude(run: Run) -> ProofReport:
    """The report over the whole run, from what was read back, the rows and the ledger; all chunks must be proved.

    Of a live run: the certificates read back, those of earlier runs and those withheld as exceptions make the
    certificate Rights of the separation; with void, withheld and fractions they make the Rights outstanding of
    the ledger; and the control book agrees with the master securityholder file.
    """
    totals, differences = _totals(run)
    return ProofReport.objects.create(
        run=run,
        at=clock.now(),
        passed=not differences,
        totals={name: _text(value) for name, value in totals.items()},
        files_sha256=files.digest_of(run),
        differences=differences[:KEPT_DIFFERENCES],
    )


def _totals(run: Run) -> tuple[dict[str, Any], list[str]]:
    read = RunChunk.objects.filter(run=run).aggregate(
        count=Coalesce(Sum("read_count"), 0), rights=Coalesce(Sum("read_rights"), 0)
    )
    pressed = _count(RunItem.objects.filter(run=run, state=ItemState.PRESSED))
    exceptions = _count(RunItem.objects.filter(run=run, state=ItemState.EXCEPTION))
    totals = {
        "certificates": read["count"],
        "certificate_rights": read["rights"],
        "exceptions": exceptions["count"],
        "exception_rights": exceptions["rights"],
    }
    differences = []
    if read != pressed:
        differences.append(
            f"{read['count']:,} certificates for {read['rights']:,} Rights were read back, "
            f"{pressed['count']:,} for {pressed['rights']:,} were pressed."
        )
    if run.kind == RunKind.LIVE and run.separation:
        _add_ledger(run, run.separation, totals, differences)
    return totals, differences


def _add_ledger(run: Run, separation: Separation, totals: dict[str, Any], differences: list[str]) -> None:
    live = Certificate.objects.filter(run=run).exclude(state=CertificateState.VOIDED)
    earlier = _count(
        Certificate.objects.filter(run__separation=separation)
        .exclude(run=run)
        .exclude(state=CertificateState.VOIDED)
    )
    voided = Certificate.objects.filter(run=run, state=CertificateState.VOIDED).count()
    on = separation.distribution_date
    ledger, book = balances.totals(run.plan, on=on), control_book(run.plan, on)
    totals |= {
        "earlier_certificates": earlier["count"],
        "earlier_rights": earlier["rights"],
        "voided_numbers": voided,
        "voided_before_print": voided_rights.without_paper(run.plan),
        "void_rights": separation.void_rights,
        "withheld_rights": separation.withheld_rights,
        "fraction_rights": separation.fraction_rights,
        "rights_outstanding": ledger.rights_outstanding,
        "common_outstanding": ledger.common_outstanding,
        "control_book": book.outstanding if book else None,
    }
    accounted = (
        Decimal(totals["certificate_rights"] + earlier["rights"] + totals["exception_rights"])
        + separation.void_rights
        + separation.withheld_rights
        + separation.fraction_rights
        + totals["voided_before_print"]
    )
    pairs = (
        (
            "Certificates on record for this run",
            _count(live)["rights"],
            "read back",
            totals["certificate_rights"],
        ),
        (
            "Certificates, exceptions, void, withheld and fractions",
            accounted,
            "the Rights outstanding of the ledger and the fractions cancelled",
            ledger.rights_outstanding + _moved(separation, role=SystemRole.RIGHTS_CANCELLED),
        ),
        (
            "Certificate Rights of the separation",
            separation.certificate_rights + _moved(separation, is_since=True, standing=Standing.CERTIFICATED),
            "certificated in the ledger",
            ledger.certificated,
        ),
        (
            "Common of the master securityholder file",
            ledger.common_outstanding,
            "the control book",
            book.outstanding if book else Decimal(),
        ),
    )
    differences += [
        f"{left}: {_text(there)}; {right}: {_text(here)}."
        for left, there, right, here in pairs
        if there != here
    ]


def _moved(separation: Separation, *, is_since: bool = False, **place: str) -> Decimal:
    """The Rights that separations of the plan moved to a place: the posted one, and those of what a reversed voiding
    brought back since; `is_since`: by these alone.
    """
    nets = BatchNet.objects.filter(
        batch__plan=separation.plan_id,
        batch__kind=BatchKind.SEPARATION,
        batch__effective_on__lte=separation.distribution_date,
        **place,
    )
    if is_since:
        nets = nets.exclude(batch=separation.batch)
    return sum(nets.values_list("rights", flat=True), Decimal())


def _count(rows: Any) -> dict[str, int]:
    found: dict[str, int] = rows.aggregate(count=Count("pk"), rights=Coalesce(Sum("quantity"), 0))
    return {"count": found["count"], "rights": int(found["rights"])}


def _text(value: Decimal | int | None) -> str:
    if value is None:
        return "none"
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"
