"""The rows of a file of text, each read by itself: a row that cannot be read never takes the next one with it."""

from __future__ import annotations

import csv
import io
from collections import deque
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ledger.holder_files.layout import MAX_LINE_BYTES
from ledger.holder_files.row import RowError
from ledger.holder_files.shape import ENCODINGS, FIXED, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A value may go on over so many lines within its quotation marks.
_LONGEST_VALUE = 8
_QUOTES = "The quotation marks of this row do not enclose whole fields, or one is never closed."


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it stands in the file: the number of its first line, and its fields, blanks around them taken off."""

    number: int
    fields: list[str]


class TextRows:
    """The rows of a delimited or fixed-width file. `width`, once set, tells which fields make a whole row."""

    def __init__(self, stream: IO[bytes], shape: Shape, cuts: Sequence[tuple[int, int]] = ()) -> None:
        stream.seek(0)
        self._shape, self._cuts = shape, cuts
        errors = "replace" if shape.encoding.startswith("utf-16") else "surrogateescape"
        self._text = io.TextIOWrapper(stream, ENCODINGS[shape.encoding][1], errors=errors, newline=None)
        self._ahead: deque[tuple[int, str]] = deque()
        self._number = 0
        self.width = 0
        self.told: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Record | RowError]:
        try:
            while (line := self._next()) is not None:
                number, text = line
                if len(text) > MAX_LINE_BYTES:
                    yield RowError(
                        number,
                        "record",
                        f"This row is longer than {MAX_LINE_BYTES:,} letters: it is no holder's. Reading stopped here.",
                    )
                    return
                if text.strip() and (
                    isinstance(found := self._record(number, text), RowError) or any(found.fields)
                ):
                    yield found
        finally:
            self._text.detach()  # the stream is the caller's, who may read it again

    def _next(self) -> tuple[int, str] | None:
        if self._ahead:
            return self._ahead.popleft()
        text = self._text.readline(MAX_LINE_BYTES + 1)
        if not text:
            return None
        self._number += 1
        return self._number, text.rstrip("\n").lstrip("\ufeff" if self._number == 1 else "")

    def _record(self, number: int, text: str) -> Record | RowError:
        if self._shape.form == FIXED:
            if not self._cuts:  # shown as it is, so that places can be counted
                return Record(number, [text.rstrip()])
            return Record(number, [text[start:end].strip() for start, end in self._cuts])
        fields = self._parsed(text)
        if fields is None:
            fields = self._over_lines(text) or self._without_quotes(text)
        if fields is None:
            return RowError(number, "record", _QUOTES)
        return Record(number, [field.strip() for field in fields])

    def _parsed(self, text: str) -> list[str] | None:
        try:
            return next(csv.reader((text,), delimiter=self._shape.separator, strict=True), [""])
        except csv.Error:
            return None

    def _over_lines(self, text: str) -> list[str] | None:
        """The row with the lines after it, where together they make a whole one; else those lines stay."""
        taken: list[tuple[int, str]] = []
        found = None
        while found is None and len(taken) < _LONGEST_VALUE and (line := self._next()) is not None:
            taken.append(line)
            text = f"{text} {line[1]}"
            if len(text) > MAX_LINE_BYTES:
                break
            fields = self._parsed(text)
            if fields is not None and self.width in {0, len(fields)}:
                found = fields
            elif fields is not None:
                break
        if found is None:
            self._ahead.extendleft(reversed(taken))
        return found

    def _without_quotes(self, text: str) -> list[str] | None:
        """Where quotation marks are letters like others, the separators alone make the row whole."""
        fields = text.split(self._shape.separator)
        return fields if self._shape.separator != "," and len(fields) == self.width else None
