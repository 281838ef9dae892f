"""Real workers that are killed, a broker that forgets, a database that throws everybody out: the run still ends."""

import os
import time
from pathlib import Path
from signal import SIGKILL

import pytest
import redis
from django.db import connection

from certificates.enums import ChunkState, ItemState, RunStatus
from certificates.models import Certificate, PrintFile, Run, RunChunk, RunItem
from certificates.selectors.verification import verify
from certificates.services import claims, files, runs, work
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests.certificates.factories import clerk, separated_plan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker, pytest.mark.faults]

SYSTEM = Actor.system("tests")
HOLDERS = 12
PATIENCE = 120  # seconds; a run of this size takes ten on an idle machine


@pytest.fixture
def begin(monkeypatch):
    """Begins a run in chunks of three."""
    monkeypatch.setattr(runs, "CHUNK_SIZE", 3)
    return lambda: runs.create_run(plan=separated_plan(HOLDERS).plan, actor=clerk())


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}; runs: {list(Run.objects.values())}"
        time.sleep(0.05)


def in_state(state):
    return lambda: RunChunk.objects.filter(state=state).exists()


def kill(worker):
    os.killpg(worker.pid, SIGKILL)
    worker.wait()


def time_passes():
    """The claims of the dead are old now, and the sweep comes round."""
    old = clock.now() - 2 * claims.STALE_AFTER
    RunChunk.objects.filter(claimed_at__isnull=False).update(claimed_at=old)
    work.sweep(actor=SYSTEM)


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
def test_worker_killed_in_any_phase_loses_nothing(begin, start_worker, settings, phase):
    worker = start_worker()
    run = begin()
    wait_for(phase, in_state(phase))
    kill(worker)

    start_worker()
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_broker_that_lost_its_memory_stops_nothing(begin, start_worker, settings):
    worker = start_worker()
    run = begin()
    wait_for("a claim", in_state(ChunkState.PRESSING))
    kill(worker)
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()

    start_worker()
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)


def test_database_that_ends_every_connection_loses_nothing(begin, start_worker, settings):
    start_worker()
    run = begin()
    wait_for("a claim", in_state(ChunkState.PRESSING))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    time.sleep(2)
    time_passes()

    ends_proved(run)
    nothing_lost_or_doubled(run, settings.MEDIA_ROOT)
