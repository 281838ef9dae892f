"""Stored files, read back: each checked against the hash of its row before anybody sees it."""

import hashlib
from typing import IO, Protocol

from ledger.errors import Conflict
from rightsadmin.common import storage


class StoredFile(Protocol):
    """A row that names a file of the store by its hash."""

    storage_name: str
    sha256: str


def checked(row: StoredFile, called: str, *, or_else: str = "") -> IO[bytes]:
    """The stored file, open at its start and checked piece by piece, so that it is never whole in memory.

    Conflict, by the name it is `called`, where it is gone or is not what its hash says; `or_else` is what may be done
    instead of restoring it. The caller closes it.
    """
    try:
        stored: IO[bytes] = storage.files().open(row.storage_name)
    except FileNotFoundError as error:
        raise Conflict(
            f"{called} is missing in the store: {row.storage_name}. Restore it from the backup{or_else}."
        ) from error
    if hashlib.file_digest(stored, "sha256").hexdigest() != row.sha256:  # type: ignore[arg-type]  # a file of ours
        stored.close()
        raise Conflict(
            f"{called} was changed in the store: its hash is not that of its row. Restore it from the "
            f"backup{or_else}."
        )
    stored.seek(0)
    return stored
