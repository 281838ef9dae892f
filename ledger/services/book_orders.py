"""Orders for the control book are entered, and a wrong entry is withdrawn, when a second person agrees (17Ad-10, R61).

What one person may write is what an act writes that two persons agreed to (control_book.write).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, ControlBookEntry, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.rules.issued import Issued
from ledger.selectors import control_book as selector, plan_day
from ledger.services import approvals, control_book, hands
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor

FIGURES = ("outstanding", "treasury", "reserved", "authorized", "units_reserved")


def propose(
    *,
    plan: Plan,
    as_of: date,
    figures: Mapping[str, Decimal | None],
    classes: Mapping[str, Issued] | None = None,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes what the issuer's officer ordered in writing; `figures` by the names of FIGURES.

    Refused with whatever control_book.record_control_book refuses. RuleViolation for a day that is not yet; Conflict
    where another order on this paper waits.
    """
    require_propose(actor, Act.CONTROL_BOOK)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if as_of > (today := plan_day.today(plan)):
            raise RuleViolation(
                f"{date_text(as_of)} is not yet: an order is entered on the day it takes effect, and today is "
                f"{date_text(today)}. Check the year.",
                where="as_of",
            )
        told = {
            "as_of": as_of.isoformat(),
            "figures": {name: _text(figures.get(name)) for name in FIGURES},
            "classes": [{"class": code, **issued.texts()} for code, issued in (classes or {}).items()],
        }
        _try(plan, told, document, actor)
        return approvals.propose(
            plan=plan,
            act=Act.CONTROL_BOOK,
            subject=f"Enter the issuer’s order as of {date_text(as_of)} in the control book",
            target_type="sourcedocument",
            target_id=document.pk,
            payload=_payload(plan, told, document),
            legal_basis=f"{document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )


def propose_withdrawal(*, entry: ControlBookEntry, reason: str, actor: Actor) -> Approval:
    """Proposes that the last entry was wrong: what the book said before it is in force again, and both stay on file.

    RuleViolation without a reason; Conflict where it is not the last that stands, or its withdrawal waits.
    """
    require_propose(actor, Act.CONTROL_BOOK)
    if not reason.strip():
        raise RuleViolation("Say what was wrong with it, and who says so.", where="reason")
    with transaction.atomic():
        plan = lock_plan(entry.plan_id)
        _require_last(plan, entry)
        return approvals.propose(
            plan=plan,
            act=Act.CONTROL_BOOK,
            subject=f"Withdraw the entry of {date_text(entry.as_of)} from the control book",
            target_type="controlbookentry",
            target_id=entry.pk,
            payload=_withdrawal(plan, entry, reason.strip()),
            legal_basis=reason.strip(),
            actor=actor,
        )


@approvals.on_approval(Act.CONTROL_BOOK)
def _carry(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    if approval.target_type == "controlbookentry":
        entry = ControlBookEntry.objects.get(pk=approval.target_id)
        reason = approval.payload["reason"]
        approvals.require_unchanged(approval, _withdrawal(plan, entry, reason))
        _require_last(plan, entry)
        control_book.withdraw(plan, entry, reason=reason, actor=actor)
    else:
        document = SourceDocument.objects.get(pk=approval.target_id)
        told = {
            "as_of": approval.payload["as_of"],
            "figures": approval.payload["after"],
            "classes": approval.payload["classes"],
        }
        approvals.require_unchanged(approval, _payload(plan, told, document))
        control_book.record_control_book(plan=plan, document=document, actor=actor, **_order(told))


@hands.made_of(Act.CONTROL_BOOK)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """An order is what its paper says; an entry that is withdrawn, whoever entered it may agree."""
    return ()


def _try(plan: Plan, told: dict[str, Any], document: SourceDocument, actor: Actor) -> None:
    """Raises what entering the order would raise, and enters nothing."""
    with transaction.atomic():
        control_book.record_control_book(plan=plan, document=document, actor=actor, **_order(told))
        transaction.set_rollback(True)


def _order(told: Mapping[str, Any]) -> dict[str, Any]:
    classes = {
        each["class"]: Issued(*(Decimal(each[name]) for name in ("outstanding", "treasury", "reserved")))
        for each in told["classes"]
    }
    figures = {name: text and Decimal(text) for name, text in told["figures"].items()}
    return {"as_of": date.fromisoformat(told["as_of"]), "classes": classes, **figures}


def _payload(plan: Plan, told: Mapping[str, Any], document: SourceDocument) -> dict[str, Any]:
    return {
        "as_of": told["as_of"],
        "before": _figures(selector.control_book(plan, date.fromisoformat(told["as_of"]))),
        "after": told["figures"],
        "classes": told["classes"],
        "document": document.pk,
    }


def _withdrawal(plan: Plan, entry: ControlBookEntry, reason: str) -> dict[str, Any]:
    left = selector.standing(plan).exclude(pk=entry.pk).last()
    return {
        "entry_of": entry.as_of.isoformat(),
        "entered_by": entry.recorded_by,
        "before": _figures(entry),
        "after": _figures(left),
        "in_force_again": left.as_of.isoformat() if left else "no entry",
        "document": entry.document_id,
        "reason": reason,
    }


def _require_last(plan: Plan, entry: ControlBookEntry) -> None:
    last = selector.standing(plan).last()
    if last is None or last.pk != entry.pk:
        told = f"the last one is of {date_text(last.as_of)}" if last else "none stands"
        raise Conflict(
            f"The entry of {date_text(entry.as_of)} is not the last of the control book that stands: {told}. "
            "Withdraw the later ones first.",
            next_act=Act.CONTROL_BOOK,
        )


def _figures(entry: ControlBookEntry | None) -> dict[str, str | None]:
    return {name: _text(getattr(entry, name)) if entry else None for name in FIGURES}


def _text(quantity: Decimal | None) -> str | None:
    return None if quantity is None else f"{quantity.normalize():f}"
