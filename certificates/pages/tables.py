"""What tables of several subjects share: links to certificates and accounts, a column of dates."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.models import Certificate
from ledger.models import HolderAccount
from rightsadmin.common.tables import HouseTable

UNBROKEN: dict[str, Any] = {"td": {"class": "is-date"}}


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


class DatedTable(HouseTable):
    """A table whose badges depend on the plan's today."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
