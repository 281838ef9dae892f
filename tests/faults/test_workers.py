"""Workers, broker, database and beat that die, a disk that is full: the run still ends, and nothing is lost.

The test that kills the database server needs a server of its own process: ./run test -n 0 tests/faults
"""

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from signal import SIGKILL, SIGQUIT

import pytest
import redis
from django.db import connection
from django.urls import reverse

from certificates.enums import ChunkState, ItemState, RunStatus
from certificates.models import Certificate, PrintFile, Run, RunChunk, RunItem
from certificates.selectors.verification import verify
from certificates.services import claims, files, runs, work
from ledger.models import Heartbeat
from rightsadmin import health
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from rightsadmin.embedded import die_with_parent
from tests.certificates.factories import clerk, separated_plan
from tests.conftest import ROOT
from tests.owner import as_owner
from tools import pytest_services

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker, pytest.mark.faults]

SYSTEM = Actor.system("tests")
HOLDERS = 12
PATIENCE = 120  # seconds; a run of this size takes ten on an idle machine
SMALL = 4_000_000  # bytes of a disk that holds the run's print files and little more
FULL = 20_000  # bytes that a file may have on a disk that is full: no print file is so small


@pytest.fixture(autouse=True)
def no_print_files_of_other_tests(settings):
    """A run may have the number of an earlier test's, whose rows are gone and whose files stayed."""
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "prints", ignore_errors=True)


@pytest.fixture
def begin(monkeypatch):
    """Begins a run in chunks of three, on a plan of its own where none is given."""
    monkeypatch.setattr(runs, "CHUNK_SIZE", 3)
    return lambda plan=None: runs.create_run(plan=plan or separated_plan(HOLDERS).plan, actor=clerk())


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}; runs: {list(Run.objects.values())}"
        time.sleep(0.05)


def in_state(state):
    return lambda: RunChunk.objects.filter(state=state).exists()


@pytest.fixture
def linger():
    """Makes every chunk stay in a state for a while, so that a test which looks now and then cannot miss it."""

    def stay(state):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(
                """
                CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN PERFORM pg_sleep(1); RETURN NEW; END $$
                """
            )
            cursor.execute(
                f"""
                CREATE TRIGGER linger BEFORE UPDATE ON certificates_runchunk FOR EACH ROW
                WHEN (OLD.state = '{state}' AND NEW.state <> '{state}') EXECUTE FUNCTION linger()
                """
            )

    yield stay
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS linger CASCADE")


def kill(worker):
    """The worker is dead, and so is the statement that it was in the middle of."""
    os.killpg(worker.pid, SIGKILL)
    worker.wait()
    wait_for("the dead worker's statement", nobody_is_in_a_statement)


def nobody_is_in_a_statement():
    """As the owner: the application's role is shown nothing of what others are doing, which would read as idle."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IS DISTINCT FROM 'idle' "
            "AND backend_type = 'client backend'"
        )
        return cursor.fetchone() == (0,)


def claims_grow_old():
    old = clock.now() - 2 * claims.STALE_AFTER
    RunChunk.objects.filter(claimed_at__isnull=False).update(claimed_at=old)


def time_passes():
    """The claims of the dead are old now, and the sweep comes round."""
    claims_grow_old()
    work.sweep(actor=SYSTEM)


def limit_files(worker, size):
    """The worker's processes can write no file beyond the size from now on; without a size they can again."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text(encoding="ascii").split()
    for pid in [worker.pid, *map(int, children)]:
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size or hard, hard))


@pytest.fixture
def start_beat(celery_environment, tmp_path):
    """Starts a real beat with its schedule in this test's folder."""
    started = []

    def start():
        command = [sys.executable, "-m", "celery", "-A", "rightsadmin", "beat"]
        with (tmp_path / "beat.log").open("ab") as log:
            beat = subprocess.Popen(
                [*command, "-s", str(tmp_path / "schedule"), "--pidfile="],
                cwd=ROOT,
                env=celery_environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(SIGQUIT),  # noqa: PLW1509 - no other way
            )
        started.append(beat)
        return beat

    yield start
    for beat in started:
        beat.kill()
        beat.wait()


def ends_proved(run):
    wait_for(
        "the proof", lambda: Run.objects.get(pk=run.pk).status not in {RunStatus.PRESSING, RunStatus.PROVING}
    )
    run = Run.objects.get(pk=run.pk)
    assert (run.status, run.message) == (RunStatus.PROVED, "")


