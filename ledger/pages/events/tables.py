"""The table of facts, and the tones of Trigger Cases."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import (
    CaseStatus,
)
from ledger.models import (
    PlanEvent,
)
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    HouseTable,
    InstantColumn,
)

CASE_TONES: dict[str, str] = {CaseStatus.OPEN: "warn", CaseStatus.CONFIRMED: "bad"}


class EventTable(HouseTable):
    """The recorded facts of a plan."""

    kind = tables.Column(verbose_name="Fact", attrs=NAME)
    occurred_at = InstantColumn(verbose_name="Happened")
    person = tables.Column(default="—")
    document = tables.Column(verbose_name="Shown by", attrs=NAME)
    recorded_at = InstantColumn(verbose_name="Recorded")
    recorded_by = tables.Column(verbose_name="By")

    class Meta(HouseTable.Meta):
        model = PlanEvent
        fields = ("kind", "occurred_at", "person", "document", "recorded_at", "recorded_by")
        sorts: ClassVar = {"occurred_at": ("occurred_at", "id"), "recorded_at": ("recorded_at", "id")}
        row_attrs: ClassVar = {"class": lambda record: "is-struck" if hasattr(record, "reversed_by") else ""}

    caption = "Facts"

    def render_kind(self, value: str, record: PlanEvent) -> SafeString:
        url = reverse("ledger:event", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_kind(self, value: str) -> str:
        return str(value)
