"""Counsel's word on a proposed amendment: whether it is awaited, and what it says (R55)."""

from datetime import datetime

from django.db.models import QuerySet

from ledger.enums import Act, ApprovalStatus
from ledger.models import Approval, CounselsWord, Resolution
from ledger.rules.amendments import Amendment, AmendmentCategory
from ledger.rules.course.answers import Answer
from ledger.selectors import standing

AWAITED = "awaited"  # what the payload of an amendment says where only some may be made


def judged(resolution: Resolution, category: AmendmentCategory | None, at: datetime) -> Answer:
    """Whether the amendment that the Board adopted may be made, and take effect at the instant, of the category that
    counsel gave it (None: none).
    """
    adopted = standing.of(resolution.plan, resolution.adopted_at, without=resolution).category(category)
    if not adopted.is_yes or at <= resolution.adopted_at:
        return adopted
    return standing.of(resolution.plan, at, without=resolution).effective_amendment(Amendment(), category)


def asked_for(resolution: Resolution, at: datetime) -> str:
    """Whether the amendment waits for counsel's word before the second person's, as its payload says it."""
    answer = judged(resolution, None, at)
    asks = any(finding.next_act == Act.COUNSELS_WORD for finding in answer.findings)
    return AWAITED if asks else "not needed"


def amendments() -> QuerySet[Approval]:
    """Every amendment that was proposed, with its plan."""
    return Approval.objects.filter(act=Act.AMENDMENT).select_related("plan")


def on(approval: Approval) -> CounselsWord | None:
    """Counsel's word on this proposal; None where none is given."""
    if approval.act != Act.AMENDMENT:
        return None
    return CounselsWord.objects.filter(approval=approval).select_related("document").first()


def is_awaited(approval: Approval) -> bool:
    """Whether a proposal waits for counsel before a second person may approve it."""
    return (
        approval.act == Act.AMENDMENT
        and approval.status == ApprovalStatus.PENDING
        and approval.payload.get("counsels_word") == AWAITED
        and on(approval) is None
    )
