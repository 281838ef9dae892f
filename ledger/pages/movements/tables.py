"""The tables of the journal: entries and batches."""

from typing import ClassVar

import django_tables2 as tables

from ledger.models import (
    Batch,
    Entry,
    LedgerAccount,
)
from ledger.pages.tables import NAME, account_words
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

    def render_batch(self, value: Batch) -> str:
        return f"{value.number}"

    def value_batch(self, value: Batch) -> int:
        return value.number

    def render_from_account(self, value: LedgerAccount) -> str:
        return account_words(value)

    def render_to_account(self, value: LedgerAccount) -> str:
        return account_words(value)


class BatchTable(HouseTable):
    """What each act posted."""

    number = QuantityColumn(verbose_name="Batch")
    kind = tables.Column()
    effective_on = DateColumn(verbose_name="Effective")
    entry_count = QuantityColumn(verbose_name="Entries")
    legal_basis = tables.Column(attrs=NAME)
    posted_by_name = tables.Column(verbose_name="Posted by")

    class Meta(HouseTable.Meta):
        model = Batch
        fields = ("number", "kind", "effective_on", "entry_count", "legal_basis", "posted_by_name")

    caption = "Batches"

    def render_legal_basis(self, value: str) -> str:
        return value if len(value) <= 90 else value[:89] + "…"  # noqa: PLR2004 - one line of the table

    def value_legal_basis(self, value: str) -> str:
        return value
