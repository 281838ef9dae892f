"""Reads a holder file row by row in constant memory: each row is an account or a list of what is wrong with it."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from ledger.holder_files.layout import (
    CLASS,
    COLUMNS,
    COLUMNS_WITH_CLASS,
    DETAIL,
    ENCODINGS,
    FORMAT,
    HEAD,
    MAX_LINE_BYTES,
    TRAILER,
)
from ledger.holder_files.row import SHARES, HolderRow, RowError, RowReader
from ledger.holder_files.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_COUNT = re.compile(r"[0-9]{1,10}")
_HEAD_FIELDS, _TRAILER_FIELDS = 5, 3


def read_rows(stream: IO[bytes], *, as_of: date) -> Iterator[HolderRow | RowError]:
    """The accounts of the file and every error found, in the order of the file; the stream is read once.

    Errors of the file as a whole (head, columns, trailer, an endless line) come with the row they were found in. A
    head that cannot be read or an endless line ends the reading; any other error does not.
    """
    lines = _lines(stream)
    head = next(lines, None)
    if head is None:
        yield RowError(1, "record", "The file is empty.")
        return
    encoding, errors = _head(head, as_of)
    yield from errors
    if encoding is None:
        return
    yield from _body(lines, encoding, as_of)


def _body(lines: Iterator[_Line], encoding: str, as_of: date) -> Iterator[HolderRow | RowError]:
    seen: dict[str, int] = {}
    total, count, trailer, row, columns = Decimal(), 0, None, 1, COLUMNS
    for line in lines:
        row = line.number
        fields = _fields(line, encoding)
        if isinstance(fields, RowError):
            yield fields
            if line.is_endless:
                return
        elif row == 2:  # noqa: PLR2004 - the second line names the columns
            columns = tuple(fields)
            if columns not in (COLUMNS, COLUMNS_WITH_CLASS):
                told = f"{', '.join(COLUMNS)}; and {CLASS} where there are several classes of common"
                yield RowError(row, "record", f"The columns must be exactly: {told}.")
                return
        elif trailer is not None:
            yield RowError(row, "record", f"The trailer is row {trailer[0]}; nothing may follow it.")
            return
        elif fields[0] == TRAILER:
            trailer = (row, fields)
        else:
            count += 1
            read = _account(row, fields, columns, as_of)
            if isinstance(read, HolderRow):
                total += read.shares
                first = seen.setdefault(read.account, row)
                if first != row:
                    yield RowError(row, "account", f"Account {read.account} stands in row {first} already.")
                    continue
                yield read
            else:
                yield from read
    yield from _trailer(trailer, row, count, total)


def _account(
    row: int, fields: list[str], columns: tuple[str, ...], as_of: date
) -> HolderRow | list[RowError]:
    if fields[0] != DETAIL:
        return [
            RowError(row, "record", f"A row begins with {DETAIL}; this one with {quoted(fields[0], 20)}.")
        ]
    if len(fields) != len(columns):
        return [RowError(row, "record", f"The row has {len(fields)} fields; {len(columns)} are needed.")]
    return RowReader(row, dict(zip(columns, fields, strict=True)), as_of).read()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    content: bytes
    is_endless: bool


def _lines(stream: IO[bytes]) -> Iterator[_Line]:
    number = 0
    while content := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        endless = len(content) > MAX_LINE_BYTES
        yield _Line(number, content.rstrip(b"\r\n"), endless)
        if endless:
            return


def _fields(line: _Line, encoding: str) -> list[str] | RowError:
    if line.is_endless:
        return RowError(
            line.number,
            "record",
            f"This row is longer than {MAX_LINE_BYTES:,} bytes: it is no holder record. Reading stopped here.",
        )
    try:
        text = line.content.decode(encoding)
    except UnicodeDecodeError as error:
        return RowError(
            line.number,
            "record",
            f"Byte {error.start + 1} of this row is not {encoding}. Export the file as the encoding its head declares.",
        )
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if text.count('"') % 2:
        return RowError(line.number, "record", "A quotation mark in this row is never closed.")
    try:
        return next(csv.reader((text,), strict=True), [""])
    except csv.Error:
        return RowError(line.number, "record", "The quotation marks of this row do not enclose whole fields.")


def _head(line: _Line, as_of: date) -> tuple[str | None, list[RowError]]:
    """The encoding the head declares, as Python names it, and what is wrong with the head."""
    content = line.content.removeprefix(b"\xef\xbb\xbf")
    fields = _without_padding(content[:MAX_LINE_BYTES].decode("ascii", errors="replace").split(","))
    if len(fields) < _HEAD_FIELDS or fields[:2] != [HEAD, FORMAT]:
        return None, [
            RowError(
                1,
                "record",
                f"This is no holder file: its first row must read {HEAD},{FORMAT},<encoding>,<issuer>,<as of>.",
            )
        ]
    encoding = ENCODINGS.get(fields[2].strip().lower())
    if encoding is None:
        return None, [RowError(1, "encoding", f"The encoding must be one of {', '.join(ENCODINGS)}.")]
    if fields[-1].strip() != as_of.isoformat():
        return encoding, [
            RowError(
                1,
                "as_of",
                f"The file is as of {quoted(fields[-1], 20)}, not {as_of}: take the file of that close of business.",
            )
        ]
    return encoding, []


def _without_padding(fields: list[str]) -> list[str]:
    """A spreadsheet pads every row to the length of the longest with empty fields."""
    while fields and not fields[-1].strip():
        fields = fields[:-1]
    return fields


def _trailer(
    trailer: tuple[int, list[str]] | None, last: int, count: int, total: Decimal
) -> Iterator[RowError]:
    if trailer is None:
        yield RowError(last, "record", "The file has no trailer: it was cut off. Ask for it again.")
        return
    row, fields = trailer[0], _without_padding(trailer[1])
    if len(fields) != _TRAILER_FIELDS or not _COUNT.fullmatch(fields[1]) or not SHARES.fullmatch(fields[2]):
        yield RowError(row, "record", f"The trailer must read {TRAILER},<accounts>,<shares>.")
        return
    accounts, shares = int(fields[1]), Decimal(fields[2].replace(",", ""))
    if accounts != count:
        yield RowError(row, "accounts", f"The trailer says {accounts:,} accounts; the file has {count:,}.")
    if shares != total:
        yield RowError(
            row,
            "shares",
            f"The trailer says {shares:,f} shares; the rows that can be read add up to {total:,f}.",
        )
