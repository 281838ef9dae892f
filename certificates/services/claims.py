"""Claims on chunks: one worker at a time, taken back from the dead, never finished by anyone but its holder."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from certificates.enums import ChunkState, RunStatus
from certificates.models import PrintFile, Run, RunChunk
from certificates.services.locks import lock_claimed
from ledger.services.locks import PATIENTLY
from rightsadmin.common import clock

ATTEMPTS = 3
# Half as long again as the hard time limit of a task: whoever holds a claim longer is dead.
STALE_AFTER = timedelta(seconds=90)


@dataclass(frozen=True)
class Stage:
    """One of the two works on a chunk: where it comes from and goes to, in runs of which status, by which task."""

    waiting: str
    working: str
    done: str
    status: str
    task: str


PRESS = Stage(
    ChunkState.WAITING, ChunkState.PRESSING, ChunkState.PRESSED, RunStatus.PRESSING, "certificates.press_next"
)
PROVE = Stage(
    ChunkState.PRESSED, ChunkState.PROVING, ChunkState.PROVED, RunStatus.PROVING, "certificates.prove_next"
)
STAGES = (PRESS, PROVE)


def claim(stage: Stage, *, run_id: int, worker: str) -> RunChunk | None:
    """The next chunk of the run for this stage, claimed; None where nothing waits or the run is paused or ended.

    Chunks that another worker is claiming at this moment are skipped, never waited for.
    """
    with transaction.atomic():
        chunk = (
            RunChunk.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(run_id=run_id, run__status=stage.status, state=stage.waiting)
            .select_related("run__plan", "run__template_version", "print_file")
            .order_by("seq")
            .first()
        )
        if chunk is None:
            return None
        chunk.state, chunk.claim, chunk.claimed_by = stage.working, uuid.uuid4(), worker[:120]
        chunk.claimed_at = clock.now()
        chunk.attempts += 1
        chunk.save(update_fields=["state", "claim", "claimed_by", "claimed_at", "attempts"])
    return chunk


def finish(chunk: RunChunk, stage: Stage, *fields: str) -> None:
    """The locked chunk is done with this stage; `fields` were set by the caller and are saved with it."""
    chunk.state, chunk.claim, chunk.attempts, chunk.message = stage.done, None, 0, ""
    chunk.finished_at = clock.now()
    chunk.save(update_fields=["state", "claim", "attempts", "message", "finished_at", *fields])


def fail(chunk: RunChunk, stage: Stage, message: str) -> None:
    """The attempt came to nothing: the chunk waits again, or has failed after ATTEMPTS; a lost claim does nothing."""
    with transaction.atomic():
        if (current := lock_claimed(chunk, timeout=PATIENTLY)) is not None:
            give_back(current, stage, message)


def free_stale() -> int:
    """Takes claims back from workers that did not finish within STALE_AFTER; the number of chunks freed."""
    freed = 0
    with transaction.atomic():
        for stage in STAGES:
            stale = RunChunk.objects.select_for_update(skip_locked=True).filter(
                state=stage.working, claimed_at__lt=clock.now() - STALE_AFTER
            )
            for chunk in stale:
                give_back(
                    chunk,
                    stage,
                    f"The worker {chunk.claimed_by} did not finish within {STALE_AFTER.seconds} s.",
                )
                freed += 1
    return freed


def give_back(chunk: RunChunk, stage: Stage, message: str, *fields: str, last: bool = False) -> None:
    """The locked chunk waits for the stage again, or has failed after ATTEMPTS or where this was the last one.

    `fields` were set by the caller and are saved with it.
    """
    failed = last or chunk.attempts >= ATTEMPTS
    chunk.state, chunk.claim, chunk.message = ChunkState.FAILED if failed else stage.waiting, None, message
    chunk.save(update_fields=["state", "claim", "message", *fields])


def wait_again(run: Run) -> list[PrintFile]:
    """Every failed chunk of the locked run waits again, as if it had never been pressed; the files they gave up."""
    failed = RunChunk.objects.filter(run=run, state=ChunkState.FAILED).select_related("print_file")
    given_up = [chunk.print_file for chunk in failed if chunk.print_file]
    failed.update(
        state=ChunkState.WAITING,
        attempts=0,
        message="",
        print_file=None,
        differences=[],
        finished_at=None,
    )
    return given_up


def cancel(run: Run) -> None:
    """What is not proved of the locked run is never pressed; a worker that holds a claim changes nothing more."""
    RunChunk.objects.filter(run=run).exclude(state=ChunkState.PROVED).update(
        state=ChunkState.CANCELLED, claim=None
    )
