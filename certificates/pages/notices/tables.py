"""The table of notices, and when each is to be mailed."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.enums import NoticeStatus, RunStatus
from certificates.models import Notice
from ledger.pages.tables import NAME
from rightsadmin.common import formatting
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
    badge,
)

NOTICE_TONES: dict[str, str] = {
    NoticeStatus.PROPOSED: "warn",
    NoticeStatus.APPROVED: "info",
    NoticeStatus.MAILED: "ok",
}


# A notice with no more days than these is marked.
PRESSING_DAYS = 2


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
