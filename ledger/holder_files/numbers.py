"""The account numbers of a holder file: as they are written, and one for each class that an account holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.holder_files.row import HolderRow, RowNote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


class Lengths:
    """The account numbers of a file as they are written: whether a spreadsheet may have taken their zeros away."""

    def __init__(self) -> None:
        self._shortest, self._longest = 10**6, 0
        self._may_be_lost = True

    def add(self, account: str) -> None:
        """One more account; a zero at the beginning, or a letter, shows that no spreadsheet made numbers of them."""
        if self._may_be_lost:
            self._may_be_lost = account.isdecimal() and account[0] != "0"
            self._shortest = min(self._shortest, len(account))
            self._longest = max(self._longest, len(account))

    def notes(self) -> Iterator[RowNote]:
        """What is to be looked at before the file is loaded."""
        if self._may_be_lost and self._shortest < self._longest:
            yield RowNote(
                0,
                "account",
                f"The account numbers have {self._shortest} to {self._longest} digits, and none begins with a zero. "
                "Where a spreadsheet took zeros away, say in a profile how many digits they have.",
            )


class Numbers:
    """The number of an account of each class: its own for the first class met, with the class after it for others."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def of(self, account: str, share_class: str) -> str:
        return (
            account
            if self._first.setdefault(account, share_class) == share_class
            else f"{account}-{share_class}"
        )


def numbered(found: HolderRow, number: str, together: dict[str, Decimal] | None) -> HolderRow:
    """The account as the register keeps it: under its number, with what its certificates add up to."""
    notes = found.notes
    if number != found.account:
        notes = (
            *notes,
            RowNote(found.row, "account", f"{found.account} holds several classes: here it is {number}."),
        )
    shares = together[number] if together else found.shares
    if number == found.account and notes == found.notes and shares == found.shares:
        return found
    return replace(found, account=number, shares=shares, notes=notes)
