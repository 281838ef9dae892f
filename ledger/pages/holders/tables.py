"""The table of holders."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import (
    HolderAccount,
)
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    HouseTable,
    QuantityColumn,
)


class HolderTable(HouseTable):
    """The master securityholder file."""

    number = tables.Column(verbose_name="Account")
    name = tables.Column(verbose_name="Registration", attrs=NAME)
    registration = tables.Column(verbose_name="Form")
    place = tables.Column(empty_values=(), verbose_name="Place")
    common = QuantityColumn(verbose_name="Common")
    rights = QuantityColumn(verbose_name="Rights")

    class Meta(HouseTable.Meta):
        model = HolderAccount
        fields = ("number", "name", "registration", "place", "common", "rights")
        sorts: ClassVar = {
            "number": ("number",),
            "common": ("common", "pk"),
            "rights": ("rights", "pk"),
        }

    caption = "Holders"

    def render_number(self, value: str, record: HolderAccount) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("ledger:holder", args=[record.plan.slug, value]), value
        )

    def value_number(self, value: str) -> str:
        return value

    def render_place(self, record: HolderAccount) -> str:
        return ", ".join(part for part in (record.city, record.state) if part) or record.country
