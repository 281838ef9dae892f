"""The tables of mail and vault."""

from datetime import date
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import DestructionStatus
from certificates.models import Certificate, DestructionBatch, LostHolder, ReturnedMail, StopOrder, VaultBox
from certificates.rules.lost_holders import remail_by
from ledger.models import HolderAccount
from ledger.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import BadgeColumn, DateColumn, HouseTable, QuantityColumn, badge

UNBROKEN: dict[str, Any] = {"td": {"class": "is-date"}}
DESTRUCTION_TONES = {
    DestructionStatus.PROPOSED: "warn",
    DestructionStatus.APPROVED: "info",
    DestructionStatus.DESTROYED: "",
    DestructionStatus.REJECTED: "bad",
}


def certificate_link(certificate: Certificate) -> SafeString:
    """The certificate's number, leading to its page; its plan is at hand."""
    url = reverse("certificates:certificate", args=[certificate.plan.slug, certificate.number])
    return format_html('<a href="{}">{}</a>', url, certificate.text)


def account_link(account: HolderAccount) -> SafeString:
    """The account's number, leading to its page; its plan is at hand."""
    return format_html(
        '<a href="{}">{}</a>',
        reverse("ledger:holder", args=[account.plan.slug, account.number]),
        account.number,
    )


class _Dated(HouseTable):
    """A table whose badges depend on the plan's today."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class ReturnedMailTable(_Dated):
    """What came back in the mail and is not closed."""

    returned_on = DateColumn(verbose_name="Returned")
    certificate = tables.Column(verbose_name="What", empty_values=(), attrs=UNBROKEN)
    account = tables.Column(accessor="account__number", attrs=UNBROKEN)
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    reason = tables.Column(attrs=NAME)
    state = tables.Column(verbose_name="Where it is", empty_values=(), accessor="pk")
    following = tables.Column(verbose_name="Next", empty_values=(), accessor="pk", attrs=UNBROKEN)

    class Meta(HouseTable.Meta):
        model = ReturnedMail
        fields = ("returned_on", "certificate", "account", "name", "reason", "state", "following")
        sorts: ClassVar = {"returned_on": ("returned_on", "id"), "account": ("account__number", "id")}

    caption = "Returned mail"

    def render_certificate(self, record: ReturnedMail) -> Any:
        return certificate_link(record.certificate) if record.certificate else "Letter"

    def value_certificate(self, record: ReturnedMail) -> str:
        return record.certificate.text if record.certificate else "Letter"

    def render_account(self, record: ReturnedMail) -> SafeString:
        return account_link(record.account)

    def value_account(self, value: str) -> str:
        return value

    def value_state(self, record: ReturnedMail) -> str:
        return self._state(record)[0]

    def render_state(self, record: ReturnedMail) -> SafeString:
        return badge(*self._state(record))

    def _state(self, record: ReturnedMail) -> tuple[str, str]:
        if record.closed_on:
            return f"{record.get_outcome_display()} {formatting.short_date(record.closed_on)}", ""
        if record.returned_again_on:
            return f"Returned again {formatting.short_date(record.returned_again_on)}", "bad"
        if record.remailed_on:
            return f"Out since {formatting.short_date(record.remailed_on)}", "info"
        by = remail_by(record.returned_on)
        return f"Mail again by {formatting.short_date(by)}", "bad" if by < self.today else "warn"

    def render_following(self, record: ReturnedMail) -> Any:
        if record.closed_on:
            return "—"
        if record.returned_again_on and record.account.mail_code == "bad":
            url = reverse("certificates:lost-holders", args=[record.account.plan.slug])
            return format_html('<a href="{}?q={}">Find the holder</a>', url, record.account.number)
        is_out = record.remailed_on and not record.returned_again_on
        name, words = ("delivered", "Delivered") if is_out else ("re-mail", "Mail again")
        url = reverse(f"certificates:{name}", args=[record.account.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, words)

    def value_following(self, record: ReturnedMail) -> str:
        return ""


class LostHolderTable(_Dated):
    """Lost holders, with the window of the search that is due."""

    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    lost_on = DateColumn(verbose_name="Lost on")
    which = tables.Column(verbose_name="Search due", empty_values=())
    window_from = DateColumn(verbose_name="From", default="—")
    window_until = DateColumn(verbose_name="Until", default="—")

    class Meta(HouseTable.Meta):
        model = LostHolder
        fields = ("account", "name", "lost_on", "which", "window_from", "window_until")
        sorts: ClassVar = {"lost_on": ("lost_on", "id"), "window_until": ("due_on", "id")}

    caption = "Lost holders"

    def render_account(self, value: str, record: LostHolder) -> SafeString:
        url = reverse("certificates:lost-holder", args=[record.account.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_account(self, value: str) -> str:
        return value

    def render_which(self, record: Any) -> SafeString:
        return badge(*self._due(record))

    def value_which(self, record: Any) -> str:
        return self._due(record)[0]

    def _due(self, record: Any) -> tuple[str, str]:
        if record.found_on:
            return f"Found {formatting.short_date(record.found_on)}", "ok"
        if record.exemption:
            return f"Exempt: {record.get_exemption_display().lower()}", ""
        if record.which is None:
            return "Both done", "ok"
        name = ("First", "Second")[record.which - 1]
        if record.window_until < self.today:
            return f"{name} is overdue", "bad"
        if record.window_from <= self.today:
            return f"{name} now", "warn"
        return f"{name} later", "info"


class StopTable(HouseTable):
    """Stop orders on certificates."""

    certificate = tables.Column(accessor="certificate__text", attrs=UNBROKEN)
    name = tables.Column(accessor="certificate__account__name", verbose_name="Registered holder", attrs=NAME)
    quantity = QuantityColumn(accessor="certificate__quantity", verbose_name="Rights")
    kind = tables.Column(verbose_name="Why")
    from_on = DateColumn(verbose_name="From")
    until_on = DateColumn(verbose_name="Until", default="—")
    authority = tables.Column(attrs=NAME)
    lifted_on = tables.Column(verbose_name="Standing", empty_values=())

    class Meta(HouseTable.Meta):
        model = StopOrder
        fields = ("certificate", "name", "quantity", "kind", "from_on", "until_on", "authority", "lifted_on")
        sorts: ClassVar = {"from_on": ("from_on", "id"), "certificate": ("certificate__number", "id")}

    caption = "Stop orders"

    def render_certificate(self, value: str, record: StopOrder) -> SafeString:
        url = reverse("certificates:stop", args=[record.certificate.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_certificate(self, value: str) -> str:
        return value

    def render_lifted_on(self, record: StopOrder) -> SafeString:
        lifted = record.lifted_on
        return badge(f"Lifted {formatting.short_date(lifted)}") if lifted else badge("In force", "bad")

    def value_lifted_on(self, record: StopOrder) -> Any:
        return record.lifted_on or "in force"


class CancelledTable(HouseTable):
    """Cancelled certificates, those in a box with the day they were put there."""

    text = tables.Column(verbose_name="Number", attrs=UNBROKEN)
    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registered holder", attrs=NAME)
    quantity = QuantityColumn(verbose_name="Rights")
    state = tables.Column()

    class Meta(HouseTable.Meta):
        model = Certificate
        fields = ("text", "account", "name", "quantity", "state")
        sorts: ClassVar = {"text": ("number",)}

    caption = "Cancelled certificates"

    def render_text(self, record: Certificate) -> SafeString:
        return certificate_link(record)

    def value_text(self, value: str) -> str:
        return value


class BoxTable(HouseTable):
    """The boxes of the vault."""

    label = tables.Column(verbose_name="Box")
    location = tables.Column(verbose_name="Where", attrs=NAME)
    certificates = QuantityColumn(accessor="held")
    destruction = tables.Column(default="—")

    class Meta(HouseTable.Meta):
        model = VaultBox
        fields = ("label", "location", "certificates", "destruction")
        sorts: ClassVar = {"label": ("label",)}

    caption = "Boxes of the vault"

    def render_label(self, value: str, record: VaultBox) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("certificates:box", args=[record.plan.slug, record.pk]), value
        )

    def value_label(self, value: str) -> str:
        return value


class DestructionTable(HouseTable):
    """Destruction batches."""

    number = tables.Column(verbose_name="Destruction")
    status = BadgeColumn(tones=DESTRUCTION_TONES)
    certificates = QuantityColumn()
    rights = QuantityColumn(verbose_name="Rights once on them")
    method = tables.Column(attrs=NAME)
    proposed_by_name = tables.Column(verbose_name="Proposed by")

    class Meta(HouseTable.Meta):
        model = DestructionBatch
        fields = ("number", "status", "certificates", "rights", "method", "proposed_by_name")
        sorts: ClassVar = {"number": ("number",)}

    caption = "Destructions"

    def render_number(self, value: int, record: DestructionBatch) -> SafeString:
        url = reverse("certificates:destruction", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, record)

    def value_number(self, value: int) -> int:
        return value
