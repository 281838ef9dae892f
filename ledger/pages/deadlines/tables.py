"""The table of deadlines."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import (
    DeadlineStatus,
)
from ledger.models import (
    Deadline,
)
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    InstantColumn,
)

DEADLINE_TONES: dict[str, str] = {DeadlineStatus.CURRENT: "info"}


class DeadlineTable(HouseTable):
    """The computed dates of a plan."""

    title = tables.Column(verbose_name="Deadline", attrs=NAME)
    date = DateColumn(empty_values=())
    instant = InstantColumn(verbose_name="At", empty_values=())
    section = tables.Column(accessor="clause", order_by="section", attrs=NAME)
    status = BadgeColumn(tones=DEADLINE_TONES)
    calendar_code = tables.Column(verbose_name="Calendar")

    class Meta(HouseTable.Meta):
        model = Deadline
        fields = ("title", "date", "instant", "section", "status", "calendar_code")
        sorts: ClassVar = {"title": ("title", "id"), "date": ("sort_date", "id")}
        row_attrs: ClassVar = {
            "class": lambda record: "is-struck" if record.status != DeadlineStatus.CURRENT else ""
        }

    caption = "Deadlines"

    def render_title(self, value: str, record: Deadline) -> SafeString:
        url = reverse("ledger:deadline", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_title(self, value: str) -> str:
        return value

    def render_calendar_code(self, value: str, record: Deadline) -> str:
        return f"{value} v{record.calendar_version}"
