"""The control book: changed only on the issuer's written authorisation, never rewritten (17Ad-10, R61)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import ControlBookEntry, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.selectors import control_book as selector
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def record_control_book(
    *,
    plan: Plan,
    as_of: date,
    outstanding: Decimal,
    treasury: Decimal,
    reserved: Decimal,
    document: SourceDocument,
    authorized: Decimal | None = None,
    units_reserved: Decimal | None = None,
    actor: Actor,
) -> ControlBookEntry:
    """What the issuer's officer ordered in writing, in force from `as_of`; the entries before it stay.

    `authorized` common and the Units reserved for exercise (section 9) are None where this order does not state them.
    RuleViolation where a quantity is negative or the paper is of another plan; Conflict where an entry for that day or
    a later one says something else: the issuer orders in the order of days.
    """
    require_propose(actor, Act.CONTROL_BOOK)
    figures = {"outstanding": outstanding, "treasury": treasury, "reserved": reserved}
    stated = {"authorized": authorized, "units_reserved": units_reserved}
    figures |= {name: quantity for name, quantity in stated.items() if quantity is not None}
    if negative := [name for name, quantity in figures.items() if quantity < 0]:
        raise RuleViolation(f"The figure “{negative[0].replace('_', ' ')}” cannot be less than nothing.")
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        later = ControlBookEntry.objects.filter(plan=plan, as_of__gt=as_of).order_by("as_of").first()
        if later:
            raise Conflict(
                f"The control book has an entry of {later.as_of} already: an earlier order cannot change it."
            )
        return write(plan, as_of, figures, document=document, reason=document.title, actor=actor)


def write(
    plan: Plan,
    as_of: date,
    figures: Mapping[str, Decimal],
    *,
    document: SourceDocument,
    reason: str,
    actor: Actor,
) -> ControlBookEntry:
    """An entry of these figures by their names, with its audit event: a step of an act that its paper authorises."""
    before = selector.control_book(plan, as_of)
    entry = ControlBookEntry.objects.create(
        plan=plan,
        as_of=as_of,
        **figures,
        document=document,
        recorded_at=clock.now(),
        recorded_by=actor.name,
    )
    audit.record(
        "control_book.changed",
        plan=plan,
        target=entry,
        reason=reason,
        before=_told(before, figures) if before else None,
        after={name: f"{quantity.normalize():f}" for name, quantity in figures.items()}
        | {"as_of": as_of.isoformat()},
        actor=actor,
    )
    return entry


def _told(entry: ControlBookEntry, names: Iterable[str]) -> dict[str, str | None]:
    """What an entry states of these figures, as texts."""
    told = {name: getattr(entry, name) for name in names}
    return {
        name: None if quantity is None else f"{quantity.normalize():f}" for name, quantity in told.items()
    }
