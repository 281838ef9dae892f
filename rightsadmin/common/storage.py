"""Files by content hash behind Django's storage API: the same bytes are one file, and no file is ever overwritten.

`files()` is where they lie: every reader and writer of a stored file asks it. A rehearsal's lie in memory and are gone
with it.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import IO

from django.core.files.base import File
from django.core.files.storage import InMemoryStorage, Storage, default_storage

SPOOL_IN_MEMORY = 1 << 20


@dataclass(frozen=True)
class Stored:
    """Where the bytes are (`name` in the default storage), their SHA-256 in hexadecimal and their length."""

    name: str
    sha256: str
    size: int


_in_memory: ContextVar[Storage | None] = ContextVar("files of a rehearsal", default=None)


@contextmanager
def kept_in_memory() -> Iterator[None]:
    """Within it, in this thread alone, stored files are kept in memory; they are gone afterwards."""
    token = _in_memory.set(InMemoryStorage())
    try:
        yield
    finally:
        _in_memory.reset(token)


def files() -> Storage:
    """Where stored files lie."""
    return _in_memory.get() or default_storage


def store(chunks: Iterable[bytes], *, folder: str, suffix: str) -> Stored:
    """Stores the bytes under `<folder>/<first two digits>/<sha256><suffix>`; bytes that are there already stay."""
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_IN_MEMORY) as spool:
        sha, size = hashlib.sha256(), 0
        for chunk in chunks:
            sha.update(chunk)
            size += len(chunk)
            spool.write(chunk)
        spool.seek(0)
        return _keep(spool, sha.hexdigest(), size, folder, suffix)


def _keep(content: IO[bytes], sha256: str, size: int, folder: str, suffix: str) -> Stored:
    name = f"{folder}/{sha256[:2]}/{sha256}{suffix}"
    # A file of the right name and another length is what a full disk or a killed process left: write it again.
    place = files()
    if place.exists(name) and place.size(name) != size:
        place.delete(name)
    if not place.exists(name):
        kept = place.save(name, File(content))
        if kept != name:  # another process was first with the same bytes
            place.delete(kept)
    return Stored(name, sha256, size)
