"""One account row of a holder file: an account, or the list of what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.enums import Registration
from ledger.holder_files.layout import (
    ADDRESS_COLUMNS,
    CLASS,
    COLUMNS,
    DETAIL,
    HOME,
    MAIL_CODES,
    REGISTRATION_COLUMNS,
    STOPS,
    TIN_STATUSES,
)
from ledger.holder_files.text import fault
from ledger.models.holder import CLASS_LENGTH, LINE_LENGTH

SHARES = re.compile(r"(?:[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,10})?")
_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
_DIGITS = re.compile(r"[0-9]+")
_TIN = re.compile(r"(?:[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{2}-[0-9]{7})")
_REGISTRATIONS = tuple(Registration.values)  # asked for once: the enumeration builds its list each time
_LIMITS = {"city": 80, "state": 40, "postal_code": 20, "country": 60, "stop_reason": 300, CLASS: CLASS_LENGTH}
_LONGEST_NAME = 240
_LONGEST_ROLE = 30
_ZIP, _ZIP_PLUS_FOUR = 5, 9


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in a row (1 is the first line of the file), in which field, as a sentence for staff."""

    row: int
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the account: its kind (Hold.Kind), the quantity it is for (None: all) and the reason."""

    kind: str
    quantity: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One account as the file has it. `repaired`: the ZIP code had lost its leading zero and has it again.

    Of a taxpayer number only the last four digits leave this module.
    """

    row: int
    account: str
    registration: str
    lines: list[str]
    parties: list[tuple[str, str]]
    address: list[str]
    city: str
    state: str
    postal_code: str
    country: str
    tin_last4: str
    tin_status: str
    is_nominee: bool
    shares: Decimal
    mail_code: str
    stop: Stop | None
    deceased_on: date | None
    opened_on: date
    repaired: bool
    share_class: str = ""


