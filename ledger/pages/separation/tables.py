"""The table of a separation's lines."""

from typing import ClassVar

import django_tables2 as tables

from ledger.enums import (
    SeparationStatus,
)
from ledger.models import (
    SeparationLine,
)
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    HouseTable,
    QuantityColumn,
)

SEPARATION_TONES: dict[str, str] = {
    SeparationStatus.PROPOSED: "warn",
    SeparationStatus.POSTED: "ok",
    SeparationStatus.REJECTED: "bad",
}


class SeparationLineTable(HouseTable):
    """What each account gets at the Distribution Date."""

    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registration", attrs=NAME)
    rights = QuantityColumn()
    certificate = QuantityColumn(verbose_name="Certificate for")
    void = QuantityColumn()
    withheld = QuantityColumn()
    reason = tables.Column(default="—", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = SeparationLine
        fields = ("account", "name", "rights", "certificate", "void", "withheld", "reason")
        sorts: ClassVar = {
            "account": ("account__number",),
            "rights": ("rights", "id"),
            "certificate": ("certificate", "id"),
        }

    caption = "Lines of the separation"

    def render_reason(self, value: str, record: SeparationLine) -> str:
        return " ".join(part for part in (value, record.exception) if part)
