"""Runs the database, the broker, the web server, a worker and beat as the children of one process.

    python -m tools.supervise demo [--once] | manage COMMAND ... | reset

RIGHTSADMIN_DATABASE_URL and RIGHTSADMIN_REDIS_URL, where set, are used instead of the embedded servers.
RIGHTSADMIN_VAR is the state folder (var/ in the checkout), PORT the first port to try (8000).
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Any, NoReturn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightsadmin.settings.demo")
from rightsadmin.embedded import EmbeddedServerError, die_with_parent, postgres_home
from tools.command_needs import MIGRATION_COMMANDS, needs_services
from tools.console import SetUpError, say
from tools.lock import StateLock
from tools.supervisor import MANAGE, STATE, Supervisor, environment_of

PORTS_TO_TRY = 20
HIGHEST_PORT = 65_535
#: What set-up put into the state folder; a reset leaves it there.
INSTALLED = {"lock", "setup.lock", "syslibs", "fonts", "fonts.lock"}
#: What ./run demo does once everything runs: the story, then the addresses and sign-ins.
STORY = (("seed_demo",), ("demo_summary",))


class Interrupted(Exception):
    """Somebody asked this process to stop."""


# -------------------------------------------------------------------------------------------------- the demo


def demo(lock: StateLock, *, once: bool, story: Sequence[Sequence[str]] = STORY) -> int:
    """Everything up, then the story; goes on until asked to stop, or with ``once`` ends with the story's
    exit code.
    """
    for holder in _wait_to_hold(lock, "demo"):
        if holder["command"] == "demo":
            say(f"already running at {holder.get('url', 'no address yet')} (process {holder['pid']})")
            return 1
    _stop_on_signals()
    supervisor = Supervisor()
    try:
        url = _start_everything(supervisor, lock)
        for command in story:
            if code := supervisor.manage(*command):
                say(f"manage.py {' '.join(command)} failed with code {code}; logs are in {STATE / 'log'}")
                return code
        if once:
            return 0
        say(f"running at {url} - Ctrl-C stops everything and keeps the data; logs are in {STATE / 'log'}")
        while True:
            supervisor.check()
            time.sleep(0.5)
    except (Interrupted, KeyboardInterrupt):
        say("stopping")
        return 130 if once else 0
    except (SetUpError, EmbeddedServerError) as error:  # told before what the stopping says
        say(str(error))
        return 1
    finally:
        supervisor.stop()
        say("everything is stopped; the data is kept")


def _start_everything(supervisor: Supervisor, lock: StateLock) -> str:
    """Servers, schema, static files, then web, worker and beat; the address."""
    started = time.monotonic()

    def elapsed() -> str:
        return f"({time.monotonic() - started:.0f} s)"

    supervisor.start_servers()
    say(f"database and broker are up {elapsed()}")
    supervisor.environment |= {"RIGHTSADMIN_SECRET_KEY": _secret_key()}
    for command in (("migrate", "--noinput"), ("collectstatic", "--noinput", "--verbosity", "0")):
        if supervisor.manage(*command, output=sys.stderr.fileno()):
            raise SetUpError(f"manage.py {command[0]} failed (its message is above)")
    say(f"the schema and the static files are up to date {elapsed()}")
    with _listen() as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        supervisor.environment |= {"RIGHTSADMIN_DEMO_URL": url}
        web = f"gunicorn rightsadmin.wsgi --bind fd://{listener.fileno()} --workers 2 --threads 4 --preload"
        options = "--no-control-socket --access-logfile - -c python:rightsadmin.web_server"
        supervisor.start_child("web", *web.split(), *options.split(), keep=[listener.fileno()])
    worker = "celery -A rightsadmin worker -c 2 -l INFO --without-gossip --without-mingle"
    supervisor.start_child("worker", *worker.split())
    beat = "celery -A rightsadmin beat -l INFO --pidfile="
    supervisor.start_child("beat", *beat.split(), "--schedule", str(STATE / "beat-schedule"))
    _wait_for_web(supervisor, url)
    names = (
        f"RIGHTSADMIN_{name}"
        for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEMO_URL")
    )
    known = {name: supervisor.environment[name] for name in names if name in supervisor.environment}
    lock.tell(url=url, environment=known)
    say(f"web, worker and beat are up at {url} {elapsed()}")
    return url


def _secret_key() -> str:
    """Made once, so that a restart signs nobody out."""
    file = STATE / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return os.environ.get("RIGHTSADMIN_SECRET_KEY") or file.read_text()


def _listen() -> socket.socket:
    """A listening socket on the first free port; the web server inherits it, so it cannot be lost again."""
    wanted = os.environ.get("PORT", "8000")
    if not wanted.isdigit() or not 0 < int(wanted) < HIGHEST_PORT - PORTS_TO_TRY:
        raise SetUpError(f"PORT is {wanted!r}. It must be a number, for example: PORT=8100 ./run demo")
    first = int(wanted)
    for port in range(first, first + PORTS_TO_TRY):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except OSError:
            listener.close()
            say(f"port {port} is busy: trying the next one")
        else:
            return listener
    raise SetUpError(f"Ports {first} to {port} are busy. Choose another one: PORT=9000 ./run demo")


def _wait_for_web(supervisor: Supervisor, url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        supervisor.check()
        try:
            with urllib.request.urlopen(url + "health/live/", timeout=5):  # noqa: S310 - http, our own
                return
        except OSError:
            time.sleep(0.2)
    raise SetUpError(f"The web server did not answer in a minute; see {STATE / 'log' / 'web.log'}")


def _wait_to_hold(lock: StateLock, command: str) -> Iterator[dict[str, Any]]:
    """Ends when we hold the lock. Until then yields what its holder tells, again and again."""
    said = False
    while not lock.try_to_hold(command):
        if holder := lock.holder():
            yield holder
            if not said:
                say(f"waiting for another ./run {holder['command']} (process {holder['pid']})")
                said = True
        time.sleep(0.2)


def _stop_on_signals() -> None:
    def stop(signum: int, frame: FrameType | None) -> NoReturn:
        raise Interrupted

    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, stop)


# -------------------------------------------------------------------------------------------- other commands


def manage(lock: StateLock, arguments: list[str]) -> int:
    """A management command on the running demo's servers, or on servers brought up for it, or on none."""
    os.chdir(os.environ.get("RIGHTSADMIN_CALLED_FROM", "."))  # files are named from where it was typed
    if not needs_services(arguments):
        os.execv(sys.executable, [*MANAGE, *arguments])  # noqa: S606 - it replaces this process
    for holder in _wait_to_hold(lock, "manage"):
        if environment := holder.get("environment"):
            environment = environment_of(arguments[0], os.environ | environment)
            os.execve(sys.executable, [*MANAGE, *arguments], environment)  # noqa: S606
    _stop_on_signals()
    supervisor = Supervisor()
    try:
        supervisor.start_servers()
        supervisor.environment |= {"RIGHTSADMIN_SECRET_KEY": _secret_key()}
        if supervisor.servers and arguments[0] not in MIGRATION_COMMANDS:
            up_to_date = ("migrate", "--noinput", "--verbosity", "0")
            if code := supervisor.manage(*up_to_date, output=sys.stderr.fileno()):
                return code
        return _run_in_foreground(arguments, environment_of(arguments[0], supervisor.environment))
    except (Interrupted, KeyboardInterrupt):
        return 130
    finally:
        supervisor.stop()


