"""Zip archives that are made while they are sent: memory does not grow with them."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rightsadmin.common.clock import NEW_YORK

CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Member:
    """One file of an archive: its bytes in pieces, compressed where that is worth it (a print file's is not)."""

    name: str
    pieces: Iterable[bytes]
    deflated: bool = False


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


def zipped(members: Iterable[Member], *, at: datetime) -> Iterator[bytes]:
    """The archive in pieces, its last file the checksums of the others, as `sha256sum --check` reads them.

    An error while a member is read breaks the archive off: without its directory no reader takes it for whole.
    """
    outbox, sums = _Outbox(), []
    stamp = at.astimezone(NEW_YORK).timetuple()[:6]
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as archive:
        for member in members:
            sha, head = hashlib.sha256(), zipfile.ZipInfo(member.name, stamp)
            head.compress_type = zipfile.ZIP_DEFLATED if member.deflated else zipfile.ZIP_STORED
            # The size is not known before: without the wide fields a member past 2 GiB could not be finished.
            with archive.open(head, "w", force_zip64=True) as entry:
                for piece in member.pieces:
                    sha.update(piece)
                    entry.write(piece)
                    yield outbox.take()
            sums.append(f"{sha.hexdigest()}  {member.name}\n")
        archive.writestr(zipfile.ZipInfo(CHECKSUMS, stamp), "".join(sums))
    yield outbox.take()
