"""What both servers need: a child process that dies with its parent, a log, a clean environment."""

import ctypes
import importlib.util
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


class EmbeddedServerError(Exception):
    """A server could not be started; the message says why and what to do."""


def die_with_parent(signum: signal.Signals) -> Callable[[], None] | None:
    """A ``preexec_fn`` after which Linux sends ``signum`` to the child when its parent dies, ``kill -9``
    included.

    The parent is the thread that started the child. None where the kernel has no such thing (macOS).
    """
    if sys.platform != "linux":
        return None
    parent = os.getpid()

    def tie() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signum)
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return tie


def package_folder(name: str) -> Path:
    """Where a package is installed, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(f"The Python package {name} is not installed. Run: ./run setup")
    return Path(next(iter(spec.submodule_search_locations)))


class Server:
    """One child process with a log, stopped by the signals its kind understands."""

    name: str
    stop_signal: signal.Signals
    force_signal: signal.Signals

    def __init__(self, state: Path) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.log = state / "log" / f"{self.name.lower()}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)

    def spawn(self, command: list[str], cwd: Path, user: pwd.struct_passwd | None = None) -> None:
        """Starts the process in a session of its own, so that a terminal's Ctrl-C reaches only the
        supervisor.
        """
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=clean_environment(),
                start_new_session=True,
                preexec_fn=die_with_parent(self.stop_signal),  # noqa: PLW1509 - no threads here
                **run_as(user),
            )

    def wait_until_ready(self, is_ready: Callable[[], bool], timeout: float) -> bool:
        """True once ``is_ready``; False when the process ended first or the time is over."""
        assert self.process is not None  # noqa: S101
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.process.poll() is None:
            if is_ready():
                return True
            time.sleep(0.05)
        return False

    def stop(self, timeout: float = 20) -> None:
        """Stops the server cleanly; by force when it runs after ``timeout`` seconds. Harmless twice."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.process.send_signal(self.force_signal)
                self.process.wait(10)
        self.process = None


def log_tail(log: Path) -> str:
    """The last lines of a log, indented."""
    return "\n".join(f"  {line}" for line in log.read_text(errors="replace").splitlines()[-15:])


def clean_environment() -> dict[str, str]:
    """Our environment without what would change a server (PGDATA, a locale, unpacked libraries)."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG", "LD_"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def run_as(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """The arguments that make subprocess run something as ``user``."""
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
