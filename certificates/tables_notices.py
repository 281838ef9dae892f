"""The tables of payments and notices."""

from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import NoticeStatus, PaymentListStatus, PaymentStatus, RunStatus
from certificates.models import Notice, PaymentFile, PaymentLine, PaymentList
from certificates.services.payments.files import mark_of
from ledger.rules.exact import exact_text
from ledger.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
    badge,
)

LIST_TONES = {
    PaymentListStatus.OPEN: "info",
    PaymentListStatus.AWAITING_RELEASE: "warn",
    PaymentListStatus.RELEASED: "ok",
}
LINE_TONES = {PaymentStatus.PAID: "ok", PaymentStatus.RETURNED: "bad", PaymentStatus.UNCASHED: "warn"}
NOTICE_TONES = {
    NoticeStatus.PROPOSED: "warn",
    NoticeStatus.APPROVED: "info",
    NoticeStatus.MAILED: "ok",
}
# A notice with no more days than these is marked.
PRESSING_DAYS = 2
MONEY = {"th": {"class": "is-number"}, "td": {"class": "is-number"}}


def mailing(notice: Notice, today: Any) -> tuple[str, str]:
    """The words and the tone of a notice's deadline: met, missed, overdue, or the days left."""
    if notice.mail_by is None:
        return ("No day is set", "")
    if notice.mailed_on:
        met = notice.mailed_on <= notice.mail_by
        return ("Met", "ok") if met else ("Mailed late", "bad")
    if notice.status == NoticeStatus.WITHDRAWN:
        return ("Withdrawn", "")
    left = (notice.mail_by - today).days
    if left < 0:
        return ("Overdue", "bad")
    words = "Due today" if left == 0 else f"{formatting.plural(left, 'day')} left"
    return (words, "warn" if left <= PRESSING_DAYS else "info")


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
    name = tables.Column(accessor="account__name", verbose_name="Registration", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    exact = tables.Column(verbose_name="Due, exact", attrs=MONEY)
    paid = MoneyColumn(accessor="paid", verbose_name="Paid")
    shares = QuantityColumn(verbose_name="Shares")
    status = BadgeColumn(tones=LINE_TONES)
    reference = tables.Column(verbose_name="Check or transfer", default="—")

    class Meta(HouseTable.Meta):
        model = PaymentLine
        fields = ("place", "account", "name", "quantity", "exact", "paid", "shares", "status", "reference")
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


class NoticeTable(HouseTable):
    """The notices of a plan."""

    kind = tables.Column(verbose_name="Notice", attrs=NAME)
    status = BadgeColumn(tones=NOTICE_TONES)
    dated_on = DateColumn(verbose_name="Dated")
    recipients = QuantityColumn(verbose_name="Holders")
    mail_by = DateColumn(verbose_name="Mail by", default="—")
    mailed_on = DateColumn(verbose_name="Mailed", default="—")
    deadline = tables.Column(empty_values=(), verbose_name="In time")
    created_at = InstantColumn(verbose_name="Begun")

    class Meta(HouseTable.Meta):
        model = Notice
        fields = (
            "kind",
            "status",
            "dated_on",
            "recipients",
            "mail_by",
            "mailed_on",
            "deadline",
            "created_at",
        )
        sorts: ClassVar = {"created_at": ("created_at", "id"), "dated_on": ("dated_on", "id")}

    caption = "Notices"

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def render_kind(self, value: str, record: Notice) -> SafeString:
        url = reverse("certificates:notice", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_kind(self, value: str) -> str:
        return value

    def render_status(self, value: str, record: Notice) -> SafeString:
        if record.status == NoticeStatus.APPROVED and record.run:
            ready = record.run.status == RunStatus.RELEASED
            words = "Ready to mail" if ready else record.run.get_status_display()
            tone = "ok" if ready else "bad" if record.run.status == RunStatus.FAILED else "info"
            return badge(words, tone)
        return badge(value, NOTICE_TONES.get(NoticeStatus(record.status), ""))

    def value_status(self, value: str) -> str:
        return str(value)

    def render_deadline(self, record: Notice) -> SafeString:
        return badge(*mailing(record, self.today))

    def value_deadline(self, record: Notice) -> str:
        return mailing(record, self.today)[0]
