"""A backup of a whole story, put back into another database and another folder; and what is refused."""

import os
import subprocess
import sys
from io import StringIO
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from ledger.errors import BadFile, Conflict
from ledger.models import AuditEvent
from ledger.selectors import kept_files
from rightsadmin.backup import contents, keys
from rightsadmin.backup.restoring import restore
from rightsadmin.backup.sealed import CHUNK, Unsealed, sealed
from rightsadmin.common.actor import Actor
from tests.certificates.conftest import pressed_and_released
from tests.conftest import ROOT
from tests.owner import as_owner

SYSTEM = Actor.system("tests")
KEY = keys.Key("2026-11", "k" * 40)


def key_file(tmp_path, *lines: str, mode: int = 0o600):
    path = tmp_path / "keys"
    path.write_text("\n".join(lines) + "\n")
    path.chmod(mode)
    return path


# ------------------------------------------------------------------------------------------- the encrypted stream


def unsealed(path, *held: keys.Key) -> bytes:
    with path.open("rb") as file:
        inside = Unsealed(file, held or [KEY])
        inside.require_whole()
        return inside.read()


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1])
def test_what_was_closed_opens_and_can_be_read_from_any_place(tmp_path, size):
    content, path = os.urandom(size), tmp_path / "closed"
    path.write_bytes(b"".join(sealed([content[:5], content[5:]], KEY)))
    assert unsealed(path, keys.Key("2027-01", "n" * 40), KEY) == content
    with path.open("rb") as file:
        inside = Unsealed(file, [KEY])
        inside.seek(-min(size, 3), os.SEEK_END)
        assert inside.read() == content[size - min(size, 3) :]


def test_a_wrong_key_a_flipped_byte_and_a_cut_file_are_refused_in_a_sentence(tmp_path):
    path = tmp_path / "closed"
    whole = b"".join(sealed([b"x" * (CHUNK + 10)], KEY))
    path.write_bytes(whole)
    with pytest.raises(BadFile, match="the key 2026-11, which the file of keys does not hold"):
        unsealed(path, keys.Key("2027-01", "k" * 40))
    with pytest.raises(BadFile, match="is not the one that closed"):
        unsealed(path, keys.Key("2026-11", "other" * 10))
    head = whole.index(b"\n") + 1
    for place in (head, head + CHUNK, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BadFile, match="was changed"):
            unsealed(path)
    for length in (head, head + 5, head + CHUNK + 16, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(BadFile, match="whole"):
            unsealed(path)
    for nonsense in (b"", b"[]\n", b"{}\n", b"\xff" * 5000):
        path.write_bytes(nonsense)
        with pytest.raises(BadFile, match="does not begin"):
            unsealed(path)


def test_the_file_of_keys_is_private_and_each_line_a_key(tmp_path):
    path = key_file(tmp_path, "2027-01 " + "n" * 32, "", "2026-11 " + "k" * 40)
    assert [key.name for key in keys.read(path)] == ["2027-01", "2026-11"]
    for lines, mode, sentence in (
        ((f"2026-11 {'k' * 32}",), 0o644, "Others may read"),
        (("2026-11 short",), 0o600, "Line 1"),
        (("",), 0o600, "empty"),
        ((f"a {'k' * 32}", f"a {'l' * 32}"), 0o600, "twice"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("backup", tmp_path / "x", key_file=key_file(tmp_path, *lines, mode=mode))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("backup", tmp_path / "x", key_file=tmp_path / "none")
    with pytest.raises(CommandError, match="Name the file of keys"):
        call_command("backup", tmp_path / "x")


# -------------------------------------------------------------------------------------- a story, there and back


@pytest.fixture
def another_database(transactional_db):
    """The address of a database that was just made."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield urlunsplit(urlsplit(os.environ["RIGHTSADMIN_DATABASE_URL"])._replace(path=f"/{name}"))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.operation
def test_a_story_is_backed_up_and_restored_elsewhere_to_the_row_and_the_byte(
    another_database, tmp_path, settings
):
    settings.MEDIA_ROOT = str(tmp_path / "files")
    path, held, said = tmp_path / "of-tonight", key_file(tmp_path, f"{KEY.name} {KEY.secret}"), StringIO()
    plan = pressed_and_released(5).plan
    files = dict(kept_files.stored_files())
    default_storage.save("documents/zz/no-row-names-it.txt", ContentFile(b"half an upload"))
    before = contents.sums()

    call_command("backup", path, key_file=held, stdout=said)
    assert f"{len(files)} files" in said.getvalue()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not any(text in path.read_bytes() for text in (b"PGDMP", b"%PDF", plan.name.encode()))
    assert AuditEvent.objects.filter(verb="backup.made").count() == 1
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", path, key_file=held)
    with pytest.raises(Conflict, match="not empty"):
        restore(path=path, keys=[KEY], actor=SYSTEM)
    restored = tmp_path / "restored"
    command = [sys.executable, ROOT / "manage.py", "restore", path, "--key-file", held]
    told = os.environ | {
        "RIGHTSADMIN_DATABASE_URL": another_database,
        "RIGHTSADMIN_MEDIA_ROOT": str(restored),
    }
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(files)} files, each compared" in done.stdout
    assert "Every plan is proved" in done.stdout
    found = {str(file.relative_to(restored)) for file in restored.rglob("*") if file.is_file()}
    assert found == set(files)
    # what the command compared, compared once more from here
    asked = "SELECT count(*), sum(hashtextextended(r::text, 0)::numeric)::text FROM ledger_entry r"
    there = subprocess.run(
        [*contents.program("psql"), "-XAtqc", asked, another_database],
        capture_output=True,
        text=True,
        check=True,
    )
    entries = before["ledger_entry"]
    assert there.stdout.strip() == f"{entries.rows}|{entries.digest}"

    # a file that is missing or was changed is named, and the backup is there all the same
    first, second = sorted(files)[:2]
    default_storage.delete(first)
    with default_storage.open(second, "ab") as file:
        file.write(b"!")
    problems = StringIO()
    with pytest.raises(CommandError, match="2 of them are missing or changed"):
        call_command("backup", tmp_path / "another", key_file=held, stdout=said, stderr=problems)
    assert f"missing: {first}" in problems.getvalue()
    assert f"not what its row says: {second}" in problems.getvalue()
    assert (tmp_path / "another").exists()


def test_what_cannot_be_restored_leaves_nothing(another_database, tmp_path, settings, monkeypatch):
    """The files go before the database, which refuses here: they are taken away again."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    default_storage.save("documents/ab/x.txt", ContentFile(b"a paper"))
    monkeypatch.setattr(kept_files, "stored_files", lambda: [("documents/ab/x.txt", "")])
    path = tmp_path / "backup"
    with pytest.raises(CommandError, match="1 of them"):
        call_command("backup", path, key_file=key_file(tmp_path, f"a {KEY.secret}"), stdout=StringIO())
    settings.MEDIA_ROOT = str(tmp_path / "new")
    monkeypatch.setattr(contents, "tables", list)  # which are there already
    with pytest.raises(Conflict, match="nothing was restored"):
        restore(path=path, keys=[keys.Key("a", KEY.secret)], actor=SYSTEM)
    assert not list((tmp_path / "new").rglob("*.txt"))
    monkeypatch.setattr("rightsadmin.backup.making.contents.program", lambda _: ["/bin/false"])
    with pytest.raises(CommandError, match="pg_dump failed"):
        call_command("backup", tmp_path / "none", key_file=key_file(tmp_path, f"a {KEY.secret}"))
    assert not list(tmp_path.glob("none*"))
