"""The tables of runs, chunks and certificates."""

from datetime import date
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import CertificateState, ChunkState
from certificates.models import Certificate, Inquiry, Lineage, Run, RunChunk, RunItem
from certificates.selectors.run_progress import TONES
from ledger.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
    badge,
)

CERTIFICATE_TONES = {
    CertificateState.ALLOCATED: "info",
    CertificateState.PRINTED: "info",
    CertificateState.COUNTERSIGNED: "ok",
    CertificateState.MAILED: "ok",
    CertificateState.RETURNED: "warn",
    CertificateState.STOPPED: "bad",
    CertificateState.LOST: "bad",
    CertificateState.VOIDED: "bad",
}
CHUNK_TONES = {
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


class CertificateTable(HouseTable):
    """Rights Certificates."""

    text = tables.Column(verbose_name="Number")
    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    state = BadgeColumn(tones=CERTIFICATE_TONES)
    status = tables.Column(verbose_name="Original or copy")
    dated_on = DateColumn(verbose_name="Dated")

    class Meta(HouseTable.Meta):
        model = Certificate
        fields = ("text", "account", "name", "quantity", "state", "status", "dated_on")
        sorts: ClassVar = {
            "text": ("number",),
            "account": ("account__number", "number"),
            "quantity": ("quantity", "number"),
        }
        row_attrs: ClassVar = {
            "class": lambda record: "is-struck" if record.state == CertificateState.VOIDED else ""
        }

    caption = "Certificates"

    def render_text(self, value: str, record: Certificate) -> SafeString:
        url = reverse("certificates:certificate", args=[record.plan.slug, record.number])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_text(self, value: str) -> str:
        return value

    def render_status(self, value: str) -> str:
        return value.capitalize()


class InquiryTable(HouseTable):
    """Written inquiries, with the day each answer is due."""

    number = tables.Column(verbose_name="Inquiry")
    subject = tables.Column(verbose_name="Asks", attrs=NAME)
    sender = tables.Column(verbose_name="From", attrs=NAME)
    account = tables.Column(accessor="account__number", default="—")
    received_on = DateColumn(verbose_name="Received")
    due_on = DateColumn(verbose_name="Due")
    answered_on = DateColumn(verbose_name="Answered", default="—")
    status = tables.Column(empty_values=(), accessor="pk", verbose_name="Status")

    class Meta(HouseTable.Meta):
        model = Inquiry
        fields = ("number", "subject", "sender", "account", "received_on", "due_on", "answered_on", "status")
        sorts: ClassVar = {
            "number": ("number",),
            "received_on": ("received_on", "id"),
            "due_on": ("due_on", "id"),
        }

    caption = "Correspondence"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def render_number(self, value: int, record: Inquiry) -> SafeString:
        url = reverse("certificates:inquiry", args=[record.plan.slug, value])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_number(self, value: int) -> int:
        return value

    def render_status(self, record: Inquiry) -> SafeString:
        return badge(*record.status(self.today))

    def value_status(self, record: Inquiry) -> str:
        return record.status(self.today)[0]


class LineageTable(HouseTable):
    """Links of the chain of one certificate."""

    source = tables.Column(accessor="source__text", verbose_name="From")
    quantity = QuantityColumn(verbose_name="Rights")
    fate = tables.Column(verbose_name="What became of them")
    target = tables.Column(accessor="target__text", verbose_name="To", default="—")
    state = tables.Column(accessor="target__get_state_display", verbose_name="Which is now", default="—")

    class Meta(HouseTable.Meta):
        model = Lineage
        fields = ("source", "quantity", "fate", "target", "state")
        sorts: ClassVar = {"source": ("source__number", "id"), "quantity": ("quantity", "id")}

    caption = "Links of the chain"

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = slug

    def render_source(self, record: Lineage) -> SafeString:
        return self._link(record.source)

    def value_source(self, value: str) -> str:
        return value

    def render_target(self, record: Lineage) -> Any:
        return self._link(record.target) if record.target else "—"

    def value_target(self, value: str) -> str:
        return value

    def _link(self, certificate: Certificate) -> SafeString:
        url = reverse("certificates:certificate", args=[self.slug, certificate.number])
        return format_html('<a href="{}">{}</a>', url, certificate.text)
