"""The table of returned mail."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.models import ReturnedMail
from certificates.pages.tables import UNBROKEN, DatedTable, account_link, certificate_link
from certificates.rules.lost_holders import remail_by
from ledger.pages.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import DateColumn, HouseTable, badge


class ReturnedMailTable(DatedTable):
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
