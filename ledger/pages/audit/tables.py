"""The table of the audit trail."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import (
    AuditEvent,
)
from ledger.pages.tables import NAME
from ledger.services.audit import VERBS
from rightsadmin.common.tables import (
    HouseTable,
    InstantColumn,
)


class AuditTable(HouseTable):
    """Who did what, when, why."""

    at = InstantColumn(verbose_name="When")
    actor_name = tables.Column(verbose_name="Who")
    verb = tables.Column(verbose_name="Did")
    object_label = tables.Column(verbose_name="What", default="—", attrs=NAME)
    reason = tables.Column(default="—", attrs=NAME)
    plan = tables.Column(default="—")
    action = tables.Column(verbose_name="One act")

    class Meta(HouseTable.Meta):
        model = AuditEvent
        fields = ("at", "actor_name", "verb", "object_label", "reason", "plan", "action")
        sorts: ClassVar = {"at": ("at", "id"), "actor_name": ("actor_name", "at")}

    caption = "Audit trail"

    def render_actor_name(self, value: str, record: AuditEvent) -> SafeString:
        return format_html('{}<span class="sub">{}</span>', value, record.actor_roles)

    def value_actor_name(self, value: str) -> str:
        return value

    def render_verb(self, value: str) -> str:
        return VERBS[value]

    def render_action(self, value: Any) -> SafeString:
        return format_html('<a class="mono" href="?action={}">{}</a>', value, str(value)[:8])

    def value_action(self, value: Any) -> str:
        return str(value)
