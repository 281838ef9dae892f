"""The control book: changed only on the issuer's written authorisation, never rewritten (17Ad-10, R61)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import ControlBookEntry, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.rules.issued import Issued, together
from ledger.selectors import carrying, control_book as selector
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
    classes: Mapping[str, Issued] | None = None,
    document: SourceDocument,
    authorized: Decimal | None = None,
    units_reserved: Decimal | None = None,
    actor: Actor,
) -> ControlBookEntry:
    """What the issuer's officer ordered in writing, in force from `as_of`; the entries before it stay.

    `classes` are the same figures of each class of common by its code, where the plan has several and the order tells
    them apart. `authorized` common and the Units reserved for exercise (section 9) are None where this order does not
    state them. RuleViolation where a quantity is negative, other classes are told than the plan has, or the paper is of
    another plan; Conflict where an entry for that day or a later one says something else: the issuer orders in the
    order of days.
    """
    require_propose(actor, Act.CONTROL_BOOK)
    told = dict(classes or {})
    figures = Issued(outstanding, treasury, reserved).figures
    _require_its_classes(plan, as_of, figures, told)
    stated = {"authorized": authorized, "units_reserved": units_reserved}
    figures |= {name: quantity for name, quantity in stated.items() if quantity is not None}
    parts = [*figures.items(), *(figure for each in told.values() for figure in each.figures.items())]
    if negative := [name for name, quantity in parts if quantity < 0]:
        raise RuleViolation(f"The figure “{negative[0].replace('_', ' ')}” cannot be less than nothing.")
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if later := selector.standing(plan).filter(as_of__gt=as_of).first():
            raise Conflict(
                f"The control book has an entry of {date_text(later.as_of)} already: an earlier order cannot change "
                "it. Where that entry is wrong, withdraw it first.",
                next_act=Act.CONTROL_BOOK,
            )
        return write(plan, as_of, figures, told, document=document, reason=document.title, actor=actor)


def _require_its_classes(
    plan: Plan, on: date, figures: Mapping[str, Decimal], told: Mapping[str, Issued]
) -> None:
    """RuleViolation where other classes are told than the plan has, or they do not come to the figures of all."""
    has = carrying.classes(plan, on) if told else {}
    if set(told) != set(has):
        raise RuleViolation(
            f"The plan tells these classes of common apart: {', '.join(has) or 'none'}. Say of each, and of no other, "
            "what is issued.",
            rule="R61",
        )
    if has and (whole := together(told).figures) != figures:
        name = next(name for name in figures if whole[name] != figures[name])
        raise RuleViolation(
            f"The classes together come to {whole[name].normalize():,f} {name}, the order says "
            f"{figures[name].normalize():,f} of all common.",
            rule="R61",
        )


def write(
    plan: Plan,
    as_of: date,
    figures: Mapping[str, Decimal],
    classes: Mapping[str, Issued] | None = None,
    *,
    document: SourceDocument,
    reason: str,
    actor: Actor,
) -> ControlBookEntry:
    """An entry of these figures by their names, and of those of each class by its code, with its audit event: a step of
    an act that its paper authorises.
    """
    of_classes = {code: issued.texts() for code, issued in (classes or {}).items()}
    before = selector.control_book(plan, as_of)
    entry = ControlBookEntry.objects.create(
        plan=plan,
        as_of=as_of,
        **figures,
        by_class=of_classes,
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
        | {"as_of": as_of.isoformat()}
        | ({"by_class": of_classes} if of_classes else {}),
        actor=actor,
    )
    return entry


def _told(entry: ControlBookEntry, names: Iterable[str]) -> dict[str, str | None]:
    """What an entry states of these figures, as texts."""
    told = {name: getattr(entry, name) for name in names}
    return {
        name: None if quantity is None else f"{quantity.normalize():f}" for name, quantity in told.items()
    }


def withdraw(plan: Plan, entry: ControlBookEntry, *, reason: str, actor: Actor) -> ControlBookEntry:
    """The entry is out of the book from now on: a step of its withdrawal, to which two persons agreed."""
    row = ControlBookEntry.objects.create(
        plan=plan,
        as_of=entry.as_of,
        outstanding=entry.outstanding,
        treasury=entry.treasury,
        reserved=entry.reserved,
        authorized=entry.authorized,
        units_reserved=entry.units_reserved,
        by_class=entry.by_class,
        document=entry.document,
        withdraws=entry,
        recorded_at=clock.now(),
        recorded_by=actor.name,
    )
    audit.record("control_book.withdrawn", plan=plan, target=entry, reason=reason, actor=actor)
    return row


def change(
    plan: Plan,
    on: date,
    changes: Mapping[str, Issued],
    *,
    document: SourceDocument,
    reason: str,
    actor: Actor,
) -> None:
    """The entry after an act that adds so much to each class by its code ("": to all common), where there is one.

    RuleViolation where the entry in force does not tell a class apart that changes, or would come to less than none.
    """
    book = selector.control_book(plan, on)
    if book is None or not changes:
        return
    whole = selector.of_class(book, "") + together(changes)
    if lacking := [name for name, quantity in whole.figures.items() if quantity < 0]:
        raise RuleViolation(
            f"The control book has fewer shares {' and '.join(lacking)} than this would take: enter the issuer's order "
            "for what the register holds first.",
            rule="R3",
            next_act=Act.CONTROL_BOOK,
        )
    classes = selector.by_class(book)
    for code, change in changes.items() if classes else ():
        classes[code] = selector.of_class(book, code) + change
    write(plan, on, whole.figures, classes, document=document, reason=reason, actor=actor)
