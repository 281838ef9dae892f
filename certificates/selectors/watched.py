"""What is watched of the certificates: figures of all runs for a monitor."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from certificates.enums import ChunkState, RunStatus
from certificates.models import Run, RunChunk
from rightsadmin.common import clock

WORKING = (RunStatus.PRESSING, RunStatus.PROVING)
# Twice what a claim may be held: by then the sweep has given its chunk to somebody else.
QUIET_AFTER = timedelta(minutes=3)


def figures() -> dict[str, float]:
    """Runs that are pressed or read back; those of them stuck, of which nothing was claimed of late; failed ones."""
    lately = RunChunk.objects.filter(run=OuterRef("pk"), claimed_at__gte=clock.now() - QUIET_AFTER)
    working = Run.objects.filter(status__in=WORKING)
    return {
        "runs_working": working.count(),
        "runs_stuck": working.filter(created_at__lt=clock.now() - QUIET_AFTER)
        .exclude(Exists(lately))
        .count(),
        "runs_failed": Run.objects.filter(status=RunStatus.FAILED).count(),
        "chunks_failed": RunChunk.objects.filter(state=ChunkState.FAILED, run__status__in=WORKING).count(),
    }
