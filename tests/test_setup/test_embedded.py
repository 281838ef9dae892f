import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from rightsadmin.embedded import EmbeddedServerError, Postgres, Valkey

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def cluster(state):
    """A data folder with one committed row."""
    server = Postgres(state, durable=False)
    server.start()
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('committed')")
    server.stop()
    return state


@pytest.fixture
def postgres(cluster):
    server = Postgres(cluster, durable=False)
    yield server
    server.stop()


def kept_words(server):
    with psycopg.connect(server.url) as connection:
        return connection.execute("SELECT word FROM kept").fetchall()


def test_postgres_keeps_its_rows_over_a_restart(postgres):
    postgres.start()

    assert kept_words(postgres) == [("committed",)]


def test_postgres_starts_again_after_it_was_killed(postgres):
    postgres.start()
    postgres.process.send_signal(signal.SIGKILL)
    postgres.process.wait()
    postgres.start()

    assert kept_words(postgres) == [("committed",)]


def test_postgres_starts_when_the_stored_process_id_is_another_live_process(postgres):
    """The number in postmaster.pid came to be another process, which is left alone."""
    with subprocess.Popen(["sleep", "600"]) as bystander:
        (postgres.data / "postmaster.pid").write_text(f"{bystander.pid}\n{postgres.data}\n")
        postgres.start()

        assert bystander.poll() is None
        assert kept_words(postgres) == [("committed",)]
        bystander.kill()


def test_postgres_stops_a_server_that_was_left_over_on_its_data(postgres, cluster):
    leftover = Postgres(cluster, durable=False)
    leftover.start()
    postgres.start()

    assert leftover.process.wait(5) == 0
    assert kept_words(postgres) == [("committed",)]


def test_postgres_refuses_data_of_another_major_version(postgres):
    version = postgres.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("9\n")
    with pytest.raises(EmbeddedServerError, match=r"made by PostgreSQL 9 .* \./run reset"):
        postgres.start()
    version.write_text(ours)


def test_postgres_clears_what_an_interrupted_first_start_left(tmp_path_factory, state):
    server = Postgres(state / "interrupted", durable=False)
    server.data.mkdir(parents=True)
    (server.data / "base").mkdir()
    (server.data / "postgresql.conf").write_text("half")
    try:
        server.start()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    finally:
        server.stop()


def test_postgres_answers_only_on_its_socket_of_mode_0700(postgres):
    postgres.start()

    assert postgres.sockets.stat().st_mode & 0o777 == 0o700
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_postgres_names_a_wrong_folder_of_programs(state, monkeypatch):
    monkeypatch.setenv("RIGHTSADMIN_PG_BIN", "/nowhere")

    with pytest.raises(EmbeddedServerError, match="RIGHTSADMIN_PG_BIN is /nowhere"):
        Postgres(state)


def test_servers_die_with_the_process_that_started_them(cluster):
    code = f"""
import os, signal, sys
from pathlib import Path
from rightsadmin.embedded import Postgres, Valkey
servers = Postgres(Path({str(cluster)!r}), durable=False), Valkey(Path({str(cluster)!r}), durable=False)
for server in servers:
    server.start()
    print(server.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pids = [int(line) for line in done.stdout.split()]

    assert len(pids) == 2
    assert [pid for pid in pids if not ends_within(pid, seconds=10)] == []


def ends_within(pid, *, seconds):
    """Whether a process that is not our child is gone, or a zombie nobody has reaped, in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_valkey_keeps_queued_messages_over_a_restart_and_wants_its_password(state):
    server = Valkey(state)
    try:
        server.start()
        with redis.Redis.from_url(server.url) as client:
            client.lpush("celery", "task")
        server.stop()
        server.start()
        with redis.Redis.from_url(server.url) as client:
            assert client.lrange("celery", 0, -1) == [b"task"]
        with (
            redis.Redis(port=server.port, retry=Retry(NoBackoff(), 0)) as stranger,
            pytest.raises(redis.AuthenticationError),
        ):
            stranger.ping()
    finally:
        server.stop()


def test_valkey_configuration_is_readable_by_its_owner_only(state):
    assert (state / "valkey").stat().st_mode & 0o777 == 0o700
    assert os.access(state / "valkey", os.R_OK)
