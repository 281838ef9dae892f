"""The servers and parts of the product as children of this process: started, watched, stopped in order."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rightsadmin.embedded import Postgres, Valkey, die_with_parent, log_tail
from tools.command_needs import OWNERS_COMMANDS
from tools.console import SetUpError, say

ROOT = Path(__file__).resolve().parent.parent
STATE = Path(os.environ.get("RIGHTSADMIN_VAR", ROOT / "var")).resolve()
MANAGE = [sys.executable, str(ROOT / "manage.py")]
#: Leads to the database as its owner; without it the application's address serves for everything.
OWNER = "RIGHTSADMIN_OWNER_DATABASE_URL"


def environment_of(command: str, environment: dict[str, str]) -> dict[str, str]:
    """The environment of a management command: as the owner of the database for what changes the schema."""
    if command in OWNERS_COMMANDS and (owner := environment.get(OWNER)):
        return environment | {"RIGHTSADMIN_DATABASE_URL": owner}
    return environment


class Child:
    """A part of the product: a process of its own with a log."""

    def __init__(
        self, name: str, command: Sequence[str], environment: dict[str, str], keep: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.log = STATE / "log" / f"{name}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=keep,
                start_new_session=True,
                # not a polite signal: a worker would wait for a broker that died in the same instant.
                # Its and the web server's own children end when they miss their parent.
                preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - no threads here
            )

    def stop(self, timeout: float = 20) -> None:
        """Lets it finish what it does, for ``timeout`` seconds at most."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                say(f"{self.name} is still busy after {timeout:.0f} s: ending it")
        with contextlib.suppress(ProcessLookupError):  # itself, or children it left
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Starts servers and children, watches them, and stops them in the reverse order."""

    def __init__(self) -> None:
        STATE.mkdir(parents=True, exist_ok=True)
        (STATE / "log").mkdir(exist_ok=True)
        self.servers: list[Postgres | Valkey] = []
        self.children: list[Child] = []
        self.environment = os.environ | {"RIGHTSADMIN_VAR": str(STATE)}

    def start_servers(self) -> None:
        """Brings up those that no variable names. Afterwards ``environment`` leads to all of them."""
        for variable, kind in (("RIGHTSADMIN_DATABASE_URL", Postgres), ("RIGHTSADMIN_REDIS_URL", Valkey)):
            if not self.environment.get(variable):
                server = kind(STATE)
                self.servers.append(server)
                server.start()
                self.environment[variable] = server.url
                if isinstance(server, Postgres):
                    self.environment |= {variable: server.application_url, OWNER: server.url}

    def start_child(self, name: str, *command: str, keep: Sequence[int] = ()) -> None:
        kind = {"RIGHTSADMIN_PROCESS": "web" if name == "web" else "worker"}  # so are its timeouts
        self.children.append(Child(name, command, self.environment | kind, keep))

    def manage(self, *arguments: str, output: int | None = None) -> int:
        """Runs a management command to its end, watching the others meanwhile; its exit code."""
        command = subprocess.Popen(
            [*MANAGE, *arguments],
            cwd=ROOT,
            env=environment_of(arguments[0], self.environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads here
        )
        try:
            while command.poll() is None:
                self.check()
                time.sleep(0.1)
        finally:
            command.terminate()
            command.wait()
        return command.returncode

    def check(self) -> None:
        """Raises SetUpError with its last words when a server or child has ended by itself."""
        for part in [*self.servers, *self.children]:
            process = part.process
            if process is not None and process.poll() is not None:
                ended = f"{part.name} ended by itself (code {process.returncode}); {part.log} ends:"
                raise SetUpError(f"{ended}\n{log_tail(part.log)}")

    def stop(self) -> None:
        """Beat, worker, web, broker, database: first what makes new work, last what all the others need."""
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, signal.SIG_IGN)  # stopping is under way and comes to its end
        for part in [*reversed(self.children), *reversed(self.servers)]:
            part.stop()
