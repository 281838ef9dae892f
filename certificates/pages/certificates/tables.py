"""The tables of certificates and of their lineage."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import CertificateState
from certificates.models import Certificate, Lineage
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    QuantityColumn,
)

CERTIFICATE_TONES: dict[str, str] = {
    CertificateState.ALLOCATED: "info",
    CertificateState.PRINTED: "info",
    CertificateState.COUNTERSIGNED: "ok",
    CertificateState.MAILED: "ok",
    CertificateState.RETURNED: "warn",
    CertificateState.STOPPED: "bad",
    CertificateState.LOST: "bad",
    CertificateState.VOIDED: "bad",
}


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
