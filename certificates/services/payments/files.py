"""The payment file: made at the release, stored by its hash, taken once; what is taken again says DUPLICATE.

Its format is described in docs/payment-file.md.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

from django.db import transaction

from certificates.enums import PaymentListStatus
from certificates.models import PaymentFile, PaymentLine, PaymentList
from certificates.services.locks import lock_payment_list
from certificates.services.payments import payees
from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.permissions import require_propose
from ledger.rules.exact import exact_decimal, is_terminating
from ledger.selectors.terms import value
from ledger.services import audit
from ledger.services.stored import checked
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor
from rightsadmin.common.exports import csv_for_programs

VERSION = 1
FETCH = 2_000
HEADING = (
    "H", "version", "plan", "issuer", "agent", "list", "kind", "copy", "released", "price", "ratio", "rounding",
    "smallest check", "digest",
)  # fmt: skip


def make(listed: PaymentList, *, copy: int) -> PaymentFile:
    """The file of the list in the store, and its row; the same list and copy give the same bytes."""
    stored = storage.store(
        (line.encode() for line in csv_for_programs(_rows(listed, copy))), folder="payments", suffix=".csv"
    )
    return PaymentFile.objects.create(
        payment_list=listed,
        copy=copy,
        storage_name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        stored_at=clock.now(),
    )


def take_file(*, payment_list: PaymentList, actor: Actor) -> tuple[PaymentFile, IO[bytes]]:
    """The payment file, open and checked against its hash; the caller closes it.

    The first taking is of the original. Every later one is of a new copy marked DUPLICATE, so that nobody is paid
    twice. RuleViolation before the release, Conflict where the stored file is not what its hash says.
    """
    require_propose(actor, Act.PAYMENT)
    with transaction.atomic():
        listed = lock_payment_list(payment_list.pk)
        if listed.status != PaymentListStatus.RELEASED:
            raise RuleViolation(
                f"{listed} is {listed.get_status_display().lower()}: no payment leaves the house before a second "
                "person releases it."
            )
        last = PaymentFile.objects.filter(payment_list=listed).order_by("-copy").first()
        taken = make(listed, copy=last.copy + 1 if last else 1) if last is None or last.taken_at else last
        content = checked(taken, str(taken))
        taken.taken_at, taken.taken_by = clock.now(), actor.name
        taken.save(update_fields=["taken_at", "taken_by"])
        audit.record(
            "file.downloaded",
            plan=listed.plan,
            target=listed,
            reason=mark_of(taken.copy).lower(),
            after={"sha256": taken.sha256},
            actor=actor,
        )
    return taken, content


def mark_of(copy: int) -> str:
    """What the header of a copy says: ORIGINAL, or DUPLICATE with its number."""
    return "ORIGINAL" if copy == 1 else f"DUPLICATE {copy - 1}"


def _rows(listed: PaymentList, copy: int) -> Iterator[list[Any]]:
    plan, released = listed.plan, listed.released_at
    on = clock.new_york_date(released) if released else plan.agreement_date
    yield list(HEADING)
    yield [
        "H", VERSION, plan.slug, value(plan, "issuer.name", on), value(plan, "agent.name", on), listed.pk,
        listed.kind, mark_of(copy), on.isoformat(), listed.price, listed.ratio, listed.rounding,
        listed.smallest_check, listed.digest,
    ]  # fmt: skip
    yield [
        "P", "place", "account", "payee", "address", "city", "state", "postal code", "country", "rights", "due",
        "amount", "shares", "memo",
    ]  # fmt: skip
    count = shares = cents = 0
    for line in _lines(listed):
        to = line.payee
        yield [
            "P", line.place, to["account"], payees.name(to), payees.street(to),
            to["city"], to["state"], to["postal_code"], to["country"], line.quantity.normalize(),
            _exact(line.due), line.paid, line.shares, line.memo,
        ]  # fmt: skip
        count, shares, cents = count + 1, shares + line.shares, cents + line.paid_cents
    yield ["T", "lines", "listed", "nothing to pay", "rights listed", "due", "amount", "remainder", "shares"]
    yield [
        "T", count, listed.line_count, listed.line_count - count, listed.quantity.normalize(), _exact(listed.due),
        Decimal(cents) / 100, _exact(listed.due - Fraction(cents, 100)), shares,
    ]  # fmt: skip


def _lines(listed: PaymentList) -> Iterator[PaymentLine]:
    """The lines that pay or deliver something, in order."""
    lines = PaymentLine.objects.filter(payment_list=listed).order_by("place")
    return (line for line in lines.iterator(FETCH) if line.paid_cents or line.shares)


def _exact(amount: Fraction) -> Decimal | str:
    return exact_decimal(amount) if is_terminating(amount) else str(amount)
