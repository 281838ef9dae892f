"""A movement of common is worked out when it is asked for, and posted when a second person agrees (R4, R20-R22).

It is worked out by posting it and taking that back at once, so that the second person reads the very entries, and
whatever stands against the movement is told to the one who asks.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import Approval, Batch, HolderAccount, LedgerAccount, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.services import approvals
from ledger.services.locks import lock_plan
from ledger.services.shares.movements import issue_common, reacquire_common, transfer_common
from rightsadmin.common.actor import Actor

ISSUE, TRANSFER, REACQUISITION = "issue", "transfer", "reacquisition"
MOVES: dict[str, Callable[..., Batch]] = {
    ISSUE: issue_common,
    TRANSFER: transfer_common,
    REACQUISITION: reacquire_common,
}
ACCOUNTS, FIGURES, DAYS = ("giver", "taker"), ("quantity", "bearing", "void"), ("effective_on", "traded_on")


def propose_movement(
    *, plan: Plan, kind: str, order: dict[str, Any], document: SourceDocument, actor: Actor
) -> Approval:
    """Proposes an issue, a transfer or a buy-back; `order` is what its function takes beside the plan and the paper.

    Refused with whatever that function refuses. Conflict where another movement on this paper waits.
    """
    require_propose(actor, Act.SHARE_MOVEMENT)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        told = _told(kind, order)
        return approvals.propose(
            plan=plan,
            act=Act.SHARE_MOVEMENT,
            subject=_subject(kind, order),
            target_type="sourcedocument",
            target_id=document.pk,
            payload=_payload(plan, told, document, actor),
            legal_basis=f"{document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )


@approvals.on_approval(Act.SHARE_MOVEMENT)
def _post(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    document = SourceDocument.objects.get(pk=approval.payload["document"])
    told = {name: approval.payload[name] for name in approval.payload if name not in ("entries", "document")}
    approvals.require_unchanged(approval, _payload(plan, _now(plan, told), document, actor))
    MOVES[told["kind"]](plan=plan, document=document, actor=actor, **_order(plan, told))


def _subject(kind: str, order: dict[str, Any]) -> str:
    shares = f"{order['quantity'].normalize():,f} shares of common"
    giver, taker = (order[name].number if order.get(name) else "" for name in ACCOUNTS)
    if kind == TRANSFER:
        return f"Transfer {shares} from account {giver} to account {taker}"
    return f"Issue {shares} to account {taker}" if kind == ISSUE else f"Buy back {shares} of account {giver}"


def _told(kind: str, order: dict[str, Any]) -> dict[str, Any]:
    """The order as an approval keeps it: accounts with their owner and address, figures and days as texts."""
    told: dict[str, Any] = {"kind": kind}
    for name, given in order.items():
        if isinstance(given, HolderAccount):
            told[name] = _owner(given)
        elif isinstance(given, Decimal):
            told[name] = f"{given.normalize():f}"
        else:
            told[name] = given.isoformat() if isinstance(given, date) else given
    return told


def _owner(account: HolderAccount) -> dict[str, Any]:
    return {
        "account": account.number,
        "registration": list(account.registration_lines),
        "address": account.mail_address["address"],
    }


def _now(plan: Plan, told: dict[str, Any]) -> dict[str, Any]:
    """The same order with its accounts as they are now."""
    return _told(told["kind"], _order(plan, told))


def _order(plan: Plan, told: dict[str, Any]) -> dict[str, Any]:
    order = {name: given for name, given in told.items() if name != "kind"}
    for name, given in told.items():
        if given is None:
            continue
        if name in ACCOUNTS:
            order[name] = plan.accounts.get(number=given["account"])
        elif name in FIGURES:
            order[name] = Decimal(given)
        elif name in DAYS:
            order[name] = date.fromisoformat(given)
    return order


def _payload(plan: Plan, told: dict[str, Any], document: SourceDocument, actor: Actor) -> dict[str, Any]:
    if document.plan_id != plan.pk:
        raise RuleViolation("The paper and the accounts must be of this plan.")
    return {**told, "entries": _entries(plan, told, document, actor), "document": document.pk}


def _entries(
    plan: Plan, told: dict[str, Any], document: SourceDocument, actor: Actor
) -> list[dict[str, str]]:
    """What the movement posts, by posting it and taking it back at once."""
    with transaction.atomic():
        batch = MOVES[told["kind"]](plan=plan, document=document, actor=actor, **_order(plan, told))
        rows = batch.entries.select_related("from_account__holder", "to_account__holder").order_by("pk")
        found = [
            {
                "from": _place(row.from_account),
                "to": _place(row.to_account),
                "quantity": f"{row.quantity.normalize():f}",
            }
            for row in rows
        ]
        transaction.set_rollback(True)
    return found


def _place(account: LedgerAccount) -> str:
    if account.holder is None:
        return account.get_role_display()
    return f"account {account.holder.number}: {account.get_standing_display()}"
