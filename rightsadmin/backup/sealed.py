"""An encrypted stream: AES-256-GCM in chunks, so that no byte can be changed, left out, moved or cut off unseen.

The head is one line of JSON: which key closed it, and what the key of this one archive is derived with. Each chunk is
bound to the head, to its place and to whether it is the last. Chunks can be read in any order, so that what is inside
may be a zip archive.
"""

import hmac
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ledger.errors import BadFile
from rightsadmin.backup.keys import Key

FORMAT = "rightsadmin-backup-1"
CHUNK = 1 << 20
_TAG, _LONGEST_HEAD = 16, 4096
_SALT, _PREFIX, _KEY, _CHECK = 16, 7, 32, 16  # bytes


def sealed(pieces: Iterable[bytes], key: Key) -> Iterator[bytes]:
    """The bytes, encrypted, in pieces."""
    salt, prefix = os.urandom(_SALT), os.urandom(_PREFIX)
    secret, check = _derived(key, salt)
    told = {
        "format": FORMAT,
        "key": key.name,
        "salt": salt.hex(),
        "prefix": prefix.hex(),
        "check": check.hex(),
    }
    head = json.dumps(told).encode() + b"\n"
    cipher, waiting, number = AESGCM(secret), bytearray(), 0
    yield head
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_nonce(prefix, number, last=False), bytes(waiting[:CHUNK]), head)
            del waiting[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(prefix, number, last=True), bytes(waiting), head)


class Unsealed(io.RawIOBase):
    """The bytes of an encrypted stream, readable from any place; BadFile where one is not what was written."""

    def __init__(self, file: IO[bytes], keys: Sequence[Key]) -> None:
        self._file, self._at, self._number, self._chunk = file, 0, -1, b""
        self._head = file.readline(_LONGEST_HEAD)
        told = _head(self._head)
        key = next((key for key in keys if key.name == told["key"]), None)
        if key is None:
            raise BadFile(
                f"The archive was closed with the key {told['key']}, which the file of keys does not hold."
            )
        secret, check = _derived(key, bytes.fromhex(told["salt"]))
        if not hmac.compare_digest(check.hex(), told["check"]):
            raise BadFile(f"The secret of the key {key.name} is not the one that closed the archive.")
        self._cipher, self._prefix = AESGCM(secret), bytes.fromhex(told["prefix"])
        body = file.seek(0, io.SEEK_END) - len(self._head)
        self._count = -(-body // (CHUNK + _TAG))
        self.size = body - self._count * _TAG
        if self.size < 0 or not self._count:
            raise BadFile("The archive ends before its first part: it is not whole.")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = max(offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence], 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        number, start = divmod(self._at, CHUNK)
        if self._at >= self.size:
            return 0
        if number != self._number:
            self._chunk, self._number = self._opened(number), number
        piece = self._chunk[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def require_whole(self) -> None:
        """Reads every chunk once, the last one as the last: nothing was changed, left out or cut off."""
        for number in range(self._count):
            self._opened(number)

    def _opened(self, number: int) -> bytes:
        self._file.seek(len(self._head) + number * (CHUNK + _TAG))
        nonce = _nonce(self._prefix, number, last=number == self._count - 1)
        try:
            return self._cipher.decrypt(nonce, self._file.read(CHUNK + _TAG), self._head)
        except InvalidTag as error:
            raise BadFile(
                f"The archive is not what was written: part {number + 1:,} of {self._count:,} was changed, or the "
                "archive is not whole."
            ) from error


def _head(line: bytes) -> dict[str, str]:
    try:
        told = json.loads(line)
        if told["format"] == FORMAT and all(
            bytes.fromhex(told[name]) for name in ("salt", "prefix", "check")
        ):
            return {name: str(told[name]) for name in ("key", "salt", "prefix", "check")}
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise BadFile("The file does not begin as a backup of this program does.")


def _derived(key: Key, salt: bytes) -> tuple[bytes, bytes]:
    """The key of one archive, and what tells a wrong secret from a damaged archive."""
    found = Scrypt(salt=salt, length=_KEY + _CHECK, n=1 << 15, r=8, p=1).derive(key.secret.encode())
    return found[:_KEY], found[_KEY:]


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
