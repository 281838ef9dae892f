"""What keeps a run going to its end: the next chunk, the turn from pressing to proof, and the sweep.

The broker only carries hints. Where they are lost, the sweep finds runs with work and no worker and sends new
ones; where a worker dies, its claim is taken back. A run therefore ends by itself, or stops as failed with one
button to press.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from certificates.enums import ChunkState, RunKind, RunStatus
from certificates.models import Run, RunChunk
from certificates.services import claims, files, proof, release, runs
from certificates.services.claims import PRESS, PROVE, STAGES, Stage
from certificates.services.locks import lock_run
from certificates.services.pressing import press_chunk
from ledger.errors import BackOfficeError
from ledger.services import audit
from ledger.services.locks import PATIENTLY
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

logger = logging.getLogger(__name__)

# A run with work and no claim younger than this has lost its tasks: the sweep sends new ones.
IDLE_AFTER = timedelta(seconds=45)
# Files without a row are removed this long after a run was cancelled, when no worker can still be storing one.
ORPHANS_AFTER = timedelta(minutes=5)
ORPHANS_UNTIL = timedelta(minutes=15)


def press_next(*, run_id: int, worker: str, actor: Actor) -> bool:
    """Presses the run's next chunk and asks for the one after it; False where there was none to claim."""
    return _work(PRESS, lambda chunk: press_chunk(chunk, actor=actor), run_id, worker, actor)


def prove_next(*, run_id: int, worker: str, actor: Actor) -> bool:
    """Reads the run's next print file back and asks for the one after it; False where there was none to claim."""
    return _work(PROVE, proof.prove_chunk, run_id, worker, actor)


def sweep(*, actor: Actor) -> None:
    """Every half minute: frees what dead workers hold, ends runs that are done, wakes runs whose tasks were lost."""
    freed = claims.free_stale()
    if freed:
        logger.warning("%s chunks were taken back from workers that did not finish.", freed)
    for stage in STAGES:
        for run_id in Run.objects.filter(status=stage.status).values_list("pk", flat=True):
            settle(run_id=run_id, actor=actor)
            if _is_idle(stage, run_id):
                _send(stage, run_id)
    cancelled = Run.objects.filter(
        status=RunStatus.CANCELLED,
        ended_at__range=(clock.now() - ORPHANS_UNTIL, clock.now() - ORPHANS_AFTER),
    )
    for run in cancelled:
        files.remove_orphans(run)


def settle(*, run_id: int, actor: Actor) -> None:
    """Turns a run whose chunks are all done to its next status: to the proof, to proved, or to failed.

    The row lock makes one of several workers that finish together do it; the sweep does it where none did.
    """
    with transaction.atomic():
        run = lock_run(run_id, timeout=PATIENTLY)
        stage = next((stage for stage in STAGES if stage.status == run.status), None)
        chunks = RunChunk.objects.filter(run=run)
        if stage is None or chunks.filter(state__in=(stage.waiting, stage.working)).exists():
            return
        failed = chunks.filter(state=ChunkState.FAILED).order_by("seq")
        if first := failed.first():
            message = (
                f"{failed.count()} of {chunks.count()} chunks failed. Chunk {first.seq}: {first.message}"
            )
            runs.turn(run, RunStatus.FAILED, message, actor=actor)
        elif stage is PRESS:
            run.pressed_at = clock.now()
            runs.turn(run, RunStatus.PROVING, "", actor=actor)
            _send(PROVE, run.pk)
        else:
            _conclude(run, actor)


def _conclude(run: Run, actor: Actor) -> None:
    report = proof.conclude(run)
    audit.record(
        "run.proved",
        plan=run.plan,
        target=run,
        after={"passed": report.passed, "totals": report.totals, "differences": report.differences},
        actor=actor,
    )
    if report.passed:
        runs.turn(run, RunStatus.PROVED, "", actor=actor)
        if run.kind == RunKind.PRESENTATION:
            release.release_presented(run, actor=actor)
        elif run.kind == RunKind.NOTICE:
            release.release_notice(run, actor=actor)
    else:
        runs.turn(run, RunStatus.FAILED, f"The proof differs: {report.differences[0]}", actor=actor)


def _work(stage: Stage, task: Callable[[RunChunk], bool], run_id: int, worker: str, actor: Actor) -> bool:
    chunk = claims.claim(stage, run_id=run_id, worker=worker)
    if chunk is None:
        settle(run_id=run_id, actor=actor)
        return False
    try:
        task(chunk)
    except Exception as error:
        logger.exception("%s: attempt %s came to nothing.", chunk, chunk.attempts)
        claims.fail(chunk, stage, _sentence(error))
    settle(run_id=run_id, actor=actor)
    enqueue.on_commit(stage.task, run_id=run_id)
    return True


def _sentence(error: Exception) -> str:
    return error.sentence if isinstance(error, BackOfficeError) else f"{type(error).__name__}: {error}"


def _is_idle(stage: Stage, run_id: int) -> bool:
    chunks = RunChunk.objects.filter(run_id=run_id)
    return (
        chunks.filter(state=stage.waiting).exists()
        and not chunks.filter(claimed_at__gte=clock.now() - IDLE_AFTER).exists()
    )


def _send(stage: Stage, run_id: int) -> None:
    for _ in range(runs.SEEDS):
        enqueue.on_commit(stage.task, run_id=run_id)
