"""What waits for a person: approvals he may decide, questions that hold acts, risks every page must name."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ledger.enums import Act, ApprovalStatus, IssueStatus
from ledger.models import Approval, AuditEvent, DataQualityIssue, Plan, SourceDocument
from ledger.permissions import MATRIX, may_approve, may_propose
from ledger.selectors.counsels_word import AWAITED
from rightsadmin.common.actor import Actor

ASKED = "approval.asked"
# Of what is pending: no question waits for its maker.
ASKS_NOTHING = Q(last_said__isnull=True) | ~Q(last_said=ASKED)
LEGAL_RISK = "legal_risk"  # among an issue's `holds`: it holds no act, it is shown on every page (rules DQ15)


def pending() -> QuerySet[Approval]:
    """All approvals that wait for a second person, the oldest first."""
    return (
        Approval.objects.filter(status=ApprovalStatus.PENDING)
        .select_related("plan")
        .annotate(
            last_said=Subquery(_said().filter(object_id=OuterRef("pk")).order_by("-pk").values("verb")[:1])
        )
        .order_by("proposed_at", "pk")
    )


def asked_of(actor: Actor) -> QuerySet[Approval]:
    """What this person proposed and a second person asks about."""
    return pending().filter(Q(last_said=ASKED), proposed_by=actor.user)


def conversation(approval: Approval) -> QuerySet[AuditEvent]:
    """What the second person asked the maker about the proposal, and what he answered; the first question first."""
    return _said().filter(object_id=approval.pk).order_by("pk")


def open_question(approval: Approval) -> AuditEvent | None:
    """The question to the maker that is not answered, or None."""
    last = conversation(approval).last()
    return last if last and last.verb == ASKED else None


def _said() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(object_type="approval", verb__in=(ASKED, "approval.answered"))


def waiting_for(actor: Actor) -> QuerySet[Approval]:
    """The pending approvals this actor may decide: his roles carry the act, and he neither proposed it nor had a hand
    in it when it was proposed (I10); and those that wait for counsel's word, where it is his to give.
    """
    acts = [act for act in MATRIX if may_approve(actor, act)]
    key = actor.user.pk if actor.user else None
    decided = pending().filter(act__in=acts).exclude(proposed_by=key).exclude(hands__contains=[{"user": key}])
    return decided | waiting_for_counsel() if may_propose(actor, Act.COUNSELS_WORD) else decided


def waiting_for_counsel() -> QuerySet[Approval]:
    """The proposed amendments that wait for counsel's word before a second person's."""
    return pending().filter(act=Act.AMENDMENT, payload__counsels_word=AWAITED, counsels_word__isnull=True)


def papers(keys: list[int]) -> list[SourceDocument]:
    """The papers that a proposal names."""
    return list(SourceDocument.objects.filter(pk__in=keys).select_related("plan").order_by("pk"))


def legal_risk(plan: Plan) -> DataQualityIssue | None:
    """The first unresolved issue that is a legal risk of enforcing the plan as written, or None."""
    return (
        DataQualityIssue.objects.filter(plan=plan, holds__contains=[LEGAL_RISK])
        .exclude(status=IssueStatus.RESOLVED)
        .order_by("pk")
        .first()
    )
