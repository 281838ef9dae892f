"""What a reading of a holder file has found so far, and what its shares are held against."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.enums import Act, ImportStatus as Status
from ledger.errors import Conflict, RuleViolation
from ledger.holder_files import HolderRow, RowError, RowNote
from ledger.models import ControlBookEntry, HolderImport, Plan
from ledger.rules.dates import date_text
from ledger.selectors.control_book import control_book

# Rows in error beyond these are counted, not kept: a wrong file has one cause, not a million. Notes likewise.
KEPT = 1_000


@dataclass
class Count:
    """Rows and shares so far; errors and notes, the first KEPT of each in full."""

    rows: int = 0
    shares: Decimal = Decimal()
    errors: int = 0
    notes: int = 0
    kept_errors: list[dict[str, Any]] = field(default_factory=list)
    kept_notes: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: HolderRow) -> None:
        self.rows += 1
        self.shares += row.shares
        for note in row.notes:
            self.note(note)

    def refuse(self, error: RowError) -> None:
        self.errors += 1
        if len(self.kept_errors) < KEPT:
            self.kept_errors.append(_told(error))

    def note(self, note: RowNote) -> None:
        self.notes += 1
        if len(self.kept_notes) < KEPT:
            self.kept_notes.append(_told(note))


def _told(said: RowError | RowNote) -> dict[str, Any]:
    return {"row": said.row, "field": said.field, "sentence": said.sentence}


def book_of(plan: Plan, as_of: date) -> ControlBookEntry:
    """The control book of that day; RuleViolation where there is none yet."""
    book = control_book(plan, as_of)
    if book is None:
        raise RuleViolation(
            f"The plan has no control book by {as_of}: record the issuer's order first, then check the file.",
            rule="R3",
            next_act=Act.CONTROL_BOOK,
        )
    return book


def refuse_loaded(plan: Plan, came_sha256: str) -> None:
    """Conflict where this very file was loaded before."""
    done = HolderImport.objects.filter(plan=plan, came_sha256=came_sha256, status=Status.LOADED).first()
    if done:
        raise Conflict(
            f"This very file was loaded already, as “{done.file_name}” on {date_text(done.loaded_at)}."
        )


def mismatch(shares: Decimal, book: ControlBookEntry) -> str:
    """The sentence for shares that are not those of the control book."""
    return (
        f"The file adds up to {shares:,f} shares, the control book of {book.as_of} says "
        f"{book.outstanding.normalize():,f} outstanding: {abs(shares - book.outstanding).normalize():,f} apart. "
        "Reconcile with the transfer agent first."
    )


def class_unknown(code: str, known: Collection[str]) -> str:
    """The sentence for a class that the plan does not have."""
    if not known:
        return (
            f"{code!r} is no class of this plan, which has one class of common: leave the column out, or say in the "
            "profile which of its codes is the common."
        )
    return f"{code!r} is none of the plan's classes of common, {', '.join(known)}."
