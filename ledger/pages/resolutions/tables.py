"""The table of resolutions."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import (
    Resolution,
)
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    HouseTable,
    InstantColumn,
)


class ResolutionTable(HouseTable):
    """The acts of the Board."""

    number = tables.Column()
    kind = tables.Column(attrs=NAME)
    adopted_at = InstantColumn(verbose_name="Adopted")
    effective_at = InstantColumn(verbose_name="Effective")
    verdict = tables.Column(verbose_name="What the rules say", default="—", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = Resolution
        fields = ("number", "kind", "adopted_at", "effective_at", "verdict")
        sorts: ClassVar = {"number": ("number",), "adopted_at": ("adopted_at", "id")}

    caption = "Resolutions"

    def render_number(self, value: str, record: Resolution) -> SafeString:
        url = reverse("ledger:resolution", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_number(self, value: str) -> str:
        return value
