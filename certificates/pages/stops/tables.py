"""The table of stop orders."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.models import StopOrder
from certificates.pages.tables import UNBROKEN
from ledger.pages.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import DateColumn, HouseTable, QuantityColumn, badge


class StopTable(HouseTable):
    """Stop orders on certificates."""

    certificate = tables.Column(accessor="certificate__text", attrs=UNBROKEN)
    name = tables.Column(accessor="certificate__account__name", verbose_name="Registered holder", attrs=NAME)
    quantity = QuantityColumn(accessor="certificate__quantity", verbose_name="Rights")
    kind = tables.Column(verbose_name="Why")
    from_on = DateColumn(verbose_name="From")
    until_on = DateColumn(verbose_name="Until", default="—")
    authority = tables.Column(attrs=NAME)
    lifted_on = tables.Column(verbose_name="Standing", empty_values=())

    class Meta(HouseTable.Meta):
        model = StopOrder
        fields = ("certificate", "name", "quantity", "kind", "from_on", "until_on", "authority", "lifted_on")
        sorts: ClassVar = {"from_on": ("from_on", "id"), "certificate": ("certificate__number", "id")}

    caption = "Stop orders"

    def render_certificate(self, value: str, record: StopOrder) -> SafeString:
        url = reverse("certificates:stop", args=[record.certificate.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_certificate(self, value: str) -> str:
        return value

    def render_lifted_on(self, record: StopOrder) -> SafeString:
        lifted = record.lifted_on
        return badge(f"Lifted {formatting.short_date(lifted)}") if lifted else badge("In force", "bad")

    def value_lifted_on(self, record: StopOrder) -> Any:
        return record.lifted_on or "in force"
