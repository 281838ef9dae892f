"""The control book: what is authorised and issued, as of a day and as known at an instant."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import ControlBookEntry, Plan
from ledger.rules.dates import date_text
from ledger.rules.issued import Issued


def standing(plan: Plan, known_at: datetime | None = None) -> QuerySet[ControlBookEntry]:
    """The entries that were not withdrawn, as known at `known_at` (None: now), in the order of their days."""
    entries = ControlBookEntry.objects.filter(plan=plan, withdraws__isnull=True)
    withdrawn = Q(withdrawn_by__isnull=False)
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
        withdrawn = Q(withdrawn_by__recorded_at__lte=known_at)
    return entries.exclude(withdrawn).order_by("as_of", "recorded_at", "pk")


def control_book(plan: Plan, on: date, known_at: datetime | None = None) -> ControlBookEntry | None:
    """The entry in force on `on` as known at `known_at` (None: now); None before the first one."""
    return standing(plan, known_at).filter(as_of__lte=on).last()


def last_stated(plan: Plan, figure: str, on: date, known_at: datetime | None = None) -> Decimal | None:
    """What the latest order that states it says of `figure` (authorized, units_reserved); None where none does."""
    entries = standing(plan, known_at).filter(as_of__lte=on, **{f"{figure}__isnull": False})
    found: Decimal | None = entries.values_list(figure, flat=True).last()
    return found


def by_class(book: ControlBookEntry) -> dict[str, Issued]:
    """Code of the class -> what the entry says of it; empty where it tells no classes apart."""
    return {
        code: Issued(*(Decimal(told[name]) for name in ("outstanding", "treasury", "reserved")))
        for code, told in book.by_class.items()
    }


def of_class(book: ControlBookEntry, code: str) -> Issued:
    """What the entry says of a class ("": of all common); RuleViolation where it does not tell that class apart."""
    if not code:
        return Issued(book.outstanding, book.treasury, book.reserved)
    told = by_class(book)
    if code not in told:
        raise RuleViolation(
            f"The control book of {date_text(book.as_of)} does not say how much of class {code} is issued: record the "
            "issuer's order class by class.",
            rule="R61",
            next_act=Act.CONTROL_BOOK,
        )
    return told[code]
