"""One account row of a holder file: an account, or the list of what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.enums import Registration
from ledger.holder_files.countries import HOME, TERRITORIES, is_unknown_code, spelled
from ledger.holder_files.layout import (
    ADDRESS_COLUMNS,
    CLASS,
    MAIL_CODES,
    REGISTRATION_COLUMNS,
    STOPS,
    TIN_STATUSES,
)
from ledger.holder_files.text import FORMULA_STARTS, fault, mended, quoted
from ledger.models.holder import ACCOUNT_NUMBER, CLASS_LENGTH, LINE_LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES = re.compile(r"(?:[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,10})?")
_ACCOUNT = re.compile(ACCOUNT_NUMBER)
_DIGITS = re.compile(r"[0-9]+")
_TIN = re.compile(
    r"(?:[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{2}-[0-9]{7}|\*{3}-\*{2}-[0-9]{4}|\*{5}[0-9]{4})"
)
_TAXPAYER = re.compile(r"(?<![0-9-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![0-9-])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REGISTRATIONS = tuple(Registration.values)  # asked for once: the enumeration builds its list each time
_LIMITS = {"city": 80, "state": 40, "postal_code": 20, "country": 60, "stop_reason": 300, CLASS: CLASS_LENGTH}
_SHORTEST_LIMIT = min(_LIMITS.values())
_LONGEST_NAME = 240
_LONGEST_ROLE = 30
_ZIP, _ZIP_PLUS_FOUR = 5, 9
# Before it no company of today had a register; after the file's own day nothing in it can have happened.
_FIRST_YEAR = 1800
NO_NUMBER = "An account number has 1 to 20 letters, digits and hyphens."


def is_account_number(text: str) -> bool:
    """Whether the register could keep an account under it."""
    return bool(_ACCOUNT.fullmatch(text))


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in a row (1 is the first line of the file), in which field, as a sentence for staff."""

    row: int
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RowNote:
    """What was mended, or left out, in a row (0: in the file as a whole): the file is read all the same."""

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
    """One account as the file has it, and the notes of what was mended in it.

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
    share_class: str = ""
    notes: tuple[RowNote, ...] = ()


class RowReader:
    """One account row being read, its values by the names of the layout: collects every error and every note."""

    def __init__(self, row: int, values: Mapping[str, str], as_of: date) -> None:
        self.row, self.as_of = row, as_of
        self.errors: list[RowError] = []
        self.notes: list[RowNote] = []
        self.values = {
            name: self._clean(name, value.strip()) if value else "" for name, value in values.items()
        }

    def read(self) -> HolderRow | list[RowError]:
        country, state = self._country()
        postal_code = self._postal_code(country)
        read = HolderRow(
            row=self.row,
            account=self._account(),
            registration=self._one_of("registration", _REGISTRATIONS),
            lines=self._block(REGISTRATION_COLUMNS, needed=True),
            parties=self._parties(),
            address=self._block(ADDRESS_COLUMNS, needed=False),
            city=self.values["city"],
            state=state,
            postal_code=postal_code,
            country=country,
            tin_last4=self._tin(),
            tin_status=self._one_of("tin_status", TIN_STATUSES),
            is_nominee=self._one_of("nominee", ("Y", "N")) == "Y",
            shares=self._quantity("shares"),
            mail_code=self._one_of("mail_code", MAIL_CODES),
            stop=self._stop(),
            deceased_on=self._day("deceased_on") if self.values["deceased_on"] else None,
            opened_on=self._day("opened_on"),
            share_class=self.values.get(CLASS, ""),
            notes=tuple(self.notes),
        )
        return self.errors or read

    def _wrong(self, field: str, sentence: str) -> None:
        self.errors.append(RowError(self.row, field, sentence))

    def _note(self, field: str, sentence: str) -> None:
        self.notes.append(RowNote(self.row, field, sentence))

    def _clean(self, name: str, value: str) -> str:
        if value.isascii():
            if value.isprintable() and value[:1] not in FORMULA_STARTS and "-" not in value:
                if len(value) > _SHORTEST_LIMIT:
                    self._measure(name, value)
                return value
        else:
            value, sentence = mended(value)
            if sentence:
                self._note(name, sentence)
        if sentence := fault(value):
            self._wrong(name, sentence)
        elif "-" in value and name != "tin" and _TAXPAYER.search(value):
            self._wrong(
                name, "It holds what looks like a taxpayer number, which is kept nowhere: take it out."
            )
        else:
            self._measure(name, value)
        return value

    def _measure(self, name: str, value: str) -> None:
        if len(value) > _LIMITS.get(name, 10**6):
            self._wrong(name, f"It has {len(value)} characters; at most {_LIMITS[name]} fit.")

    def _account(self) -> str:
        value = self.values["account"]
        if not is_account_number(value):
            self._wrong("account", NO_NUMBER)
        return value

    def _one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.values[name]
        if value not in choices:
            self._wrong(name, f"{quoted(value)} is none of {', '.join(choices)}.")
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

    def _country(self) -> tuple[str, str]:
        """The country under its one name, and the state; a territory that has its mail from home is a state of it."""
        told, state = self.values["country"], self.values["state"]
        if told == HOME:
            return HOME, state
        country = spelled(told)
        if country in TERRITORIES:
            state, country = state or TERRITORIES[country], HOME
        if country == told or not told:
            if is_unknown_code(country):
                self._wrong(
                    "country", f"{quoted(told)} is no code of a country known here: write the country's name."
                )
        else:
            self._note("country", f"{quoted(told)} is kept as {country}.")
        return country, state

    def _postal_code(self, country: str) -> str:
        """The postal code; a ZIP code of digits that lost its leading zeros in a spreadsheet gets them back."""
        code = self.values["postal_code"]
        if country != HOME or not _DIGITS.fullmatch(code):
            return code
        whole = code
        if len(code) in {_ZIP - 2, _ZIP - 1}:
            whole = code.zfill(_ZIP)
        elif len(code) in {_ZIP_PLUS_FOUR - 2, _ZIP_PLUS_FOUR - 1, _ZIP_PLUS_FOUR}:
            digits = code.zfill(_ZIP_PLUS_FOUR)
            whole = f"{digits[:_ZIP]}-{digits[_ZIP:]}"
        if len(code) not in {_ZIP, _ZIP_PLUS_FOUR} and whole != code:
            self._note("postal_code", f"The ZIP code {code} has its leading zeros again: {whole}.")
        return whole

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
            self._wrong(name, f"{quoted(value)} is negative: nobody holds less than nothing.")
        else:
            self._wrong(name, f"{quoted(value)} is no quantity of 0 or more with at most ten decimals.")
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
        value = self.values[name]
        try:
            day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
        except ValueError:
            day = None
        if day is None:
            self._wrong(name, f"{quoted(value)} is not a date such as 1998-12-04.")
            return date.min
        if day > self.as_of or day.year < _FIRST_YEAR:
            self._wrong(
                name,
                f"{day} cannot be: it is not between {_FIRST_YEAR} and the day of the file, {self.as_of}.",
            )
        return day