def nothing_lost_or_doubled(run, media):
    """No number lost or used twice, no file without a row, no row without its file, all equal to the ledger."""
    numbers = list(Certificate.objects.filter(run=run).values_list("number", flat=True))
    assert numbers == list(range(1, HOLDERS + 1))
    assert RunItem.objects.filter(run=run, state=ItemState.PRESSED).count() == HOLDERS
    folder = Path(media) / files.folder(run)
    stored = {path.relative_to(media).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert stored == set(PrintFile.objects.filter(run=run).values_list("storage_name", flat=True))
    assert verify(run.plan).differences == []


@pytest.mark.parametrize("phase", [ChunkState.PRESSING, ChunkState.PROVING])
def test_worker_killed_in_any_phase_loses_nothing(begin, linger, start_worker, settings, phase):
    linger(phase)
    worker = start_worker()
    run = begin()
    wait_for(phase, in_state(phase))
    kill(worker)

    start_worker()
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_broker_that_lost_its_memory_stops_nothing(begin, linger, start_worker, settings):
    linger(ChunkState.PRESSING)
    worker = start_worker()
    run = begin()
    wait_for("a claim", in_state(ChunkState.PRESSING))
    kill(worker)
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()

    start_worker()
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_database_that_ends_every_connection_loses_nothing(begin, linger, start_worker, settings):
    linger(ChunkState.PRESSING)
    start_worker()
    run = begin()
    wait_for("a claim", in_state(ChunkState.PRESSING))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    time.sleep(2)
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_database_server_killed_and_started_again_loses_nothing(begin, linger, start_worker, settings):
    linger(ChunkState.PRESSED)
    server = pytest_services.started.get("RIGHTSADMIN_DATABASE_URL")
    if server is None:
        pytest.skip("the database server is not this process's own: it may not be killed")
    start_worker()
    run = begin()
    wait_for("a print file", in_state(ChunkState.PRESSED))
    server.process.kill()
    server.process.wait()
    connection.close()
    server.start()
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_full_disk_fails_the_run_with_a_sentence_and_one_retry_ends_it(begin, start_worker, settings):
    worker = start_worker()
    limit_files(worker, FULL)
    run = begin()
    wait_for("the failure", lambda: Run.objects.get(pk=run.pk).status == RunStatus.FAILED)
    assert "4 of 4 chunks failed" in (message := Run.objects.get(pk=run.pk).message)
    assert "The store did not take a print file" in message
    assert not PrintFile.objects.exists()

    limit_files(worker, None)
    runs.retry_failed(run=run, actor=clerk())

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


@pytest.fixture
def small_disk(settings, tmp_path):
    """The store on a file system of its own, of a few megabytes; skips where it cannot be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid():
        pytest.skip("only root can mount a file system")
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)]
    mounted = subprocess.run(mounting, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr}")
    settings.MEDIA_ROOT = str(disk)
    yield disk
    # lazily: the worker that has it open ends later
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk):
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def test_disk_without_room_fails_the_run_with_its_reason_and_one_retry_ends_it(
    begin, small_disk, start_worker, settings
):
    plan = separated_plan(HOLDERS).plan
    filler = fill(small_disk)
    start_worker()
    run = begin(plan)
    wait_for("the failure", lambda: Run.objects.get(pk=run.pk).status == RunStatus.FAILED)
    assert "No space left on device" in Run.objects.get(pk=run.pk).message
    assert not PrintFile.objects.exists()

    filler.unlink()
    runs.retry_failed(run=run, actor=clerk())

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_beat_killed_is_told_by_health_and_its_return_ends_the_run(
    begin, linger, start_worker, start_beat, settings, client
):
    linger(ChunkState.PRESSING)

    def beats():
        health.answers.forget()
        token = {"Authorization": f"Bearer {settings.MONITOR_TOKEN}"}
        return client.get(reverse("health-ready"), headers=token).json()["beat_and_worker"]

    settings.MONITOR_TOKEN = "t" * 40

    beat, worker = start_beat(), start_worker()
    wait_for("a heartbeat", beats)
    kill(beat)
    Heartbeat.objects.update(at=clock.now() - settings.BEAT_HEARTBEAT_STALE_AFTER)
    assert not beats()

    run = begin()
    wait_for("a claim", in_state(ChunkState.PRESSING))
    kill(worker)
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    start_worker()
    claims_grow_old()
    assert not beats()
    start_beat()

    ends_proved(run)
    assert beats()
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)
