"""Print files in the store: by the hash of their bytes, checked whenever they are read."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from certificates.models import PrintFile, Run, RunChunk
from ledger.errors import Conflict
from ledger.services.stored import checked
from rightsadmin.common import clock, storage
from rightsadmin.common.hashing import digest

if TYPE_CHECKING:  # the release needs this module in every process, and the press is a second to load
    from certificates.press import PrintFile as Pressed


def folder(run: Run) -> str:
    """Where the run's print files are, in the default storage."""
    return f"prints/run-{run.pk}"


def store(run: Run, pressed: Pressed) -> storage.Stored:
    """The bytes, stored by their hash; the same bytes are the same file, however often they are delivered.

    Conflict where the store does not take them: its disk is full, say. What was begun is written anew by a retry.
    """
    try:
        return storage.store([pressed.data], folder=folder(run), suffix=".pdf")
    except OSError as error:
        raise Conflict(
            f"The store did not take a print file of {len(pressed.data):,} bytes: {error.strerror or error}. Make "
            "room where print files are kept, then retry what failed."
        ) from error


def row_of(run: Run, pressed: Pressed, stored: storage.Stored) -> PrintFile:
    """The one row of a stored print file."""
    row, _ = PrintFile.objects.get_or_create(
        run=run,
        sha256=stored.sha256,
        defaults={
            "storage_name": stored.name,
            "size": stored.size,
            "certificates": len(pressed.slices),
            "pages": pressed.pages,
            "route": pressed.route,
            "first_number": pressed.slices[0].number,
            "last_number": pressed.slices[-1].number,
            "stored_at": clock.now(),
        },
    )
    return row


def digest_of(run: Run) -> str:
    """SHA-256 over the hashes of the run's print files in postal order."""
    hashes = RunChunk.objects.filter(run=run, print_file__isnull=False).order_by("seq")
    return digest(list(hashes.values_list("print_file__sha256", flat=True)))


def opened(print_file: PrintFile) -> IO[bytes]:
    """The print file, open at its start; Conflict where it is gone or is not what its hash says."""
    called = f"The print file {print_file} of {print_file.run}"
    return checked(print_file, called, or_else=" or press the chunk again")


def read(print_file: PrintFile) -> bytes:
    """The bytes of a print file; Conflict as `opened` raises it."""
    with opened(print_file) as stored:
        return stored.read()


def discard_if_damaged(print_file: PrintFile) -> None:
    """Removes a stored file that is not what its hash says, so that the press writes it anew."""
    try:
        read(print_file)
    except Conflict:
        storage.files().delete(print_file.storage_name)


def remove_orphans(run: Run) -> list[str]:
    """Removes the run's files that no row names, left by a worker that died or lost its claim; their names."""
    known = set(PrintFile.objects.filter(run=run).values_list("storage_name", flat=True))
    orphans = [name for name in _stored_names(folder(run)) if name not in known]
    for name in orphans:
        storage.files().delete(name)
    return orphans


def _stored_names(top: str) -> list[str]:
    if not storage.files().exists(top):
        return []
    folders, names = storage.files().listdir(top)
    return [f"{top}/{name}" for name in names] + [
        name for below in folders for name in _stored_names(f"{top}/{below}")
    ]
