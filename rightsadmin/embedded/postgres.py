"""The embedded PostgreSQL."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from rightsadmin.embedded.postgres_files import database_user, postgres_binaries, postgres_home, short_hash
from rightsadmin.embedded.processes import EmbeddedServerError, Server, clean_environment, log_tail, run_as

DATABASE = "rightsadmin"
SUPERUSER = "postgres"
#: The role of the program while it runs; what it may do comes with the migrations (rightsadmin/database_roles.py).
APPLICATION = "rightsadmin_application"

_FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17
_LONGEST_SOCKET_FOLDER = 80  # the kernel takes 107 bytes for the socket's whole path


class Postgres(Server):
    """A PostgreSQL that listens only on a Unix socket in a 0700 folder, which is its authentication.

    ``durable=False`` (tests) leaves out fsync: fast, and lost at a power cut.
    """

    name = "PostgreSQL"
    stop_signal = (
        signal.SIGINT
    )  # fast: roll back, disconnect, checkpoint. SIGTERM waits for clients for ever.
    force_signal = signal.SIGQUIT  # recovers from its log at the next start

    def __init__(self, state: Path, *, durable: bool = True) -> None:
        super().__init__(state.resolve())
        self.durable = durable
        self.home = postgres_home(state)
        self.data = self.home / "postgres"
        self.user = database_user(self.data)
        self.binaries = postgres_binaries(self.user)
        self.sockets = self.home / "socket"
        if len(str(self.sockets)) > _LONGEST_SOCKET_FOLDER:
            self.sockets = (
                Path(tempfile.gettempdir()) / f"rightsadmin-{os.getuid()}-{short_hash(self.sockets)}"
            )

    @property
    def url(self) -> str:
        """Leads to the database as its owner, who migrates it."""
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(self.sockets), safe='/')}"

    @property
    def application_url(self) -> str:
        """Leads to the database as the program uses it."""
        return self.url.replace(f"//{SUPERUSER}@", f"//{APPLICATION}@", 1)

    def start(self, timeout: float = 60) -> None:
        """Creates the data folder at the first start, recovers what a crash left, and returns once it
        answers.

        Raises EmbeddedServerError: data of another major version, or a server that does not come up.
        """
        self._own(self.data)
        self._own(self.sockets)
        major = int(self._run("postgres", "--version").split()[2].split(".")[0])
        if (self.data / "PG_VERSION").exists():
            self._refuse_other_major(major)
        else:
            self._create_cluster(major)
        self._clear_stale_lock()
        end = time.monotonic() + timeout
        while not self._launch(end - time.monotonic()):
            tail = log_tail(self.log)
            # after a kill -9 of the server its last children hold the shared memory for a moment
            if time.monotonic() > end or not ("still in use" in tail or "lock file" in tail):
                self.stop()
                raise EmbeddedServerError(f"PostgreSQL did not start; {self.log} ends:\n{tail}")
            time.sleep(0.5)
        if not self._sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608  (a constant)
            self._sql(f"CREATE DATABASE {DATABASE}")
        if not self._sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{APPLICATION}'"):  # noqa: S608  (a constant)
            self._sql(f"CREATE ROLE {APPLICATION} LOGIN")

    def _own(self, folder: Path) -> None:
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.user is not None:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        folder.chmod(0o700)

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=self.home,
            env=clean_environment(),
            check=False,
            **run_as(self.user),
        )
        if done.returncode:
            raise EmbeddedServerError(f"{program} failed:\n{done.stdout}{done.stderr}")
        return str(done.stdout).strip()

    def _create_cluster(self, major: int) -> None:
        for stray in self.data.iterdir():  # an initdb that was interrupted
            if stray.is_dir():
                shutil.rmtree(stray)
            else:
                stray.unlink()
        builtin = major >= _FIRST_MAJOR_WITH_BUILTIN_LOCALE
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if builtin
            else ["--locale=C.UTF-8"]
        )
        options = ["--encoding=UTF8", "--auth-local=trust", "--auth-host=reject", "--data-checksums"]
        sync = [] if self.durable else ["--no-sync"]
        self._run("initdb", "-D", str(self.data), "-U", SUPERUSER, *locale, *options, *sync)

    def _refuse_other_major(self, major: int) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(major):
            raise EmbeddedServerError(
                f"{self.data} was made by PostgreSQL {made_by} and this is PostgreSQL {major}. "
                "Dump it with the old version and load it here, or begin again with: ./run reset"
            )

    def _clear_stale_lock(self) -> None:
        """After a crash postmaster.pid stays, and its number may by now be some other process, at which
        PostgreSQL would refuse to start. A left-over server on this very data is stopped; any other process
        is left alone.
        """
        lock = self.data / "postmaster.pid"
        if not lock.exists():
            return
        first_line = lock.read_text().partition("\n")[0].strip()
        pid = int(first_line) if first_line.isdigit() else 0

        def is_ours() -> bool:
            command = _command_line(pid)
            return "postgres" in command and str(self.data) in command

        if not is_ours():
            lock.unlink(missing_ok=True)
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        end = time.monotonic() + 20
        while is_ours() and time.monotonic() < end:
            time.sleep(0.1)

    def _launch(self, timeout: float) -> bool:
        settings = {
            "listen_addresses": "",
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "logging_collector": "off",
            "log_line_prefix": "%m [%p] ",
            # a refused row would be shown, with the names and addresses in it
            "log_error_verbosity": "terse",
            "log_parameter_max_length_on_error": "0",
            "timezone": "UTC",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.binaries / "postgres"), "-D", str(self.data), "-k", str(self.sockets), *options]
        self.spawn(command, self.home, self.user)
        return self.wait_until_ready(self._answers, timeout)

    def _answers(self) -> bool:
        try:
            self._run("pg_isready", "-q", "-h", str(self.sockets), "-U", SUPERUSER)
        except EmbeddedServerError:
            return False
        return True

    def _sql(self, statement: str) -> str:
        target = ["-h", str(self.sockets), "-U", SUPERUSER, "-d", "postgres"]
        return self._run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", *target, "-c", statement)


def _command_line(pid: int) -> str:
    """The command line of a live process; empty when there is none."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    return subprocess.run(
        ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
