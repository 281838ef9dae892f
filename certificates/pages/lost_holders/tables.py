"""The table of lost holders."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.models import LostHolder
from certificates.pages.tables import DatedTable
from ledger.pages.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import DateColumn, HouseTable, badge


class LostHolderTable(DatedTable):
    """Lost holders, with the window of the search that is due."""

    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    lost_on = DateColumn(verbose_name="Lost on")
    which = tables.Column(verbose_name="Search due", empty_values=())
    window_from = DateColumn(verbose_name="From", default="—")
    window_until = DateColumn(verbose_name="Until", default="—")

    class Meta(HouseTable.Meta):
        model = LostHolder
        fields = ("account", "name", "lost_on", "which", "window_from", "window_until")
        sorts: ClassVar = {"lost_on": ("lost_on", "id"), "window_until": ("due_on", "id")}

    caption = "Lost holders"

    def render_account(self, value: str, record: LostHolder) -> SafeString:
        url = reverse("certificates:lost-holder", args=[record.account.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_account(self, value: str) -> str:
        return value

    def render_which(self, record: Any) -> SafeString:
        return badge(*self._due(record))

    def value_which(self, record: Any) -> str:
        return self._due(record)[0]

    def _due(self, record: Any) -> tuple[str, str]:
        if record.found_on:
            return f"Found {formatting.short_date(record.found_on)}", "ok"
        if record.exemption:
            return f"Exempt: {record.get_exemption_display().lower()}", ""
        if record.which is None:
            return "Both done", "ok"
        name = ("First", "Second")[record.which - 1]
        if record.window_until < self.today:
            return f"{name} is overdue", "bad"
        if record.window_from <= self.today:
            return f"{name} now", "warn"
        return f"{name} later", "info"
