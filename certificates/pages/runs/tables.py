"""The tables of runs, their chunks and exceptions."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import ChunkState
from certificates.models import Run, RunChunk, RunItem
from certificates.selectors.run_progress import TONES
from ledger.pages.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import (
    BadgeColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
)

CHUNK_TONES: dict[str, str] = {
    ChunkState.PRESSING: "info",
    ChunkState.PRESSED: "info",
    ChunkState.PROVING: "info",
    ChunkState.PROVED: "ok",
    ChunkState.FAILED: "bad",
}


class RunTable(HouseTable):
    """The runs of a plan."""

    pk = tables.Column(verbose_name="Run")
    kind = tables.Column()
    status = BadgeColumn(tones=TONES)
    created_at = InstantColumn(verbose_name="Begun")
    created_by = tables.Column(verbose_name="By")
    ended_at = InstantColumn(verbose_name="Ended", default="—")

    class Meta(HouseTable.Meta):
        model = Run
        fields = ("pk", "kind", "status", "created_at", "created_by", "ended_at")
        sorts: ClassVar = {"created_at": ("created_at", "id")}

    caption = "Certificate runs"

    def render_pk(self, value: int, record: Run) -> SafeString:
        return format_html(
            '<a href="{}">Run {}</a>', reverse("certificates:run", args=[record.plan.slug, value]), value
        )

    def value_pk(self, value: int) -> int:
        return value


class ChunkTable(HouseTable):
    """The chunks of a run: one print file each."""

    seq = QuantityColumn(verbose_name="Chunk")
    state = BadgeColumn(tones=CHUNK_TONES)
    print_file = tables.Column(verbose_name="Print file", default="—")
    certificates = QuantityColumn(accessor="print_file__certificates", default="—")
    read_count = QuantityColumn(verbose_name="Read back", default="—")
    read_rights = QuantityColumn(verbose_name="Rights read back", default="—")
    size = tables.Column(
        accessor="print_file__size",
        default="—",
        attrs={"th": {"class": "is-number"}, "td": {"class": "is-number"}},
    )
    attempts = QuantityColumn()
    message = tables.Column(default="—", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = RunChunk
        fields = (
            "seq",
            "state",
            "print_file",
            "certificates",
            "read_count",
            "read_rights",
            "size",
            "attempts",
            "message",
        )
        sorts: ClassVar = {"seq": ("seq",)}

    caption = "Chunks and their print files"

    def render_print_file(self, value: Any, record: RunChunk) -> SafeString:
        url = reverse("certificates:print-file", args=[record.run.plan.slug, record.run_id, value.pk])
        return format_html(
            '<a href="{}" download>{}</a><span class="sub mono">{}</span>',
            url,
            value,
            formatting.short_digest(value.sha256),
        )

    def value_print_file(self, value: Any) -> str:
        return str(value)

    def render_size(self, value: int) -> str:
        return f"{value // 1024:,} KB"

    def value_size(self, value: int) -> int:
        return value


class ExceptionTable(HouseTable):
    """Accounts that get no certificate from the run."""

    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registration", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    message = tables.Column(verbose_name="Why", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = RunItem
        fields = ("account", "name", "quantity", "message")

    caption = "Exceptions"

    def render_account(self, value: str, record: RunItem) -> SafeString:
        """The account leads to its page, where its registration, its address and its holds are put right."""
        url = reverse("ledger:holder", args=[record.account.plan.slug, value])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_account(self, value: str) -> str:
        return value
