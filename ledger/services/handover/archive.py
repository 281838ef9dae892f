"""Reading a hand-over archive that may be hostile: bounds, names and checksums first, sentences for what is wrong."""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ledger.errors import BadFile
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader
from ledger.services.handover.exporting import (
    BALANCES,
    FORMAT,
    MANIFEST,
    MOST_MEMBERS,
    SIGNATURE,
    USERS,
    VERSION,
)
from rightsadmin.common.archives import CHECKSUMS
from rightsadmin.common.signing import Signature, is_signed

MOST_BYTES = 256 << 30
LONGEST_MANIFEST = 64 << 20
LONGEST_LINE = 16 << 20
LONGEST_SIGNATURE = 1_000
PIECE = 1 << 20
FILE_NAME = re.compile(
    r"([a-z0-9][a-z0-9_-]*/){1,3}[0-9a-f]{2}/(?P<sha256>[0-9a-f]{64})(?P<suffix>\.[a-z0-9]{1,8})?"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the zip format raises for a file that is damaged, or made to hurt.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Sum:
    """What the manifest says of one file: its length, its hash, and its lines where it holds rows."""

    name: str
    size: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Handover:
    """An open archive whose every file was compared with its checksum, and whose manifest is signed by `signed_by`."""

    archive: zipfile.ZipFile
    manifest_sha256: str
    signed_by: str
    plan: str
    made_by: str
    with_print_files: bool
    tables: dict[str, list[str]]
    totals: dict[str, Any]
    differences: list[str]
    sums: dict[str, Sum]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of one file."""
        with self.archive.open(name) as member:
            while piece := member.read(PIECE):
                yield piece

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a file of rows, without their ends; BadFile for one too long to be a row."""
        # Buffered anew: zipfile's own readline goes byte by byte where it is told a limit.
        with (
            self.archive.open(name) as member,
            io.BufferedReader(cast("io.RawIOBase", member), PIECE) as buffered,
        ):
            while line := buffered.readline(LONGEST_LINE):
                if not line.endswith(b"\n"):
                    raise BadFile(
                        f"{name} has a line that is not whole or longer than {LONGEST_LINE:,} bytes."
                    )
                try:
                    yield line[:-1].decode()
                except UnicodeDecodeError as error:
                    raise BadFile(f"{name} is not UTF-8: {error}.") from error

    def stored_files(self) -> Iterator[Sum]:
        """The stored files that came along."""
        return (found for name, found in self.sums.items() if name.startswith("files/"))


@contextmanager
def opened(path: Path) -> Iterator[Handover]:
    """The archive at `path`, every file of it compared with the manifest before anything is believed.

    BadFile, in one sentence, where it is no such archive, is damaged or was changed, or passes a bound.
    """
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
            _require_bounds(archive)
            handover = _described(archive)
            for found in handover.sums.values():
                _compare(handover, found)
        except BadInput as error:
            raise BadFile(f"The manifest cannot be read: {error}.", where=error.path) from error
        except _BROKEN as error:
            raise BadFile(
                f"The file cannot be read as a hand-over archive ({error}): ask for it again, nothing was taken in."
            ) from error
        yield handover


def _require_bounds(archive: zipfile.ZipFile) -> None:
    listed = archive.infolist()
    if len(listed) > MOST_MEMBERS or sum(info.file_size for info in listed) > MOST_BYTES:
        raise BadFile(
            f"The archive holds more than {MOST_MEMBERS:,} files or {MOST_BYTES:,} bytes: it is no hand-over."
        )
    if len({info.filename for info in listed}) != len(listed):
        raise BadFile("The archive holds two files of one name: it was not made by an export.")
    for info in listed:
        if info.compress_type not in _COMPRESSIONS or info.flag_bits & 1:
            raise BadFile(f"{info.filename!r} is encrypted or compressed in a way that no export uses.")


def _described(archive: zipfile.ZipFile) -> Handover:
    names = set(archive.namelist())
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise BadFile("The archive has no manifest: it is not a hand-over of a plan.")
    raw = archive.read(MANIFEST)
    try:
        top = Reader(json.loads(raw))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadFile(f"The manifest is not JSON: {error}.") from error
    if (top.raw("format"), top.raw("version")) != (FORMAT, VERSION):
        raise BadFile(
            "The archive has another format than this program writes: use the version that made it."
        )
    listed = _of_kind(top, "members", list)
    sums = [_sum(Reader(row, f"members[{index}]")) for index, row in enumerate(listed)]
    handover = Handover(
        archive=archive,
        manifest_sha256=hashlib.sha256(raw).hexdigest(),
        signed_by=_signed_by(archive, raw),
        plan=top.text("plan"),
        made_by=top.text("made_by"),
        with_print_files=_of_kind(top, "with_print_files", bool),
        tables=_of_kind(top, "tables", dict),
        totals=_of_kind(top, "totals", dict),
        differences=[str(sentence) for sentence in _of_kind(top, "differences", list)],
        sums={found.name: found for found in sums},
    )
    top.text("made_at")
    top.text("proof")
    top.finish()
    described = set(handover.sums)
    if len(sums) != len(described) or described | {MANIFEST, SIGNATURE, CHECKSUMS} != names:
        raise BadFile(
            "The files in the archive are not those that its manifest lists: it was changed or is not whole."
        )
    if missing := {USERS, BALANCES} - described:
        raise BadFile(f"The archive lacks {', '.join(sorted(missing))}.")
    return handover


def _signed_by(archive: zipfile.ZipFile, manifest: bytes) -> str:
    """The public key that signed the manifest; BadFile where none did."""
    if SIGNATURE not in archive.namelist() or archive.getinfo(SIGNATURE).file_size > LONGEST_SIGNATURE:
        raise BadFile("The archive is not signed: anybody may have made it. Ask for one that is.")
    try:
        told = json.loads(archive.read(SIGNATURE))
        signature = Signature(str(told["key"]), str(told["signature"]))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, KeyError, TypeError) as error:
        raise BadFile("The archive's signature cannot be read. Ask for it again.") from error
    if not is_signed(manifest, signature):
        raise BadFile("The archive was changed after it was signed. Ask for it again.")
    return signature.key


def _of_kind(reader: Reader, key: str, kind: type[Any]) -> Any:
    value = reader.raw(key)
    if not isinstance(value, kind):
        raise BadInput(reader.place(key), f"must be a {kind.__name__}")
    return value


def _sum(row: Reader) -> Sum:
    found = Sum(
        name=row.text("name"),
        size=_of_kind(row, "bytes", int),
        sha256=row.text("sha256"),
        rows=row.optional("rows", lambda key: _of_kind(row, key, int)) or 0,
    )
    row.finish()
    if not _SHA256.fullmatch(found.sha256):
        raise BadInput(row.place("sha256"), "is no SHA-256")
    if found.name.startswith("files/"):
        named = FILE_NAME.fullmatch(found.name.removeprefix("files/"))
        if named is None or named["sha256"] != found.sha256:
            raise BadInput(row.place("name"), "is no name that a stored file has")
    return found


def _compare(handover: Handover, found: Sum) -> None:
    sha, size = hashlib.sha256(), 0
    for piece in handover.pieces(found.name):
        sha.update(piece)
        size += len(piece)
        if size > found.size:
            break
    if (size, sha.hexdigest()) != (found.size, found.sha256):
        raise BadFile(
            f"{found.name} is not what the manifest says: the archive was changed or damaged. Ask for it again."
        )
