"""A hold on an account is lifted by two persons; placing one protects and is done at once (holders.place_hold)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Hold
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.services import approvals, audit, hands
from ledger.services.locks import lock_hold
from rightsadmin.common.actor import Actor


def propose_lift(*, hold: Hold, lifted_on: date, reason: str, actor: Actor) -> Approval:
    """Proposes that the hold no longer holds from `lifted_on`, or from its first day where that is later.

    RuleViolation without a reason; Conflict where it ends by then already, or where its lifting waits.
    """
    require_propose(actor, Act.HOLD_LIFT)
    if not reason.strip():
        raise RuleViolation("Say on whose word the hold ends.", where="reason")
    with transaction.atomic():
        hold = lock_hold(hold.pk)
        _require_standing(hold, lifted_on)
        account = hold.account
        return approvals.propose(
            plan=account.plan,
            act=Act.HOLD_LIFT,
            subject=f"Lift the hold on account {account.number}, {account.registration_lines[0]}",
            target_type="hold",
            target_id=hold.pk,
            payload=_payload(hold, lifted_on, reason.strip()),
            legal_basis=reason.strip(),
            actor=actor,
        )


@approvals.on_approval(Act.HOLD_LIFT)
def _lift(approval: Approval, actor: Actor) -> None:
    lifted_on, reason = date.fromisoformat(approval.payload["lifted_on"]), approval.payload["reason"]
    hold = lock_hold(approval.target_id)
    _require_standing(hold, lifted_on)
    approvals.require_unchanged(approval, _payload(hold, lifted_on, reason))
    hold.lifted_on = max(lifted_on, hold.from_on)
    audit.stamp(hold, actor=actor, reason=reason).save(update_fields=["lifted_on"])
    after = {"lifted_on": hold.lifted_on.isoformat()}
    audit.record("hold.lifted", plan=hold.account.plan, target=hold, reason=reason, after=after, actor=actor)


@hands.made_of(Act.HOLD_LIFT)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The word on which it is lifted, and nothing that was on record before: who placed it may agree."""
    return ()


def _require_standing(hold: Hold, lifted_on: date) -> None:
    """Conflict unless the locked hold still holds on this day."""
    if hold.lifted_on is not None and hold.lifted_on <= lifted_on:
        raise Conflict(f"The hold is lifted on {date_text(hold.lifted_on)} already.")


def _payload(hold: Hold, lifted_on: date, reason: str) -> dict[str, Any]:
    account = hold.account
    return {
        "account": account.number,
        "registration": list(account.registration_lines),
        "hold": hold.get_kind_display(),
        "quantity": "all" if hold.quantity is None else f"{hold.quantity.normalize():f}",
        "placed_on": hold.reason,
        "from_on": hold.from_on.isoformat(),
        "until_on": hold.last_on.isoformat() if hold.last_on else "lifted",
        "lifted_on": lifted_on.isoformat(),
        "reason": reason,
    }
