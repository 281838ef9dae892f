"""A backup is put back into an empty place: looked through whole first, then files, database, sums and proofs."""

import hashlib
import io
import json
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from django.core.files.base import File
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from ledger.errors import BadFile, Conflict
from ledger.services import audit
from ledger.services.handover.exporting import differences_of_all_plans
from rightsadmin import database_roles
from rightsadmin.backup import contents
from rightsadmin.backup.keys import Key
from rightsadmin.backup.sealed import Unsealed
from rightsadmin.common import storage
from rightsadmin.common.actor import Actor
from rightsadmin.common.archives import CHECKSUMS
from rightsadmin.common.ranges import PIECE


@dataclass(frozen=True)
class Restored:
    """What is there again; `differences` are sentences of the proofs, which wait for what is `to_migrate`."""

    tables: int
    rows: int
    files: int
    taken_at: str
    missing: list[str]
    to_migrate: list[str]
    differences: list[str]


def restore(*, path: Path, keys: list[Key], actor: Actor) -> Restored:
    """Puts the backup back into an empty database and an empty place of files, and proves every plan.

    Raises BadFile for a file that is no whole backup or of a later version, Conflict where database or files are not
    empty or PostgreSQL refuses: nothing is there then that was not before.
    """
    with _opened(path, keys) as (archive, told):
        lacking = _require_known(told["migrations"])
        _require_empty()
        names = [name for name in archive.namelist() if name.startswith(contents.FILES)]
        put: list[str] = []
        try:
            for name in names:
                put.append(_put(archive, name))  # noqa: PERF401 - what is put so far is taken away again
            _load(archive)
        except BaseException:
            for name in put:
                storage.files().delete(name)
            raise
    database_roles.grant(using="default")
    with transaction.atomic():
        found = contents.sums()
    expected = {name: contents.Sum(**row) for name, row in told["tables"].items()}
    if differing := sorted(name for name in found.keys() | expected if found.get(name) != expected.get(name)):
        raise Conflict(
            f"The database is restored and differs from the backup in {', '.join(differing)}: do not use it."
        )
    if not lacking:
        audit.record(
            "backup.restored", plan=None, target=None, after={"taken_at": told["taken_at"]}, actor=actor
        )
    return Restored(
        tables=len(expected),
        rows=sum(row.rows for row in expected.values()),
        files=len(names),
        taken_at=told["taken_at"],
        missing=told["missing"],
        to_migrate=lacking,
        differences=[] if lacking else differences_of_all_plans(),
    )


@contextmanager
def _opened(path: Path, keys: list[Key]) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """The archive, of which every part was decrypted and every file compared with its checksum."""
    with path.open("rb") as file:
        inside = Unsealed(file, keys)
        inside.require_whole()
        try:
            with zipfile.ZipFile(cast("IO[bytes]", io.BufferedReader(inside, PIECE))) as archive:
                _compare(archive)
                told = json.loads(archive.read(contents.MANIFEST))
                if (told["format"], told["version"]) != (contents.FORMAT, contents.VERSION):
                    raise BadFile("The backup has another format than this program writes.")
                yield archive, told
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
            raise BadFile(f"The backup cannot be read ({error}).") from error


def _compare(archive: zipfile.ZipFile) -> None:
    lines = archive.read(CHECKSUMS).decode().splitlines()
    told = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    if told.keys() | {CHECKSUMS} != set(archive.namelist()):
        raise BadFile("The files in the backup are not those that it lists.")
    for name, expected in told.items():
        sha = hashlib.sha256()
        for piece in _pieces(archive, name):
            sha.update(piece)
        if sha.hexdigest() != expected:
            raise BadFile(f"{name} in the backup is not what was written.")


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while piece := member.read(PIECE):
            yield piece


def _require_known(migrations: list[str]) -> list[str]:
    """The migrations that this program has and the backup not."""
    disk = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(migrations) - disk):
        raise BadFile(
            f"A later version of the program made the backup: this one does not know {', '.join(unknown)}. Restore "
            "with the version that made it."
        )
    return sorted(disk - set(migrations))


def _require_empty() -> None:
    if names := contents.tables():
        raise Conflict(
            f"The database is not empty (it has {len(names)} tables): restore into one that was just made."
        )
    try:
        folders, files = storage.files().listdir("")
    except FileNotFoundError:
        return
    if folders or files:
        raise Conflict("The place of the stored files is not empty: restore into a new folder or bucket.")


def _put(archive: zipfile.ZipFile, member: str) -> str:
    name = member.removeprefix(contents.FILES)
    with archive.open(member) as content:
        kept = storage.files().save(name, File(content))
    if kept != name:
        storage.files().delete(kept)
        raise Conflict(f"{name} is there already: restore into a new folder or bucket.")
    return name


def _load(archive: zipfile.ZipFile) -> None:
    """The database, in one transaction of pg_restore's: all of it or nothing."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    name = str(connection.settings_dict["NAME"])
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [*contents.program("pg_restore"), *options, f"--dbname={name}"],
            env=contents.where_it_is(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
        ) as load,
    ):
        assert load.stdin is not None  # noqa: S101
        try:
            for piece in _pieces(archive, contents.DATABASE):
                load.stdin.write(piece)
            load.stdin.close()
        except BrokenPipeError:  # it says why, below
            pass
        except BaseException:
            load.kill()
            raise
        if load.wait():
            said.seek(0)
            raise Conflict(
                "PostgreSQL refused the backup, and nothing was restored: "
                f"{said.read().decode(errors='replace').strip()}"
            )
