"""The table of batches, with what corrected them."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import Batch
from ledger.pages.tables import NAME
from rightsadmin.common.tables import DateColumn, HouseTable, InstantColumn, QuantityColumn

# Left out where the table stands beside other panels: the batch itself tells them.
NOT_IN_SHORT = ("recorded_at", "legal_basis", "posted_by_name")


class BatchTable(HouseTable):
    """What each act posted, and which batch undid it."""

    number = tables.Column(verbose_name="Batch")
    kind = tables.Column()
    effective_on = DateColumn(verbose_name="Effective")
    recorded_at = InstantColumn(verbose_name="Recorded")
    entry_count = QuantityColumn(verbose_name="Entries")
    legal_basis = tables.Column(verbose_name="Rests on", attrs=NAME)
    posted_by_name = tables.Column(verbose_name="Posted by")
    undone_by = tables.Column(verbose_name="Undone by batch", default="—")
    undoes = tables.Column(verbose_name="Undoes batch", default="—")

    class Meta(HouseTable.Meta):
        model = Batch
        fields = (
            "number", "kind", "effective_on", "recorded_at", "entry_count", "legal_basis", "posted_by_name",
            "undone_by", "undoes",
        )  # fmt: skip
        sorts: ClassVar = {"number": ("number",), "effective_on": ("effective_on", "number")}
        row_attrs: ClassVar = {"class": lambda record: "is-struck" if record.undone_by else ""}

    caption = "Batches"

    def render_number(self, value: int, record: Batch) -> SafeString:
        url = reverse("ledger:batch", args=[record.plan.slug, value])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_number(self, value: int) -> int:
        return value

    def render_legal_basis(self, value: str) -> str:
        return value if len(value) <= 90 else value[:89] + "…"  # noqa: PLR2004 - one line of the table

    def value_legal_basis(self, value: str) -> str:
        return value
