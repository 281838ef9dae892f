"""How far a run is: counted from its chunks, never stored."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from certificates.enums import ChunkState, ItemState, RunStatus
from certificates.models import Run, RunChunk, RunItem
from rightsadmin.common import clock

TONES: dict[str, str] = {
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
AT_PRESS = (*LIVE, RunStatus.AWAITING_RELEASE)


# The rate is that of the chunks finished within this time; a longer one would hide a stop, a shorter one jumps.
RATE_WINDOW = timedelta(seconds=60)
# A run of a million has two thousand chunks: its page shows these many, the list of chunks has them all.
CHUNKS_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run is; `total`, `done` and `rights` are of the certificates to be pressed.

    `rate` is certificates a minute, pressed or read back, over the last minute; `seconds_left` is None where
    nothing was finished in it or nothing is left to do.
    """

    run: Run
    total: int
    done: int
    exceptions: int
    rights: Decimal
    chunks: int
    chunks_proved: int
    chunks_failed: int
    rate: int
    seconds_left: int | None

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
    """Two queries over chunks and exceptions, never over a million items."""
    recently = Q(finished_at__gte=clock.now() - RATE_WINDOW)
    proved = Q(state=ChunkState.PROVED)
    found: dict[str, Any] = RunChunk.objects.filter(run=run).aggregate(
        total=Coalesce(Sum("item_count"), 0),
        done=Coalesce(Sum("print_file__certificates"), 0),
        rights=Coalesce(Sum("rights"), 0),
        chunks=Count("pk"),
        chunks_proved=Count("pk", filter=proved),
        chunks_failed=Count("pk", filter=Q(state=ChunkState.FAILED)),
        proved=Coalesce(Sum("item_count", filter=proved), 0),
        rate=Coalesce(Sum("item_count", filter=recently), 0),
    )
    waiting = found["total"] - (found.pop("proved") if run.status == RunStatus.PROVING else found["done"])
    rate = found["rate"]
    moving = run.status in LIVE and rate > 0 and waiting > 0
    return Progress(
        run=run,
        exceptions=exceptions_of(run).count(),
        rights=Decimal(found.pop("rights")),
        seconds_left=waiting * RATE_WINDOW.seconds // rate if moving else None,
        **{name: value for name, value in found.items() if name != "proved"},
    )


def at_press(most: int) -> list[Progress]:
    """The runs at work or waiting for their release, at most so many."""
    return [progress(run) for run in Run.objects.filter(status__in=AT_PRESS).select_related("plan")[:most]]


def chunks_of(run: Run) -> QuerySet[RunChunk]:
    """The chunks in postal order, with the print file of each."""
    return RunChunk.objects.filter(run=run).select_related("print_file", "run__plan").order_by("seq")


def chunks_to_watch(run: Run) -> QuerySet[RunChunk]:
    """At most CHUNKS_SHOWN chunks: those that failed, those at work, then the latest finished."""
    rank = Case(
        When(state=ChunkState.FAILED, then=Value(0)),
        When(state__in=(ChunkState.PRESSING, ChunkState.PROVING), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    latest = F("finished_at").desc(nulls_last=True)
    return chunks_of(run).order_by(rank, latest, "seq")[:CHUNKS_SHOWN]


def exceptions_of(run: Run) -> QuerySet[RunItem]:
    """The accounts that get no certificate from this run, and why."""
    return (
        RunItem.objects.filter(run=run, state=ItemState.EXCEPTION)
        .select_related("account__plan")
        .order_by("pk")
    )
