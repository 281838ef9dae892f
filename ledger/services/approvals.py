"""Four eyes: an act is proposed over the digest of its exact payload, and a second person decides.

The second person made nothing of it: neither the proposal nor anything that it is made of (`hands`). Each act that
needs one registers what carries it out (`on_approval`); approving calls it in the same transaction, and it recomputes
the payload and refuses when the digest differs from the one approved.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from ledger.enums import Act, ApprovalStatus
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval, Plan
from ledger.permissions import require_approve, require_propose
from ledger.rules.dates import date_text
from ledger.selectors import inbox
from ledger.services import audit, hands
from ledger.services.locks import lock_approval
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from rightsadmin.common.hashing import canonical, digest

Carrier = Callable[[Approval, Actor], None]
_carriers: dict[str, Carrier] = {}


def on_approval(act: str) -> Callable[[Carrier], Carrier]:
    """Registers the one function that carries an approved act out; it gets the approval and the approver."""

    def register(carrier: Carrier) -> Carrier:
        if act in _carriers:
            raise ValueError(f"{act} has a carrier already.")
        _carriers[act] = carrier
        return carrier

    return register


def propose(
    *,
    plan: Plan | None,
    act: str,
    subject: str,
    target_type: str,
    target_id: int,
    payload: Any,
    legal_basis: str,
    actor: Actor,
) -> Approval:
    """A pending approval over exactly this payload; `plan` is None for an act of the house.

    Raises NotAuthorised where the actor's roles do not carry the act, RuleViolation where no legal basis is named
    (I9), Conflict where the same act on the same target waits already.
    """
    require_propose(actor, act)
    if actor.user is None:
        raise NotAuthorised("A task of the system cannot propose an act that needs two persons.")
    if not legal_basis.strip():
        raise RuleViolation(
            "Name the legal basis: the sentence, resolution or document the act rests on.", rule="I9"
        )
    with transaction.atomic():
        waiting = Approval.objects.filter(
            target_type=target_type, target_id=target_id, act=act, status=ApprovalStatus.PENDING
        ).first()
        if waiting:
            raise Conflict(
                f"“{waiting.subject}” waits for a second person already: {waiting.proposed_by_name} proposed it."
            )
        approval = Approval(
            plan=plan,
            act=act,
            subject=subject[:200],
            target_type=target_type,
            target_id=target_id,
            payload=payload,
            digest=digest(payload),
            legal_basis=legal_basis,
            proposed_by=actor.user,
            proposed_by_name=actor.name,
            proposed_at=clock.now(),
        )
        approval.hands = [hand.payload() for hand in hands.authors(approval)]
        approval.save()
        audit.record(
            "approval.proposed", plan=plan, target=approval, after={"digest": approval.digest}, actor=actor
        )
    return approval


def approve(*, approval_id: int, digest_seen: str, reason: str = "", actor: Actor) -> Approval:
    """The second person's yes, and the act itself, in one transaction.

    `digest_seen` is the digest on the page that the approver read. Raises NotAuthorised for the maker himself or a
    role without the power, Conflict where it was decided already or is not what the approver saw.
    """
    with transaction.atomic():
        approval = _decide(approval_id, ApprovalStatus.APPROVED, reason, actor)
        if digest_seen != approval.digest or digest(approval.payload) != approval.digest:
            raise Conflict(
                "What you read is not what is proposed now. Open the page again and read it once more."
            )
        audit.record(
            "approval.approved",
            plan=approval.plan,
            target=approval,
            reason=reason,
            after={"digest": approval.digest},
            actor=actor,
        )
        _carriers[approval.act](approval, actor)
    return approval


def reject(*, approval_id: int, reason: str, actor: Actor) -> Approval:
    """The second person's no, with his reason; the act does not happen and may be proposed anew."""
    if not reason.strip():
        raise RuleViolation("Say why: the maker must know what to change.")
    with transaction.atomic():
        approval = _decide(approval_id, ApprovalStatus.REJECTED, reason, actor)
        audit.record("approval.rejected", plan=approval.plan, target=approval, reason=reason, actor=actor)
        _free(approval, actor)
    return approval


_rejections: dict[str, Carrier] = {}


def on_rejection(act: str) -> Callable[[Carrier], Carrier]:
    """Registers what frees a target when its act is rejected, withdrawn or lapses: it may then be proposed anew."""

    def register(carrier: Carrier) -> Carrier:
        _rejections[act] = carrier
        return carrier

    return register


def end(approval: Approval, *, status: str, reason: str, actor: Actor) -> None:
    """The locked proposal ends without a decision: withdrawn or lapsed. It frees its target as a rejection does."""
    require_pending(approval)
    _close(approval, status, reason, actor)
    audit.record(f"approval.{status}", plan=approval.plan, target=approval, reason=reason, actor=actor)
    _free(approval, actor)


def _free(approval: Approval, actor: Actor) -> None:
    if freed := _rejections.get(approval.act):
        freed(approval, actor)


def require_pending(approval: Approval) -> None:
    """Conflict unless the locked proposal still waits for its second person."""
    if approval.status != ApprovalStatus.PENDING:
        raise Conflict(f"“{approval.subject}” was {approval.status} by {approval.decided_by_name} already.")


def require_unchanged(approval: Approval, payload: Any) -> None:
    """Conflict unless the payload recomputed now is the one that was approved."""
    if digest(payload) != approval.digest:
        raise Conflict(
            f"“{approval.subject}” is no longer what was proposed on {date_text(approval.proposed_at)}: "
            "the facts changed. Reject it and propose it again.",
            where=canonical(payload)[:500],
            next_act=approval.act,
        )


def _decide(approval_id: int, status: str, reason: str, actor: Actor) -> Approval:
    approval = lock_approval(approval_id)
    require_pending(approval)
    if actor.user is None or actor.user.pk == approval.proposed_by_id:
        raise NotAuthorised(
            f"“{Act(approval.act).label}” needs a second person: {approval.proposed_by_name} proposed it "
            "and cannot decide it.",
            rule="I10",
        )
    require_approve(actor, approval.act)
    hands.require_none(approval, actor)
    if status == ApprovalStatus.APPROVED:
        _require_ripe(approval)
    _close(approval, status, reason, actor)
    return approval


def _require_ripe(approval: Approval) -> None:
    """Conflict while the maker has not answered what he was asked, and where he has left."""
    if asked := inbox.open_question(approval):
        raise Conflict(
            f"{asked.actor_name} asked {approval.proposed_by_name}: “{asked.reason}” It is approved once he has "
            "answered; or reject it."
        )
    if not approval.proposed_by.is_active:
        raise Conflict(
            f"{approval.proposed_by_name}, who proposed it, has left: reject it and propose it anew."
        )


def _close(approval: Approval, status: str, reason: str, actor: Actor) -> None:
    approval.status = status
    approval.decided_by, approval.decided_by_name = actor.user, actor.name
    approval.decided_at, approval.decision_reason = clock.now(), reason
    approval.save(update_fields=["status", "decided_by", "decided_by_name", "decided_at", "decision_reason"])
