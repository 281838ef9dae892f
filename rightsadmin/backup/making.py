"""A backup is made: a snapshot of the database by pg_dump, then the files that the rows of the snapshot name.

Why it is consistent: pg_dump, the sums of the tables and the list of files are all of one snapshot, and a stored file
is neither changed nor removed as long as a row names it; what is stored meanwhile is named by no row of the snapshot.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connection, transaction

from ledger.errors import BadFile, Conflict
from ledger.selectors import kept_files
from ledger.services import audit
from rightsadmin.backup import contents
from rightsadmin.backup.keys import Key
from rightsadmin.backup.sealed import sealed
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor
from rightsadmin.common.archives import Member, zipped
from rightsadmin.common.ranges import PIECE


@dataclass
class Made:
    """What a backup holds, and which files are not what their rows say."""

    tables: int = 0
    rows: int = 0
    files: int = 0
    size: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def make(*, path: Path, key: Key, actor: Actor) -> Made:
    """Writes the backup to `path`, whole or not at all, readable by its owner alone.

    A stored file that is missing or is not what its row says stops nothing: it is named in the answer. Raises
    BadFile where there is such a file, Conflict where pg_dump fails.
    """
    done, unfinished = Made(), path.with_name(path.name + ".unfinished")
    if path.exists():
        raise BadFile(f"{path} is there already, and no backup is written over another.")
    if unfinished.exists():
        raise BadFile(f"{unfinished} is there: another backup is being made, or was killed; remove it then.")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in sealed(zipped(_members(done), at=clock.now()), key):
                file.write(piece)
            done.size = file.tell()
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.rename(path)
    audit.record(
        "backup.made",
        plan=None,
        target=None,
        after={"key": key.name, "rows": done.rows, "files": done.files, "bytes": done.size},
        actor=actor,
    )
    return done


def _members(done: Made) -> Iterator[Member]:
    with _snapshot() as snapshot:
        sums = contents.sums()
        named = list(kept_files.stored_files())
        done.missing = [name for name, _ in named if not storage.files().exists(name)]
        done.tables, done.rows = len(sums), sum(found.rows for found in sums.values())
        told = {
            "format": contents.FORMAT,
            "version": contents.VERSION,
            "taken_at": clock.now().isoformat(),
            "migrations": contents.applied_migrations(),
            "tables": {name: asdict(found) for name, found in sums.items()},
            "files": len(named) - len(done.missing),
            "missing": done.missing,
        }
        yield Member(contents.MANIFEST, [json.dumps(told, indent=1).encode()], deflated=True)
        yield Member(contents.DATABASE, _dumped(snapshot))
    for name, sha256 in named:
        if name not in done.missing:
            done.files += 1
            yield Member(contents.FILES + name, _read(name, sha256, done), deflated=not name.endswith(".pdf"))


@contextmanager
def _snapshot() -> Iterator[str]:
    """A transaction that sees one instant, and the name by which pg_dump sees the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _dumped(snapshot: str) -> Iterator[bytes]:
    """What pg_dump says, in pieces, straight from its mouth: it lies nowhere in clear."""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    options += [f"--exclude-table-data={name}" for name in sorted(contents.LEFT_OUT)]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [*contents.program("pg_dump"), *options],
            env=contents.where_it_is(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as dump,
    ):
        assert dump.stdout is not None  # noqa: S101
        try:
            while piece := dump.stdout.read(PIECE):
                yield piece
        finally:
            dump.stdout.close()
            code = dump.wait()
        if code:
            said.seek(0)
            raise Conflict(
                f"pg_dump failed, and there is no backup: {said.read().decode(errors='replace').strip()}"
            )


def _read(name: str, sha256: str, done: Made) -> Iterator[bytes]:
    sha = hashlib.sha256()
    with storage.files().open(name) as stored:
        while piece := stored.read(PIECE):
            sha.update(piece)
            yield piece
    if sha.hexdigest() != sha256:
        done.changed.append(name)
