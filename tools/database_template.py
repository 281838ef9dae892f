"""The migrated database every test run begins with: made once for each digest and kept below var/.

A run's server begins with a copy of the kept data folder, whose database ``rightsadmin`` has every migration
and no row of ours; a process's test database is then a copy of that one.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rightsadmin.embedded import EmbeddedServerError, Postgres

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-template"
#: So many are kept: a branch with other migrations finds its own again.
KEPT_AT_MOST = 4
UNFINISHED = "unfinished"

#: What a migration may read and what makes the cluster. A test proves that migrations import no more.
SOURCES = (
    "*/migrations/*.py",
    "*/sql/**/*.sql",
    "ledger/data/closings/*.csv",
    "rightsadmin/common/sql.py",
    "rightsadmin/database_roles.py",
    "rightsadmin/common/together.py",
    "rightsadmin/embedded/*.py",
    "rightsadmin/settings/*.py",
    "tools/database_template.py",
    "requirements.txt",
)
#: Whose own migrations and fields are part of the schema.
PACKAGES = ("django", "django-simple-history", "psycopg")


def begin_with_template(server: Postgres) -> None:
    """Fills the data folder of a server that has not run yet; makes the template first where it lacks.

    One process at a time: a second one waits for the first one's template instead of making its own.
    """
    digest = digest_for(server)
    with _locked():
        kept = KEPT / digest
        if not kept.is_dir():
            _make(kept, server.home)
        os.utime(kept)
        _remove_others()
        _copy(kept, server)


def digest_for(server: Postgres) -> str:
    """Everything that shapes the data folder, as one name."""
    program = [str(server.binaries / "postgres"), "--version"]
    version = subprocess.run(program, capture_output=True, text=True, check=True).stdout.strip()
    found = hashlib.sha256(f"{version} {server.binaries} {platform.machine()}\n".encode())
    for name in PACKAGES:
        found.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    for path in sources():
        found.update(f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:20]


def sources() -> list[Path]:
    """The files that shape the template, in one order on every machine."""
    return sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)})


@contextmanager
def _locked() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(kept: Path, home: Path) -> None:
    """Migrates in a server of its own. The folder takes its name only when it is whole and on the disk."""
    print(
        "==> making the template of the test database, once for these migrations", file=sys.stderr, flush=True
    )
    state = home / "template"
    state.mkdir(mode=0o711, parents=True)  # as root the database runs as another user, who must get in
    server = Postgres(state, durable=False)
    try:
        server.start()
        _migrate(server)
        server.stop()
        unfinished = KEPT / UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(server.data, unfinished)
    finally:
        server.stop()
        shutil.rmtree(state, ignore_errors=True)
    os.sync()
    unfinished.rename(kept)


def _migrate(server: Postgres) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "rightsadmin.settings.test",
        "RIGHTSADMIN_DATABASE_URL": server.url,
        "RIGHTSADMIN_REDIS_URL": "redis://none.invalid/0",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--no-input", "--skip-checks"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EmbeddedServerError(
            f"The test database has no template, since the migrations failed:\n{done.stderr}"
        )


def _remove_others() -> None:
    """All but those used last, and what a run left that was killed while it made one."""
    shutil.rmtree(KEPT / UNFINISHED, ignore_errors=True)
    folders = sorted(
        (path for path in KEPT.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime
    )
    for folder in folders[:-KEPT_AT_MOST]:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(kept: Path, server: Postgres) -> None:
    shutil.copytree(kept, server.data)
    if server.user is None:
        return
    for folder, _, files in os.walk(server.data):
        for path in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118 - thousands
            os.chown(path, server.user.pw_uid, server.user.pw_gid)
