"""The table of drafts."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import PlanDraft
from ledger.pages.tables import NAME
from rightsadmin.common.tables import HouseTable, InstantColumn


def standing(draft: PlanDraft) -> tuple[str, str]:
    """What became of the draft, and the tone of its badge."""
    if draft.plan_id is not None:
        return "Loaded", "ok"
    return ("Dropped", "") if draft.dropped_at else ("Being set up", "info")


class DraftTable(HouseTable):
    """Plans that are being set up."""

    name = tables.Column(verbose_name="Plan", attrs=NAME)
    standing = tables.Column(empty_values=(), verbose_name="Standing", orderable=False)
    version = tables.Column()
    saved_by_name = tables.Column(verbose_name="Saved by")
    saved_at = InstantColumn(verbose_name="Saved")

    class Meta(HouseTable.Meta):
        model = PlanDraft
        fields = ("name", "standing", "version", "saved_by_name", "saved_at")
        sorts: ClassVar = {"saved_at": ("saved_at", "id")}

    caption = "Plans being set up"

    def render_name(self, value: str, record: PlanDraft) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("ledger:draft", args=[record.pk]), value)

    def value_name(self, value: str) -> str:
        return value

    def render_standing(self, record: PlanDraft) -> str:
        return standing(record)[0]
