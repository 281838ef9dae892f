"""The file's own totals: the rows that state them, and whether the rows before add up to what they say."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.holder_files.figures import quantity
from ledger.holder_files.row import RowError, RowNote
from ledger.holder_files.targets import NAMES, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.holder_files.lines import Record
    from ledger.holder_files.mapping import Mapper
    from ledger.holder_files.profile import Profile

_OF_A_PART = ("SUBTOTAL", "SUB TOTAL", "PAGE TOTAL")
# Rows of a file about itself, wherever they stand.
_OF_THE_FILE = re.compile(
    r"H|HDR|HEADER|FILE HEADER|[0-9]+ ROWS? (?:AFFECTED|SELECTED)|END OF (?:FILE|REPORT|DATA|LIST)"
    r"|PAGE [0-9]+(?: OF [0-9]+)?"
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_ACCOUNT = re.compile(r"[A-Za-z-]*[0-9][A-Za-z0-9-]*")


class Totals:
    """What the rows add up to so far, every one of them: those that are set aside, and those that are refused, too."""

    def __init__(self, profile: Profile, mapper: Mapper) -> None:
        words = [word for word in map(plain, profile.total_words) if word]
        self._words = frozenset(words)
        self._starts = tuple(f"{word} " for word in words if len(word) > 1)
        self._mapper = mapper
        self._sum, self._since, self._count = Decimal(), Decimal(), 0
        self._early: tuple[int, list[Decimal]] | None = None
        self._is_stated = False
        self.unreadable = 0

    def add(self, figure: Decimal) -> None:
        """One more row of the list."""
        self._sum += figure
        self._since += figure
        self._count += 1

    def told(self, record: Record) -> list[RowNote | RowError] | None:
        """What is to be said of a row that is none of the list, None where it is one."""
        first = next((plain(field) for field in record.fields if field), "")
        has_account = bool(_ACCOUNT.fullmatch(self._mapper.account(record)))
        if sentence := self._passed_over(record, first, has_account=has_account):
            return [RowNote(record.number, "record", sentence)]
        has_figure = self._mapper.any_of(record, ("shares",))
        if (self._begins(first) and not (has_account and has_figure)) or self._stands_alone(record):
            return self._stated(record)
        return None

    def _passed_over(self, record: Record, first: str, *, has_account: bool) -> str:
        says_something = self._mapper.any_of(record, ("shares", *NAMES))
        if not _LETTER_OR_DIGIT.search("".join(record.fields)):
            return "A row of strokes; it was passed over."
        if _OF_THE_FILE.fullmatch(first) and not (has_account and says_something):
            return "A row of the file about itself; it was passed over."
        if first.startswith(_OF_A_PART) and not has_account:
            self._since = Decimal()
            return "A total of a part; the row was passed over."
        if self._is_stated and not says_something and not self._begins(first):
            return "Text after the totals; the row was passed over."
        return ""

    def at_the_end(self) -> Iterator[RowNote | RowError]:
        """What can be said when the whole file is read."""
        if self._early:
            yield from self._compared(*self._early)
        elif not self._is_stated:
            yield RowNote(
                0,
                "shares",
                "The file states no total of its own: only the control book proves that it is whole.",
            )

    def _begins(self, first: str) -> bool:
        return first in self._words or first.startswith(self._starts)

    def _stands_alone(self, record: Record) -> bool:
        """A figure of shares with no name and no account to it."""
        return (
            not self._mapper.any_of(record, ("account", *NAMES)) and self._mapper.figure(record) is not None
        )

    def _stated(self, record: Record) -> list[RowNote | RowError]:
        figure = self._mapper.figure(record)
        figures = [figure] if figure is not None else self._figures(record)
        self._is_stated = True
        if not figures:
            return [RowNote(record.number, "shares", "The totals row has no figure that can be read.")]
        if not self._count:
            self._early = (record.number, figures)
            return []
        return self._compared(record.number, figures)

    def _figures(self, record: Record) -> list[Decimal]:
        found = [
            quantity(piece.rstrip(","))
            for field in record.fields
            if not field.startswith("=")
            for piece in _FIGURE.findall(field)
        ]
        return [each for each in found if each is not None]

    def _compared(self, row: int, figures: list[Decimal]) -> list[RowNote | RowError]:
        since, self._since = self._since, Decimal()
        if self._sum in figures or since in figures:
            return [
                RowNote(
                    row, "shares", f"The file's own total is {max(figures):,f} shares, as its rows add up to."
                )
            ]
        unread = f" {self.unreadable:,} rows of it could not be read." if self.unreadable else ""
        return [
            RowError(
                row,
                "shares",
                f"The totals row says {max(figures):,f} shares; the rows add up to {self._sum:,f}.{unread}",
            )
        ]
