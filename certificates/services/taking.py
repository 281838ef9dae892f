"""What leaves the house: print files, the manifest, the totals page and the mail house's package of a released run.

Every way out checks the role, refuses a live run that no second person released, checks each file against its
hash and writes one audit event. A rehearsal may be taken at any time: its pages bear their watermark.
"""

from collections.abc import Iterator
from typing import IO

from certificates.documents.batch_totals import batch_totals
from certificates.enums import RunStatus
from certificates.models import PrintFile, ProofReport, Run
from certificates.models.run import RELEASED_FIRST
from certificates.selectors import manifest as listing
from certificates.services import files
from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common.actor import Actor
from rightsadmin.common.archives import Member, zipped
from rightsadmin.common.exports import csv_for_programs

DOWNLOADED = "file.downloaded"


def print_file(*, print_file: PrintFile, actor: Actor, part: range | None = None) -> IO[bytes]:
    """One print file, or the part of it that an interrupted download still lacks, open and checked against its hash;
    the caller closes it. The event tells the bytes of a part.
    """
    what = {"print_file": print_file.sha256}
    if part is not None:
        what["bytes"] = f"{part.start}-{part.stop - 1}"
    _allow(print_file.run, actor)
    _log(print_file.run, str(print_file), actor, after=what)
    return files.opened(print_file)


def manifest(*, run: Run, actor: Actor) -> Iterator[str]:
    """The manifest as CSV lines, streamed."""
    _take(run, "manifest", actor)
    return csv_for_programs(listing.manifest(run))


def totals_page(*, run: Run, actor: Actor) -> bytes:
    """The batch totals page as a PDF; RuleViolation before the run is proved."""
    _take(run, "totals page", actor)
    return batch_totals(listing.totals_page(run, _proof(run)))


def package(*, run: Run, actor: Actor) -> Iterator[bytes]:
    """One zip for the mail house: print files in postal order, manifest, totals page, checksums.

    It is made while it is sent: at most one print file is in memory. The checks are made before the first byte;
    Conflict in the middle of the stream where a file is not what its hash says, so that the archive is broken off.
    """
    _take(run, "package", actor)
    totals = batch_totals(listing.totals_page(run, _proof(run)))
    return zipped(_members(run, totals), at=run.ended_at or run.created_at)


def _take(run: Run, what: str, actor: Actor) -> None:
    _allow(run, actor)
    _log(run, what, actor)


def _allow(run: Run, actor: Actor) -> None:
    require_propose(actor, Act.RUN)
    if run.kind in RELEASED_FIRST and run.status != RunStatus.RELEASED:
        raise RuleViolation(
            f"{run} is {run.get_status_display().lower()}: nothing of it leaves the house before a second person "
            "releases it.",
            rule="R25",
        )


def _log(run: Run, what: str, actor: Actor, after: dict[str, str] | None = None) -> None:
    audit.record(DOWNLOADED, plan=run.plan, target=run, reason=what, after=after, actor=actor)


def _proof(run: Run) -> ProofReport:
    report = ProofReport.objects.filter(run=run, passed=True).first()
    if report is None or run.separation is None:
        raise RuleViolation(f"{run} has no proof over a separation, so it has no totals page.", rule="R25")
    return report


def _members(run: Run, totals: bytes) -> Iterator[Member]:
    for place, file in enumerate(listing.print_files(run), start=1):
        yield Member(listing.file_name(place, file), [files.read(file)])
    yield Member("manifest.csv", (line.encode() for line in csv_for_programs(listing.manifest(run))))
    yield Member("totals.pdf", [totals])
