"""Print files in the store: by the hash of their bytes, checked whenever they are read."""

from __future__ import annotations

import hashlib
from typing import IO, TYPE_CHECKING, Protocol

from certificates.models import PrintFile, Run, RunChunk
from ledger.errors import Conflict
from rightsadmin.common import clock, storage
from rightsadmin.common.hashing import digest
from rightsadmin.common.ranges import PIECE

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


class StoredFile(Protocol):
    """A row that names a file of the store by its hash."""

    storage_name: str
    sha256: str


def opened(print_file: PrintFile) -> IO[bytes]:
    """The print file, open at its start, checked as `checked` does."""
    return checked(print_file, f"The print file {print_file} of {print_file.run}")


def checked(row: StoredFile, called: str) -> IO[bytes]:
    """The stored file, open at its start and checked piece by piece, so that it is never whole in memory.

    Conflict, by the name it is `called`, where it is gone or is not what its hash says. The caller closes it.
    """
    try:
        stored: IO[bytes] = storage.files().open(row.storage_name)
    except FileNotFoundError as error:
        raise Conflict(
            f"{called} is missing in the store: {row.storage_name}. Restore it from the backup or press the chunk "
            "again."
        ) from error
    sha = hashlib.sha256()
    while piece := stored.read(PIECE):
        sha.update(piece)
    if sha.hexdigest() != row.sha256:
        stored.close()
        raise Conflict(
            f"{called} was changed in the store: its hash is not that of its row. Restore it from the backup or press "
            "the chunk again."
        )
    stored.seek(0)
    return stored


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
