"""What was read, written down in the house's own form: what a load reads, whatever form the agent's file had.

Of a taxpayer number the last four digits stand in it, behind a mask; nothing else of a number is ever kept.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from ledger.holder_files.layout import (
    ADDRESS_COLUMNS,
    COLUMNS,
    COLUMNS_WITH_CLASS,
    DETAIL,
    FORMAT,
    HEAD,
    MASK,
    REGISTRATION_COLUMNS,
    TRAILER,
)

if TYPE_CHECKING:
    from datetime import date

    from ledger.holder_files.row import HolderRow

_FLUSH_EVERY = 2_000


class Writer:
    """A file of the house's form being written, row by row; `close` adds the trailer."""

    def __init__(self, stream: IO[bytes], *, as_of: date, issuer: str, with_class: bool) -> None:
        self._stream, self._with_class = stream, with_class
        self._buffer = io.StringIO()
        self._out = csv.writer(self._buffer, lineterminator="\r\n")
        self._count, self._shares = 0, Decimal()
        head = " ".join(issuer.replace(",", " ").replace('"', " ").split())
        self._buffer.write(f"{HEAD},{FORMAT},utf-8,{head},{as_of.isoformat()}\r\n")
        self._out.writerow(COLUMNS_WITH_CLASS if with_class else COLUMNS)

    def write(self, row: HolderRow) -> None:
        self._count += 1
        self._shares += row.shares
        self._out.writerow([*_fields(row), row.share_class] if self._with_class else _fields(row))
        if not self._count % _FLUSH_EVERY:
            self._flush()

    def close(self) -> None:
        self._out.writerow([TRAILER, self._count, f"{self._shares:f}"])
        self._flush()

    def _flush(self) -> None:
        self._stream.write(self._buffer.getvalue().encode("utf-8"))
        self._buffer.seek(0)
        self._buffer.truncate()


def _fields(row: HolderRow) -> list[str]:
    stop = row.stop
    return [
        DETAIL,
        row.account,
        row.registration,
        *padded(row.lines, len(REGISTRATION_COLUMNS)),
        _parties(row),
        *padded(row.address, len(ADDRESS_COLUMNS)),
        row.city,
        row.state,
        row.postal_code,
        row.country,
        f"{MASK}{row.tin_last4}" if row.tin_last4 else "",
        row.tin_status,
        "Y" if row.is_nominee else "N",
        f"{row.shares:f}",
        row.mail_code,
        stop.kind if stop else "",
        f"{stop.quantity:f}" if stop and stop.quantity is not None else "",
        stop.reason if stop else "",
        row.deceased_on.isoformat() if row.deceased_on else "",
        row.opened_on.isoformat(),
    ]


def _parties(row: HolderRow) -> str:
    """Nothing where the reader takes the first line for the owner, as it did."""
    if row.parties == [("owner", row.lines[0])]:
        return ""
    return ";".join([f"{role}={name}" for role, name in row.parties])


def padded(lines: list[str], length: int) -> list[str]:
    """The lines, and empty ones up to the length."""
    return lines + [""] * (length - len(lines))
