"""The tables of the vault: cancelled paper, boxes, destructions."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import DestructionStatus
from certificates.models import Certificate, DestructionBatch, VaultBox
from certificates.pages.tables import UNBROKEN, certificate_link
from ledger.pages.tables import NAME
from rightsadmin.common.tables import BadgeColumn, HouseTable, QuantityColumn

DESTRUCTION_TONES: dict[str, str] = {
    DestructionStatus.PROPOSED: "warn",
    DestructionStatus.APPROVED: "info",
    DestructionStatus.DESTROYED: "",
    DestructionStatus.REJECTED: "bad",
}


class CancelledTable(HouseTable):
    """Cancelled certificates, those in a box with the day they were put there."""

    text = tables.Column(verbose_name="Number", attrs=UNBROKEN)
    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    state = tables.Column()

    class Meta(HouseTable.Meta):
        model = Certificate
        fields = ("text", "account", "name", "quantity", "state")
        sorts: ClassVar = {"text": ("number",)}

    caption = "Cancelled certificates"

    def render_text(self, record: Certificate) -> SafeString:
        return certificate_link(record)

    def value_text(self, value: str) -> str:
        return value


class BoxTable(HouseTable):
    """The boxes of the vault."""

    label = tables.Column(verbose_name="Box")
    location = tables.Column(verbose_name="Where", attrs=NAME)
    certificates = QuantityColumn(accessor="held")
    destruction = tables.Column(default="—")

    class Meta(HouseTable.Meta):
        model = VaultBox
        fields = ("label", "location", "certificates", "destruction")
        sorts: ClassVar = {"label": ("label",)}

    caption = "Boxes of the vault"

    def render_label(self, value: str, record: VaultBox) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("certificates:box", args=[record.plan.slug, record.pk]), value
        )

    def value_label(self, value: str) -> str:
        return value


class DestructionTable(HouseTable):
    """Destruction batches."""

    number = tables.Column(verbose_name="Destruction")
    status = BadgeColumn(tones=DESTRUCTION_TONES)
    certificates = QuantityColumn()
    rights = QuantityColumn(verbose_name="Rights once on them")
    method = tables.Column(attrs=NAME)
    proposed_by_name = tables.Column(verbose_name="Proposed by")

    class Meta(HouseTable.Meta):
        model = DestructionBatch
        fields = ("number", "status", "certificates", "rights", "method", "proposed_by_name")
        sorts: ClassVar = {"number": ("number",)}

    caption = "Destructions"

    def render_number(self, value: int, record: DestructionBatch) -> SafeString:
        url = reverse("certificates:destruction", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, record)

    def value_number(self, value: int) -> int:
        return value
