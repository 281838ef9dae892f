"""The tables of the daily proof and its breaks."""

from collections.abc import Callable
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import BreakStatus
from ledger.models import Break, ReconciliationRun
from ledger.pages.tables import NAME
from ledger.rules.reconciliation import Age
from rightsadmin.common import formatting
from rightsadmin.common.tables import BadgeColumn, DateColumn, HouseTable, InstantColumn, badge

BREAK_TONES: dict[str, str] = {
    BreakStatus.OPEN: "bad",
    BreakStatus.EXPLAINED: "warn",
    BreakStatus.CLOSED: "ok",
}
NUMBER: dict[str, Any] = {"th": {"class": "is-number"}, "td": {"class": "is-number"}}


class BreakTable(HouseTable):
    """The breaks with what 17Ad-11 asks of each: age and value."""

    key = tables.Column(verbose_name="Of")
    title = tables.Column(verbose_name="Identity", attrs=NAME)
    difference = tables.Column(verbose_name="Difference", attrs=NUMBER)
    value = tables.Column(verbose_name="Value", empty_values=(), attrs=NUMBER)
    found_on = DateColumn(verbose_name="Found")
    days = tables.Column(verbose_name="Days", empty_values=(), attrs=NUMBER)
    business_days = tables.Column(verbose_name="Business Days", empty_values=(), attrs=NUMBER)
    owner_name = tables.Column(verbose_name="Owner", empty_values=())
    status = BadgeColumn(tones=BREAK_TONES)

    class Meta(HouseTable.Meta):
        model = Break
        fields = (
            "key",
            "title",
            "difference",
            "value",
            "found_on",
            "days",
            "business_days",
            "owner_name",
            "status",
        )
        sorts: ClassVar = {"found_on": ("found_on", "id"), "title": ("title", "id"), "key": ("key", "id")}

    caption = "Breaks"

    def __init__(self, *args: Any, age_of: Callable[[Break], Age], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.age_of = age_of

    def render_key(self, value: str, record: Break) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("ledger:break", args=[record.plan.slug, record.pk]), value
        )

    def value_key(self, value: str) -> str:
        return value

    def render_difference(self, value: str, record: Break) -> SafeString:
        return format_html('{}<span class="sub">{}</span>', value, record.measure)

    def value_difference(self, value: str, record: Break) -> str:
        return f"{value} {record.measure}"

    def render_value(self, value: Any) -> str:
        return formatting.money(value)

    def value_value(self, value: Any, record: Break) -> str:
        return f"{value:f} ({record.value_basis})" if value is not None else record.value_basis

    def render_days(self, record: Break) -> SafeString | int:
        found = self.age_of(record)
        return badge(f"{found.days} aged", "bad") if found.is_aged else found.days

    def value_days(self, record: Break) -> int:
        return self.age_of(record).days

    def render_business_days(self, record: Break) -> int:
        return self.age_of(record).business_days

    def render_owner_name(self, value: str) -> str:
        return value or "Nobody yet"


class ProofTable(HouseTable):
    """The proofs of a plan."""

    as_of = tables.Column(verbose_name="As of")
    known_at = InstantColumn(verbose_name="Known at")
    differing = tables.Column(verbose_name="Says")
    made_by = tables.Column(verbose_name="By", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = ReconciliationRun
        fields = ("as_of", "known_at", "differing", "made_by")

    caption = "Proofs"

    def render_as_of(self, value: Any, record: ReconciliationRun) -> SafeString:
        url = reverse("ledger:reconciliation-run", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, formatting.short_date(value))

    def value_as_of(self, value: Any) -> Any:
        return value

    def render_differing(self, value: int) -> SafeString:
        if value:
            return badge(f"{formatting.plural(value, 'identity differs', 'identities differ')}", "bad")
        return badge("Proved", "ok")

    def value_differing(self, value: int) -> int:
        return value
