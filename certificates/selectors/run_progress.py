"""How far a run is: counted from its chunks and items, never stored."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from certificates.enums import ChunkState, ItemState, RunStatus
from certificates.models import Run, RunChunk, RunItem

TONES = {
    RunStatus.PRESSING: "info",
    RunStatus.PAUSED: "warn",
    RunStatus.PROVING: "info",
    RunStatus.PROVED: "ok",
    RunStatus.FAILED: "bad",
    RunStatus.AWAITING_RELEASE: "warn",
    RunStatus.RELEASED: "ok",
    RunStatus.CANCELLED: "",
}
LIVE = (RunStatus.PRESSING, RunStatus.PROVING)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Items and chunks of a run by state; `rights` are those of the items to be pressed."""

    run: Run
    total: int
    done: int
    exceptions: int
    rights: Decimal
    chunks: int
    chunks_proved: int
    chunks_failed: int

    @property
    def percent(self) -> int:
        """Whole per cent of the certificates pressed, rounded down."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def tone(self) -> str:
        return TONES[RunStatus(self.run.status)]

    @property
    def failed(self) -> bool:
        return self.run.status == RunStatus.FAILED or self.chunks_failed > 0

    @property
    def moving(self) -> bool:
        """Whether the page should ask again."""
        return self.run.status in LIVE


def progress(run: Run) -> Progress:
    """Two queries, whatever the size of the run."""
    printed = ~Q(state__in=[ItemState.EXCEPTION, ItemState.CANCELLED])
    items: dict[str, Any] = RunItem.objects.filter(run=run).aggregate(
        total=Count("pk", filter=printed),
        done=Count("pk", filter=Q(state=ItemState.PRESSED)),
        exceptions=Count("pk", filter=Q(state=ItemState.EXCEPTION)),
        rights=Sum("quantity", filter=printed),
    )
    chunks: dict[str, Any] = RunChunk.objects.filter(run=run).aggregate(
        chunks=Count("pk"),
        chunks_proved=Count("pk", filter=Q(state=ChunkState.PROVED)),
        chunks_failed=Count("pk", filter=Q(state=ChunkState.FAILED)),
    )
    return Progress(run=run, **items | {"rights": Decimal(items["rights"] or 0)}, **chunks)


def chunks_of(run: Run) -> QuerySet[RunChunk]:
    """The chunks in postal order, with the print file of each."""
    return RunChunk.objects.filter(run=run).select_related("print_file").order_by("seq")


def exceptions_of(run: Run) -> QuerySet[RunItem]:
    """The accounts that get no certificate from this run, and why."""
    return RunItem.objects.filter(run=run, state=ItemState.EXCEPTION).select_related("account").order_by("pk")
