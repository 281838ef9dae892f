"""The inbox of the second person, and the page on which he decides."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import ApprovalStatus
from ledger.models import Approval, Plan
from ledger.permissions import MATRIX, may_approve
from ledger.selectors import inbox
from ledger.services import approvals
from ledger.tables import ApprovalTable
from ledger.views.base import LedgerPage
from rightsadmin.common.shells import Confirmation, ConfirmShell, Crumb, ListShell


class Inbox(LedgerPage, ListShell):
    """All acts that wait for a second person, those of this user first named in the lead."""

    section = "inbox"
    table_class = ApprovalTable
    default_sort = "proposed_at"
    noun = "act"
    empty = "Nothing waits for a second person."

    def title(self) -> str:
        return "Approvals"

    def lead(self) -> str:
        waiting = inbox.waiting_for(self.actor).count()
        return f"{waiting} wait for you." if waiting else "None waits for you; what others may decide is listed."

    def get_queryset(self) -> QuerySet[Approval]:
        return inbox.pending()


class Decide(LedgerPage, ConfirmShell):
    """One proposed act: what it does, its exact payload, maker and checker."""

    section = "inbox"
    confirm_label = "Approve and carry out"
    refuse_label = "Reject"
    panels_template = "ledger/approval_payload.html"

    def _approval(self) -> Approval:
        if "found" not in self.__dict__:
            self.__dict__["found"] = get_object_or_404(
                Approval.objects.select_related("plan"), pk=min(int(self.kwargs["pk"]), 2**63 - 1)
            )
        return self.__dict__["found"]

    def plan(self) -> Plan:
        return self._approval().plan

    def title(self) -> str:
        return str(self._approval().subject)

    def lead(self) -> str:
        return str(self._approval().get_act_display())

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Approvals", url=reverse("ledger:inbox"))]

    def confirmation(self) -> Confirmation:
        approval = self._approval()
        return Confirmation(
            consequence=f"{approval.subject}.",
            effects=[
                "The act is carried out at once, in one transaction, if the facts are still those proposed.",
                "Your name and reason are kept with it for good.",
            ],
            digest=approval.digest,
            legal_basis=approval.legal_basis,
            maker=approval.proposed_by_name,
            made_at=approval.proposed_at,
            obstacle=self._obstacle(approval),
        )

    def _obstacle(self, approval: Approval) -> str:
        if approval.status != ApprovalStatus.PENDING:
            return f"{approval.get_status_display()} by {approval.decided_by_name}: “{approval.decision_reason or 'no reason given'}”"
        if approval.proposed_by_id == self.request.user.pk:
            return "You proposed this. It needs a second person: nobody makes and checks the same act."
        if not may_approve(self.actor, approval.act):
            return f"Your role does not decide this; it waits for: {', '.join(sorted(MATRIX[approval.act].approve))}."
        return ""

    def extra_context(self) -> dict[str, Any]:
        return {"payload": self._approval().payload}

    def confirm(self, *, digest: str, reason: str) -> str:
        approval = approvals.approve(
            approval_id=self._approval().pk, digest_seen=digest, reason=reason, actor=self.actor
        )
        return f"Approved: {approval.subject}."

    def refuse(self, *, digest: str, reason: str) -> str:
        approval = approvals.reject(approval_id=self._approval().pk, reason=reason, actor=self.actor)
        return f"Rejected: {approval.subject}. The maker may propose it again."

    def success_url(self) -> str:
        return reverse("ledger:inbox")