class RowReader:
    """One account row being read: collects every error it has."""

    def __init__(self, row: int, fields: list[str], columns: tuple[str, ...] = COLUMNS) -> None:
        self.row, self.fields, self.columns = row, fields, columns
        self.errors: list[RowError] = []

    def read(self) -> HolderRow | list[RowError]:
        if self.fields[0] != DETAIL:
            return [
                RowError(
                    self.row, "record", f"A row begins with {DETAIL}; this one with {self.fields[0][:20]!r}."
                )
            ]
        if len(self.fields) != len(self.columns):
            return [
                RowError(
                    self.row,
                    "record",
                    f"The row has {len(self.fields)} fields; {len(self.columns)} are needed.",
                )
            ]
        self.values = {
            name: self._clean(name, value.strip()) if value else ""
            for name, value in zip(self.columns, self.fields, strict=True)
        }
        postal_code, repaired = self._postal_code()
        read = HolderRow(
            row=self.row,
            account=self._account(),
            registration=self._one_of("registration", _REGISTRATIONS),
            lines=self._block(REGISTRATION_COLUMNS, needed=True),
            parties=self._parties(),
            address=self._block(ADDRESS_COLUMNS, needed=False),
            city=self.values["city"],
            state=self.values["state"],
            postal_code=postal_code,
            country=self.values["country"] or HOME,
            tin_last4=self._tin(),
            tin_status=self._one_of("tin_status", TIN_STATUSES),
            is_nominee=self._one_of("nominee", ("Y", "N")) == "Y",
            shares=self._quantity("shares"),
            mail_code=self._one_of("mail_code", MAIL_CODES),
            stop=self._stop(),
            deceased_on=self._day("deceased_on") if self.values["deceased_on"] else None,
            opened_on=self._day("opened_on"),
            repaired=repaired,
            share_class=self.values.get(CLASS, ""),
        )
        return self.errors or read

    def _wrong(self, field: str, sentence: str) -> None:
        self.errors.append(RowError(self.row, field, sentence))

    def _clean(self, name: str, value: str) -> str:
        if sentence := fault(value):
            self._wrong(name, sentence)
        elif len(value) > _LIMITS.get(name, 10**6):
            self._wrong(name, f"It has {len(value)} characters; at most {_LIMITS[name]} fit.")
        return value

    def _account(self) -> str:
        value = self.values["account"]
        if not _ACCOUNT.fullmatch(value):
            self._wrong("account", "An account number has 1 to 20 letters, digits and hyphens.")
        return value

    def _one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.values[name]
        if value not in choices:
            self._wrong(name, f"{value[:40]!r} is none of {', '.join(choices)}.")
        return value

    def _block(self, names: tuple[str, ...], *, needed: bool) -> list[str]:
        lines = [self.values[name] for name in names]
        while lines and not lines[-1]:
            lines.pop()
        if needed and not lines:
            self._wrong(names[0], "The account has no registration: a certificate needs a registered owner.")
        for name, line in zip(names, lines, strict=False):
            if not line:
                self._wrong(name, "An empty line stands between two lines that are not.")
            elif len(line) > LINE_LENGTH:
                self._wrong(
                    name, f"The line has {len(line)} characters; at most {LINE_LENGTH} fit, and none is cut."
                )
        return lines

    def _parties(self) -> list[tuple[str, str]]:
        """`role=name;role=name`; where the file names none, the first line of the registration is the owner."""
        text = self.values["parties"]
        if not text:
            return [("owner", self.values["line1"])]
        parties = []
        for part in text.split(";"):
            role, equals, name = (piece.strip() for piece in part.partition("="))
            if not equals or not role or not name or len(role) > _LONGEST_ROLE or len(name) > _LONGEST_NAME:
                self._wrong("parties", "Each party reads role=name, and semicolons stand between them.")
                break
            parties.append((role, name))
        return parties

    def _postal_code(self) -> tuple[str, bool]:
        """The postal code; a ZIP code of digits that lost its leading zeros in a spreadsheet gets them back."""
        code = self.values["postal_code"]
        if (self.values["country"] or HOME) != HOME or not _DIGITS.fullmatch(code):
            return code, False
        if len(code) in {_ZIP - 2, _ZIP - 1}:
            return code.zfill(_ZIP), True
        if len(code) in {_ZIP_PLUS_FOUR - 2, _ZIP_PLUS_FOUR - 1, _ZIP_PLUS_FOUR}:
            whole = code.zfill(_ZIP_PLUS_FOUR)
            return f"{whole[:_ZIP]}-{whole[_ZIP:]}", len(code) < _ZIP_PLUS_FOUR
        return code, False

    def _tin(self) -> str:
        value = self.values["tin"]
        if value and not _TIN.fullmatch(value):
            self._wrong("tin", "A taxpayer number has nine digits.")
        return value[-4:]

    def _quantity(self, name: str) -> Decimal:
        value = self.values[name]
        if SHARES.fullmatch(value):
            return Decimal(value.replace(",", ""))
        if value.startswith("-"):
            self._wrong(name, f"{value[:30]!r} is negative: nobody holds less than nothing.")
        else:
            self._wrong(name, f"{value[:30]!r} is no quantity of 0 or more with at most ten decimals.")
        return Decimal()

    def _stop(self) -> Stop | None:
        if not self.values["stop"]:
            return None
        kind, reason = self._one_of("stop", STOPS), self.values["stop_reason"]
        quantity = self._quantity("stop_quantity") if self.values["stop_quantity"] else None
        if not reason:
            self._wrong("stop_reason", "A stop needs its reason and authority.")
        if quantity is not None and not quantity:
            self._wrong(
                "stop_quantity", "A stop for a quantity needs one above zero; leave it empty for all."
            )
        return Stop(kind, quantity, reason)

    def _day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.values[name])
        except ValueError:
            self._wrong(name, f"{self.values[name][:20]!r} is not a date such as 1998-12-04.")
            return date.min
