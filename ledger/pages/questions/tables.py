"""The table of questions, and the tones of their states."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import (
    IssueStatus,
    Severity,
)
from ledger.models import (
    DataQualityIssue,
)
from ledger.pages.tables import NAME
from ledger.selectors.questions import holds_in_words
from rightsadmin.common.tables import (
    BadgeColumn,
    HouseTable,
    InstantColumn,
)

ISSUE_TONES: dict[str, str] = {
    IssueStatus.OPEN: "bad",
    IssueStatus.PROPOSED: "warn",
    IssueStatus.RESOLVED: "ok",
}
SEVERITY_TONES: dict[str, str] = {Severity.HOLD: "bad", Severity.WARN: "warn"}


class QuestionTable(HouseTable):
    """The data-quality register."""

    code = tables.Column()
    title = tables.Column(verbose_name="What is unclear", attrs=NAME)
    severity = BadgeColumn(tones=SEVERITY_TONES)
    status = BadgeColumn(tones=ISSUE_TONES)
    holds = tables.Column(verbose_name="Holds", empty_values=())
    opened_at = InstantColumn(verbose_name="Opened")

    class Meta(HouseTable.Meta):
        model = DataQualityIssue
        fields = ("code", "title", "severity", "status", "holds", "opened_at")
        sorts: ClassVar = {"code": ("id",), "opened_at": ("opened_at", "id")}

    caption = "Open questions"

    def render_code(self, value: str, record: DataQualityIssue) -> SafeString:
        url = reverse("ledger:question", args=[record.plan.slug, value])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_code(self, value: str) -> str:
        return value

    def render_holds(self, record: DataQualityIssue) -> str:
        return holds_in_words(record)

    def value_holds(self, record: DataQualityIssue) -> str:
        return holds_in_words(record)
