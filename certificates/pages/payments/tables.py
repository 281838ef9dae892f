"""The tables of payments: lists, lines and files."""

from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import PaymentListStatus, PaymentStatus
from certificates.models import PaymentFile, PaymentLine, PaymentList
from certificates.services.payments import payees
from certificates.services.payments.files import mark_of
from ledger.pages.tables import NAME
from ledger.rules.exact import exact_text
from rightsadmin.common import formatting
from rightsadmin.common.tables import (
    BadgeColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
)

LIST_TONES: dict[str, str] = {
    PaymentListStatus.OPEN: "info",
    PaymentListStatus.AWAITING_RELEASE: "warn",
    PaymentListStatus.RELEASED: "ok",
}


LINE_TONES: dict[str, str] = {
    PaymentStatus.PAID: "ok",
    PaymentStatus.RETURNED: "bad",
    PaymentStatus.UNCASHED: "warn",
    PaymentStatus.NOTIFIED: "warn",
    PaymentStatus.CASHED: "ok",
}
MONEY = {"th": {"class": "is-number"}, "td": {"class": "is-number"}}


class MoneyColumn(tables.Column):
    """Dollars in cents, to the right."""

    attrs: ClassVar = MONEY

    def render(self, value: Decimal) -> str:
        return f"${value:,.2f}"

    def value(self, value: Decimal) -> Decimal:
        return value


class PaymentListTable(HouseTable):
    """The lists of payments of a plan."""

    pk = tables.Column(verbose_name="List")
    kind = tables.Column()
    status = BadgeColumn(tones=LIST_TONES)
    line_count = QuantityColumn(verbose_name="Holders")
    paid = MoneyColumn(accessor="paid", verbose_name="Paid")
    shares = QuantityColumn(verbose_name="Shares")
    created_at = InstantColumn(verbose_name="Listed")
    released_at = InstantColumn(verbose_name="Released", default="—")

    class Meta(HouseTable.Meta):
        model = PaymentList
        fields = ("pk", "kind", "status", "line_count", "paid", "shares", "created_at", "released_at")
        sorts: ClassVar = {"created_at": ("created_at", "id")}

    caption = "Lists of payments"

    def render_pk(self, value: int, record: PaymentList) -> SafeString:
        url = reverse("certificates:payment-list", args=[record.plan.slug, value])
        return format_html('<a href="{}">List {}</a>', url, value)

    def value_pk(self, value: int) -> int:
        return value


class PaymentLineTable(HouseTable):
    """What each holder of a list is paid."""

    place = QuantityColumn(verbose_name="Place")
    account = tables.Column(accessor="account__number")
    payee = tables.Column(verbose_name="Payee", attrs=NAME)
    address = tables.Column(accessor="payee", verbose_name="Address", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    exact = tables.Column(verbose_name="Due, exact", attrs=MONEY)
    paid = MoneyColumn(accessor="paid", verbose_name="Paid")
    shares = QuantityColumn(verbose_name="Shares")
    status = BadgeColumn(tones=LINE_TONES)
    reference = tables.Column(verbose_name="Check or transfer", default="—")

    class Meta(HouseTable.Meta):
        model = PaymentLine
        fields = (
            "place", "account", "payee", "address", "quantity", "exact", "paid", "shares", "status", "reference",
        )  # fmt: skip
        sorts: ClassVar = {"place": ("place",), "paid": ("paid_cents", "place")}

    caption = "Payments"

    def render_place(self, value: int, record: PaymentLine) -> SafeString | str:
        if record.payment_list.status != PaymentListStatus.RELEASED or not record.paid_cents:
            return formatting.quantity(value)
        url = reverse(
            "certificates:payment-mark",
            args=[record.payment_list.plan.slug, record.payment_list_id, value],
        )
        return format_html('<a href="{}">{}</a>', url, value)

    def render_payee(self, value: dict[str, Any]) -> str:
        return payees.name(value)

    value_payee = render_payee

    def render_address(self, value: dict[str, Any]) -> str:
        return payees.address(value)

    value_address = render_address

    def render_exact(self, record: PaymentLine) -> str:
        return exact_text(record.due)

    def value_exact(self, value: str) -> str:
        return value


class PaymentFileTable(HouseTable):
    """The copies of a payment file."""

    copy = tables.Column()
    sha256 = tables.Column(verbose_name="SHA-256")
    stored_at = InstantColumn(verbose_name="Made")
    taken_at = InstantColumn(verbose_name="Taken", default="—")
    taken_by = tables.Column(verbose_name="By", default="—")

    class Meta(HouseTable.Meta):
        model = PaymentFile
        fields = ("copy", "sha256", "stored_at", "taken_at", "taken_by")

    caption = "Payment files"

    def render_copy(self, value: int) -> str:
        return mark_of(value).capitalize()

    def render_sha256(self, value: str) -> str:
        return formatting.short_digest(value)
