"""The audit trail of the whole house."""

from django.db.models import QuerySet

from ledger.models import AuditEvent
from ledger.pages.audit.filters import AuditFilter
from ledger.pages.audit.tables import AuditTable
from ledger.pages.base import LedgerPage
from rightsadmin.common.shells import ListShell


class AuditList(LedgerPage, ListShell):
    """Every act, the latest first; all records of one act share its mark."""

    section = "audit"
    table_class = AuditTable
    filterset_class = AuditFilter
    default_sort = "-at"
    noun = "act"

    def title(self) -> str:
        return "Audit trail"

    def lead(self) -> str:
        return (
            "Written in the transaction of each act, kept by the database against change. Names "
            "stay as they were at the time."
        )

    def get_queryset(self) -> QuerySet[AuditEvent]:
        events = AuditEvent.objects.select_related("plan")
        plan = self.request.GET.get("plan", "")
        return events.filter(plan__slug=plan) if plan and "\x00" not in plan else events
