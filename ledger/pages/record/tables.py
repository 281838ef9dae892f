"""The table of the proofs of the record."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rightsadmin.common import formatting
from rightsadmin.common.tables import HouseTable, InstantColumn


class ProofTable(HouseTable):
    """The proofs, the newest first."""

    number = tables.Column(verbose_name="Proof")
    made_at = InstantColumn(verbose_name="Made")
    holds = tables.Column(verbose_name="The record")
    digest = tables.Column(verbose_name="Digest", orderable=False)

    class Meta(HouseTable.Meta):
        fields = ("number", "made_at", "holds", "digest")
        sorts: ClassVar = {"number": ("number",)}

    caption = "Proofs of the record"

    def render_number(self, value: int) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("ledger:record-proof", args=[value]), value)

    def value_number(self, value: int) -> int:
        return value

    def render_holds(self, value: bool) -> str:
        return "is as it was written" if value else "DIFFERS"

    def render_digest(self, value: str) -> str:
        return formatting.short_digest(value)

    def value_digest(self, value: str) -> str:
        return value
