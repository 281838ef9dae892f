"""The tables of the desk: the queue, and the certificates on a ticket."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import PresentationStatus
from certificates.models import Certificate, Presentation
from certificates.pages.certificates.tables import CERTIFICATE_TONES
from certificates.rules.receipt import Clock
from certificates.selectors.desk import clock_of
from ledger.pages.tables import NAME
from ledger.rules.business_days import BusinessCalendar
from rightsadmin.common import formatting
from rightsadmin.common.tables import BadgeColumn, DateColumn, HouseTable, QuantityColumn, badge

PRESENTATION_TONES: dict[str, str] = {
    PresentationStatus.RECEIVED: "info",
    PresentationStatus.DEFICIENT: "warn",
    PresentationStatus.WITH_COMPANY: "warn",
    PresentationStatus.IN_CHECK: "replay",
    PresentationStatus.POSTED: "ok",
    PresentationStatus.RETURNED: "",
}


def clock_words(clock: Clock, *, has_ended: bool) -> tuple[str, str]:
    """How an item stands against its turnaround, in words, and the tone."""
    days = formatting.plural(clock.days, "business day")
    if has_ended:
        return (f"{days} late" if clock.days else "Late", "warn") if clock.is_overdue else ("In time", "ok")
    if clock.is_overdue:
        return f"{days} overdue" if clock.days else "Overdue", "bad"
    return ("Due today", "warn") if clock.days == 0 else (f"{days} left", "")


class PresentationTable(HouseTable):
    """Items on the desk by the day they are due; `calendar` counts their business days."""

    number = tables.Column(verbose_name="Ticket", attrs={"td": {"class": "nowrap"}})
    due_on = DateColumn(verbose_name="Due")
    clock = tables.Column(empty_values=(), verbose_name="Clock")
    kind = tables.Column()
    certificates = tables.Column(
        verbose_name="Certificates", default="none", attrs={"td": {"class": "nowrap"}}
    )
    rights = QuantityColumn(verbose_name="Rights")
    presenter = tables.Column()
    status = BadgeColumn(tones=PRESENTATION_TONES)

    class Meta(HouseTable.Meta):
        model = Presentation
        fields = ("number", "due_on", "clock", "kind", "certificates", "rights", "presenter", "status")
        sorts: ClassVar = {"number": ("number",), "due_on": ("due_on", "number")}

    caption = "Presentations"

    def __init__(self, *args: Any, calendar: BusinessCalendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def render_number(self, record: Presentation) -> SafeString:
        url = reverse("certificates:presentation", args=[record.plan.slug, record.number])
        return format_html('<a href="{}">{}</a>', url, record.ticket)

    def value_number(self, record: Presentation) -> str:
        return record.ticket

    def render_clock(self, record: Presentation) -> SafeString:
        words, tone = self._clock(record)
        aside = "" if record.is_routine else "not routine"
        return format_html('{}<span class="sub">{}</span>', badge(words, tone), aside)

    def value_clock(self, record: Presentation) -> str:
        return self._clock(record)[0]

    def _clock(self, record: Presentation) -> tuple[str, str]:
        return clock_words(clock_of(record, self.calendar), has_ended=record.ended_at is not None)

    def render_certificates(self, value: int, record: Any) -> SafeString:
        more = f"and {value - 1:,} more" if value > 1 else ""
        return format_html('{}<span class="sub">{}</span>', record.first, more)

    def value_certificates(self, value: int) -> int:
        return value


class PresentedTable(HouseTable):
    """The certificates that came with an item."""

    text = tables.Column(verbose_name="Certificate", attrs={"td": {"class": "nowrap"}})
    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    state = BadgeColumn(tones=CERTIFICATE_TONES)
    void_legend = tables.Column(verbose_name="Legend")

    class Meta(HouseTable.Meta):
        model = Certificate
        fields = ("text", "account", "name", "quantity", "state", "void_legend")

    caption = "Certificates presented"

    def render_text(self, value: str, record: Certificate) -> SafeString:
        url = reverse("certificates:certificate", args=[record.plan.slug, record.number])
        return format_html('<a href="{}">{}</a>', url, value)

    def render_void_legend(self, value: bool) -> str:
        return "void legend" if value else "none"
