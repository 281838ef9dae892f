"""One whole life of the demo, with a short story in place of the long one."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from rightsadmin.embedded import Postgres
from tests.test_setup.conftest import processes_of
from tools import database_template
from tools.lock import StateLock

pytestmark = pytest.mark.faults

ROOT = Path(__file__).resolve().parents[2]
DEMO = """
import sys
from tools.lock import StateLock
from tools.supervise import demo
from tools.supervisor import STATE
with StateLock(STATE) as lock:
    sys.exit(demo(lock, once="--once" in sys.argv, story=[["version"]]))
"""


@pytest.fixture(scope="module")
def environment(state):
    """As on a newcomer's machine: no variable names a server or the settings. The schema is up to date from the
    start; that set-up brings it so in a new folder has a test of its own.
    """
    database_template.begin_with_template(Postgres(state))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RIGHTSADMIN_", "DJANGO_", "PYTEST_"))}
    return kept | {"RIGHTSADMIN_VAR": str(state), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def run(environment):
    def run(*command, **options):
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment | options,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


class Demo:
    """The demo as a child of the tests."""

    def __init__(self, environment, port):
        self.process = subprocess.Popen(
            [sys.executable, "-c", DEMO],
            cwd=ROOT,
            env=environment | {"PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines = []

    def read_until(self, words):
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if words in line:
                return line
        raise AssertionError("\n".join(self.lines))

    def end(self, signum=None):
        """Waits for the end, after the signal if there is one; the exit code."""
        if signum is not None:
            self.process.send_signal(signum)
        with self.process:
            self.lines += [line.strip() for line in self.process.stdout]
        return self.process.returncode


@pytest.fixture(scope="module")
def busy_port():
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        yield squatter.getsockname()[1]


@pytest.fixture
def demo(environment, busy_port):
    running = Demo(environment, busy_port)
    try:
        running.read_until("running at")
        yield running
    finally:
        if not running.process.stdout.closed:
            running.end(signal.SIGKILL)


def wait_for_no_processes(state, seconds=20):
    end = time.monotonic() + seconds
    while (left := processes_of(state)) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def test_demo_serves_tells_and_stops_cleanly(demo, state, busy_port, run):
    """Told in one test, since a start takes seconds."""
    with StateLock(state) as lock:
        holder = lock.holder()
    assert holder["pid"] == demo.process.pid
    assert f"==> port {busy_port} is busy: trying the next one" in demo.lines
    assert holder["url"] != f"http://127.0.0.1:{busy_port}/"
    with urllib.request.urlopen(holder["url"] + "health/live/") as answer:  # noqa: S310 - our own
        assert answer.status == 200

    second = run("-m", "tools.supervise", "demo")
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == f"==> already running at {holder['url']} (process {demo.process.pid})\n"

    command = run("-m", "tools.supervise", "manage", "showmigrations", "sessions")
    assert command.stderr == ""
    assert command.stdout == "sessions\n [X] 0001_initial\n"

    refused = run("-m", "tools.supervise", "reset")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"==> it is running (process {demo.process.pid}): stop it first\n"

    assert demo.end(signal.SIGINT) == 0
    assert demo.lines[-2:] == ["==> stopping", "==> everything is stopped; the data is kept"]
    assert processes_of(state) == {}


def test_demo_killed_leaves_no_orphan_and_the_next_start_recovers(demo, state, run):
    assert any("celery" in command for command in processes_of(state).values())
    demo.end(signal.SIGKILL)

    assert wait_for_no_processes(state) == {}
    command = run("-m", "tools.supervise", "manage", "showmigrations", "sessions")
    assert command.stdout == "sessions\n [X] 0001_initial\n"
    assert processes_of(state) == {}


def test_demo_ends_with_the_last_words_of_a_part_that_died(demo, state):
    (worker,) = [
        pid
        for pid, command in processes_of(state).items()
        if "rightsadmin worker" in command and is_leader(pid)
    ]
    os.kill(worker, signal.SIGKILL)

    assert demo.end() == 1
    assert any(line.startswith("==> worker ended by itself (code -9)") for line in demo.lines)
    assert processes_of(state) == {}


def is_leader(pid):
    return os.getsid(pid) == pid


def test_manage_in_a_new_folder_brings_the_schema_up_to_date_and_keeps_its_output_pure(state, run):
    fresh = state / "fresh"
    command = run("-m", "tools.supervise", "manage", "sqlsequencereset", "auth", RIGHTSADMIN_VAR=str(fresh))

    assert (command.returncode, command.stderr) == (0, "")
    assert command.stdout.startswith("BEGIN;\n")
    assert processes_of(fresh) == {}


def test_manage_uses_the_servers_that_variables_name(state, run):
    elsewhere = state / "elsewhere"
    ours = {name: os.environ[name] for name in ("RIGHTSADMIN_DATABASE_URL", "RIGHTSADMIN_REDIS_URL")}
    command = run("-m", "tools.supervise", "manage", "showmigrations", RIGHTSADMIN_VAR=str(elsewhere), **ours)

    assert (command.returncode, command.stderr) == (0, "")
    assert not (elsewhere / "postgres").exists()


def test_manage_hands_on_the_exit_code(run):
    assert run("-m", "tools.supervise", "manage", "no_such_command").returncode == 1


def test_manage_without_a_database_starts_none(state, run):
    untouched = state / "untouched"
    command = run("-m", "tools.supervise", "manage", "version", RIGHTSADMIN_VAR=str(untouched))

    assert (command.returncode, command.stderr) == (0, "")
    assert not (untouched / "postgres").exists()


def test_demo_once_ends_by_itself_and_leaves_nothing_running(state, run):
    once = run("-c", DEMO, "--once", PORT="8400")

    assert (once.returncode, once.stdout) == (0, "5.2.19\n")
    assert processes_of(state) == {}


def test_data_of_another_version_ends_demo_and_commands_with_what_to_do(state, run):
    applied = "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0002_of_another_version', now())"
    owner = (
        "import os, psycopg; psycopg.connect(os.environ['RIGHTSADMIN_OWNER_DATABASE_URL'], autocommit=True)"
    )
    settled = run("-m", "tools.supervise", "manage", "shell", "-c", f'{owner}.execute("{applied}")')
    assert settled.returncode == 0, settled.stderr

    for command in (["-c", DEMO, "--once"], ["-m", "tools.supervise", "manage", "sqlsequencereset", "auth"]):
        refused = run(*command)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "migrations that it has not are ledger.0002_of_another_version" in refused.stderr
        assert "./run reset" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert processes_of(state) == {}


def test_demo_refuses_what_it_does_not_know(run):
    done = run("-m", "tools.supervise", "demo", "--ocne")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "==> ./run demo takes --once or nothing, not: --ocne\n"


def test_reset_deletes_the_data_and_keeps_what_was_installed(state, run):
    (state / "fonts").mkdir(exist_ok=True)
    (state / "files").mkdir(exist_ok=True)
    done = run("-m", "tools.supervise", "reset")

    assert done.returncode == 0
    assert sorted(path.name for path in state.iterdir()) == ["fonts", "lock"]
