"""What leaves the house: print files, the manifest, the totals page and the mail house's package of a released run.

Every way out checks the role, refuses a live run that no second person released, checks each file against its
hash and writes one audit event. A rehearsal may be taken at any time: its pages bear their watermark.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import IO

from certificates.documents.batch_totals import batch_totals
from certificates.enums import RunStatus
from certificates.models import PrintFile, ProofReport, Run
from certificates.models.run import NUMBERED
from certificates.selectors import manifest as listing
from certificates.services import files
from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import AuditEvent
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from rightsadmin.common.clock import NEW_YORK
from rightsadmin.common.exports import csv_lines

DOWNLOADED = "file.downloaded"
RESUMED_WITHIN = timedelta(hours=1)


def print_file(*, print_file: PrintFile, actor: Actor, part: bool = False) -> IO[bytes]:
    """One print file, open and checked against its hash; the caller closes it.

    A `part` asked for by the same user within RESUMED_WITHIN of his last event for this file goes on with that
    download and writes no event of its own.
    """
    what = {"print_file": print_file.sha256}
    _allow(print_file.run, actor)
    if not (part and _is_resumed(print_file.run, what, actor)):
        _log(print_file.run, str(print_file), actor, after=what)
    return files.opened(print_file)


def manifest(*, run: Run, actor: Actor) -> Iterator[str]:
    """The manifest as CSV lines, streamed; no cell is taken for a formula."""
    _take(run, "manifest", actor)
    return csv_lines(listing.manifest(run))


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
    return _zipped(_entries(run, totals), run.ended_at or run.created_at)


def _take(run: Run, what: str, actor: Actor) -> None:
    _allow(run, actor)
    _log(run, what, actor)


def _allow(run: Run, actor: Actor) -> None:
    require_propose(actor, Act.RUN)
    if run.kind in NUMBERED and run.status != RunStatus.RELEASED:
        raise RuleViolation(
            f"{run} is {run.get_status_display().lower()}: nothing of it leaves the house before a second person "
            "releases it.",
            rule="R25",
        )


def _log(run: Run, what: str, actor: Actor, after: dict[str, str] | None = None) -> None:
    audit.record(DOWNLOADED, plan=run.plan, target=run, reason=what, after=after, actor=actor)


def _is_resumed(run: Run, what: dict[str, str], actor: Actor) -> bool:
    return AuditEvent.objects.filter(
        object_type=run._meta.model_name,
        object_id=run.pk,
        at__gte=clock.now() - RESUMED_WITHIN,
        verb=DOWNLOADED,
        user=actor.user,
        after=what,
    ).exists()


def _proof(run: Run) -> ProofReport:
    report = ProofReport.objects.filter(run=run, passed=True).first()
    if report is None or run.separation is None:
        raise RuleViolation(f"{run} has no proof over a separation, so it has no totals page.", rule="R25")
    return report


def _entries(run: Run, totals: bytes) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of the package: name and bytes in pieces."""
    for place, file in enumerate(listing.print_files(run), start=1):
        yield listing.file_name(place, file), [files.read(file)]
    yield "manifest.csv", (line.encode() for line in csv_lines(listing.manifest(run)))
    yield "totals.pdf", [totals]


class _Outbox(io.RawIOBase):
    """The end of the archive that was written and not sent yet; it cannot be rewound, as a stream cannot."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        """What waits, once."""
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken


def _zipped(entries: Iterable[tuple[str, Iterable[bytes]]], at: datetime) -> Iterator[bytes]:
    """The archive in pieces, the checksums of its files in its last entry."""
    outbox, sums = _Outbox(), []
    stamp = at.astimezone(NEW_YORK).timetuple()[:6]
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as archive:
        for name, pieces in entries:
            sha = hashlib.sha256()
            with archive.open(zipfile.ZipInfo(name, stamp), "w") as entry:
                for piece in pieces:
                    sha.update(piece)
                    entry.write(piece)
                    yield outbox.take()
            sums.append(f"{sha.hexdigest()}  {name}\n")
        archive.writestr(zipfile.ZipInfo("SHA256SUMS", stamp), "".join(sums))
    yield outbox.take()
