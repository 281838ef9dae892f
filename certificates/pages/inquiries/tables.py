"""The table of written inquiries."""

from datetime import date
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.models import Inquiry
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    DateColumn,
    HouseTable,
    badge,
)


class InquiryTable(HouseTable):
    """Written inquiries, with the day each answer is due."""

    number = tables.Column(verbose_name="Inquiry")
    subject = tables.Column(verbose_name="Asks", attrs=NAME)
    sender = tables.Column(verbose_name="From", attrs=NAME)
    account = tables.Column(accessor="account__number", default="—")
    received_on = DateColumn(verbose_name="Received")
    due_on = DateColumn(verbose_name="Due")
    answered_on = DateColumn(verbose_name="Answered", default="—")
    status = tables.Column(empty_values=(), accessor="pk", verbose_name="Status")

    class Meta(HouseTable.Meta):
        model = Inquiry
        fields = ("number", "subject", "sender", "account", "received_on", "due_on", "answered_on", "status")
        sorts: ClassVar = {
            "number": ("number",),
            "received_on": ("received_on", "id"),
            "due_on": ("due_on", "id"),
        }

    caption = "Correspondence"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def render_number(self, value: int, record: Inquiry) -> SafeString:
        url = reverse("certificates:inquiry", args=[record.plan.slug, value])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_number(self, value: int) -> int:
        return value

    def render_status(self, record: Inquiry) -> SafeString:
        return badge(*record.status(self.today))

    def value_status(self, record: Inquiry) -> str:
        return record.status(self.today)[0]
