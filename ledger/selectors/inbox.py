"""What waits for a person: approvals he may decide, questions that hold acts, risks every page must name."""

from django.db.models import QuerySet

from ledger.enums import ApprovalStatus, IssueStatus
from ledger.models import Approval, DataQualityIssue, Plan
from ledger.permissions import MATRIX, may_approve
from rightsadmin.common.actor import Actor

LEGAL_RISK = "legal_risk"  # among an issue's `holds`: it holds no act, it is shown on every page (rules DQ15)


def pending() -> QuerySet[Approval]:
    """All approvals that wait for a second person, the oldest first."""
    return (
        Approval.objects.filter(status=ApprovalStatus.PENDING)
        .select_related("plan")
        .order_by("proposed_at", "pk")
    )


def waiting_for(actor: Actor) -> QuerySet[Approval]:
    """The pending approvals this actor may decide: his roles carry the act, and he did not propose it (I10)."""
    acts = [act for act in MATRIX if may_approve(actor, act)]
    return pending().filter(act__in=acts).exclude(proposed_by=actor.user)


def legal_risk(plan: Plan) -> DataQualityIssue | None:
    """The first unresolved issue that is a legal risk of enforcing the plan as written, or None."""
    return (
        DataQualityIssue.objects.filter(plan=plan, holds__contains=[LEGAL_RISK])
        .exclude(status=IssueStatus.RESOLVED)
        .order_by("pk")
        .first()
    )
