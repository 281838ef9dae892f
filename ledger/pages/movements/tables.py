"""The table of the journal."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import (
    Batch,
    Entry,
    LedgerAccount,
)
from ledger.pages.tables import account_words
from rightsadmin.common.tables import (
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
)


class EntryTable(HouseTable):
    """The journal: one row a movement."""

    batch = tables.Column(verbose_name="Batch")
    effective_on = DateColumn(verbose_name="Effective")
    kind = tables.Column()
    instrument = tables.Column()
    from_account = tables.Column(verbose_name="From")
    to_account = tables.Column(verbose_name="To")
    quantity = QuantityColumn()
    recorded_at = InstantColumn(verbose_name="Recorded")

    class Meta(HouseTable.Meta):
        model = Entry
        fields = (
            "batch",
            "effective_on",
            "kind",
            "instrument",
            "from_account",
            "to_account",
            "quantity",
            "recorded_at",
        )
        sorts: ClassVar = {
            "batch": ("batch__number", "leg"),
            "effective_on": ("effective_on", "id"),
            "quantity": ("quantity", "id"),
        }
        row_attrs: ClassVar = {"class": lambda record: "is-struck" if hasattr(record, "reversed_by") else ""}

    caption = "Entries"

    def render_batch(self, value: Batch) -> SafeString:
        url = reverse("ledger:batch", args=[value.plan.slug, value.number])
        return format_html('<a href="{}">{}</a>', url, value.number)

    def value_batch(self, value: Batch) -> int:
        return value.number

    def render_from_account(self, value: LedgerAccount) -> str:
        return account_words(value)

    def render_to_account(self, value: LedgerAccount) -> str:
        return account_words(value)
