"""What becomes of a proposal before it is decided: its maker takes it back, is asked about it, answers, or leaves.

A question and its answer stand on the audit trail; while one is open nobody approves the proposal (approvals).
"""

from django.contrib.auth.models import User
from django.db import transaction

from ledger.enums import ApprovalStatus
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval
from ledger.permissions import may_propose, require_approve
from ledger.selectors import inbox
from ledger.services import approvals, audit, hands
from ledger.services.locks import lock_approval
from rightsadmin.common.actor import Actor


def withdraw(*, approval_id: int, reason: str, actor: Actor) -> Approval:
    """The maker takes his proposal back: nothing has happened yet, so no second person is asked.

    An act of the Board that he alone recorded goes with it, as recorded wrongly. NotAuthorised for anybody else,
    RuleViolation without a reason, Conflict where it was decided already.
    """
    if not reason.strip():
        raise RuleViolation("Say why you take it back: it stays on the audit trail.", where="reason")
    with transaction.atomic():
        approval = lock_approval(approval_id)
        _require_maker(approval, actor)
        approvals.end(approval, status=ApprovalStatus.WITHDRAWN, reason=reason.strip(), actor=actor)
    return approval


def ask_back(*, approval_id: int, question: str, actor: Actor) -> Approval:
    """The second person asks the maker; the proposal stays, and is approved once it is answered.

    NotAuthorised for whoever may not decide it, RuleViolation without a question, Conflict where one is open already.
    """
    if not question.strip():
        raise RuleViolation("Say what you want to know.", where="question")
    with transaction.atomic():
        approval = lock_approval(approval_id)
        approvals.require_pending(approval)
        if actor.user is None or actor.user.pk == approval.proposed_by_id:
            raise NotAuthorised("A second person asks; you proposed it.", rule="I10")
        require_approve(actor, approval.act)
        hands.require_none(approval, actor)
        if asked := inbox.open_question(approval):
            raise Conflict(f"{asked.actor_name} asked already, and it is not answered: “{asked.reason}”")
        audit.record(
            "approval.asked", plan=approval.plan, target=approval, reason=question.strip(), actor=actor
        )
    return approval


def answer(*, approval_id: int, said: str, actor: Actor) -> Approval:
    """The maker answers; the proposal waits for its second person again.

    NotAuthorised for anybody else, RuleViolation without an answer, Conflict where nothing is asked.
    """
    if not said.strip():
        raise RuleViolation("Give your answer.", where="said")
    with transaction.atomic():
        approval = lock_approval(approval_id)
        _require_maker(approval, actor)
        approvals.require_pending(approval)
        if inbox.open_question(approval) is None:
            raise Conflict(f"Nobody asks anything about “{approval.subject}”.")
        audit.record(
            "approval.answered", plan=approval.plan, target=approval, reason=said.strip(), actor=actor
        )
    return approval


def lapse(user: User, *, actor: Actor) -> int:
    """What somebody proposed and could not propose any more lapses: he has left, or lost the role. Tells how many."""
    maker, count = Actor.of_user(user), 0
    for key in _pending(proposed_by=user):
        approval = lock_approval(key)
        if user.is_active and may_propose(maker, approval.act):
            continue
        why = "has no longer the role for it" if user.is_active else "has left"
        reason = f"{approval.proposed_by_name}, who proposed it, {why}."
        approvals.end(approval, status=ApprovalStatus.LAPSED, reason=reason, actor=actor)
        count += 1
    return count


def withdraw_on(target_type: str, target_id: int, *, reason: str, actor: Actor) -> None:
    """What waits on a target that is withdrawn goes out of the queue with it."""
    for key in _pending(target_type=target_type, target_id=target_id):
        approvals.end(lock_approval(key), status=ApprovalStatus.WITHDRAWN, reason=reason, actor=actor)


def _pending(**of: object) -> list[int]:
    rows = Approval.objects.filter(status=ApprovalStatus.PENDING, **of).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _require_maker(approval: Approval, actor: Actor) -> None:
    if actor.user is None or actor.user.pk != approval.proposed_by_id:
        raise NotAuthorised(f"{approval.proposed_by_name} proposed it: nobody else does this.", rule="I10")