def _run_in_foreground(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """The command has the terminal: Ctrl-C is its own to answer (a shell goes on, others end)."""
    command = subprocess.Popen(
        [*MANAGE, *arguments],
        env=environment,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads here
    )
    with _ignored(signal.SIGINT):
        try:
            return command.wait()
        finally:
            command.terminate()
            command.wait()


@contextlib.contextmanager
def _ignored(signum: signal.Signals) -> Iterator[None]:
    before = signal.signal(signum, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signum, before)


def reset(lock: StateLock) -> int:
    """Deletes the demo's data and files; what set-up installed stays."""
    if not lock.try_to_hold("reset"):
        say(f"it is running (process {lock.holder().get('pid', '?')}): stop it first")
        return 1
    if (home := postgres_home(STATE)) != STATE:
        shutil.rmtree(home, ignore_errors=True)
    for path in STATE.iterdir():
        if path.name in INSTALLED:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    say("the demo's data is deleted; ./run demo begins anew")
    return 0


def main(arguments: list[str]) -> int:
    command, *rest = arguments
    if command == "demo" and set(rest) - {"--once"}:
        say(f"./run demo takes --once or nothing, not: {' '.join(rest)}")
        return 2
    try:
        with StateLock(STATE) as lock:
            if command == "manage":
                return manage(lock, rest)
            return reset(lock) if command == "reset" else demo(lock, once="--once" in rest)
    except (SetUpError, EmbeddedServerError) as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
