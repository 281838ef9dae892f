"""What leaves the house of a notice: its print files in postal order and the manifest, once proved and released."""

from collections.abc import Iterator

from certificates.enums import RunStatus
from certificates.models import Notice, Run
from certificates.selectors import manifest as listing
from certificates.services import files
from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common.actor import Actor
from rightsadmin.common.archives import Member, zipped
from rightsadmin.common.exports import csv_for_programs


def manifest(*, notice: Notice, actor: Actor) -> Iterator[str]:
    """The manifest as CSV lines, streamed."""
    return csv_for_programs(listing.letters(_taken(notice, "manifest", actor)))


def package(*, notice: Notice, actor: Actor) -> Iterator[bytes]:
    """One zip for the mail house: print files in postal order, manifest, checksums; made while it is sent."""
    run = _taken(notice, "package", actor)
    return zipped(_members(run), at=run.ended_at or run.created_at)


def _taken(notice: Notice, what: str, actor: Actor) -> Run:
    require_propose(actor, Act.NOTICE)
    run = notice.run
    if run is None or run.status != RunStatus.RELEASED:
        raise RuleViolation(
            f"{notice} is not ready: nothing of it leaves the house before its letters are approved, pressed and read "
            "back."
        )
    audit.record("file.downloaded", plan=notice.plan, target=notice, reason=what, actor=actor)
    return run


def _members(run: Run) -> Iterator[Member]:
    for place, file in enumerate(listing.print_files(run), start=1):
        yield Member(listing.file_name(place, file), [files.read(file)])
    yield Member("manifest.csv", (line.encode() for line in csv_for_programs(listing.letters(run))))
