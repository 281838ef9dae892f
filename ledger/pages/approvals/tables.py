"""The table of what waits for a second person."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import (
    Approval,
)
from ledger.pages.tables import NAME
from ledger.selectors.inbox import ASKED
from rightsadmin.common.tables import (
    HouseTable,
    InstantColumn,
)


class ApprovalTable(HouseTable):
    """What waits for a second person."""

    subject = tables.Column(verbose_name="Act", attrs=NAME)
    act = tables.Column(verbose_name="Kind")
    plan = tables.Column(default="—")
    proposed_by_name = tables.Column(verbose_name="Maker")
    proposed_at = InstantColumn(verbose_name="Proposed")
    last_said = tables.Column(verbose_name="Waits for", empty_values=(), orderable=False)

    class Meta(HouseTable.Meta):
        model = Approval
        fields = ("subject", "act", "plan", "proposed_by_name", "proposed_at", "last_said")
        sorts: ClassVar = {"proposed_at": ("proposed_at", "id")}

    caption = "Approvals"

    def render_subject(self, value: str, record: Approval) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("ledger:approval", args=[record.pk]), value)

    def render_last_said(self, value: str | None, record: Approval) -> str:
        return f"an answer of {record.proposed_by_name}" if value == ASKED else "a second person"

    def value_last_said(self, value: str | None, record: Approval) -> str:
        return self.render_last_said(value, record)

    def value_subject(self, value: str) -> str:
        return value
