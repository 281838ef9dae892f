"""One row of an agent's file by its profile: the same values that a row of the house's own form has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.enums import Listing, Registration
from ledger.holder_files.codes import meaning_of
from ledger.holder_files.figures import DAYS, NO_DAYS, day, quantity
from ledger.holder_files.layout import ADDRESS_COLUMNS, CLASS, COLUMNS_WITH_CLASS, MASK, REGISTRATION_COLUMNS
from ledger.holder_files.places import place_of
from ledger.holder_files.profile import KEPT, LEFT_OUT, MEANINGS, Profile
from ledger.holder_files.registrations_told import registration_of
from ledger.holder_files.row import HolderRow, RowError, RowNote, RowReader
from ledger.holder_files.targets import plain
from ledger.holder_files.text import quoted
from ledger.rules.dates import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ledger.holder_files.lines import Record

_STOPPED = "Marked as stopped in the transfer agent's file"
_SPREADSHEET_TEXT = re.compile(r'="([^"]*)"')
_BROKEN_CELL = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|#+)")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_NOT_DIGITS = re.compile(r"[^0-9]")
_LAST_FOUR = 4


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is left out, as the profile says; its figure counts in the file's own total."""

    figure: Decimal
    note: RowNote


class Mapper:
    """Reads the rows of one file by its profile; the columns stand at `places` of the file."""

    def __init__(self, profile: Profile, labels: Sequence[str], as_of: date) -> None:
        self.profile, self.as_of, self.labels = profile, as_of, labels
        by_label = {plain(label): place for place, label in enumerate(labels)}
        self._at: dict[str, list[int]] = {}
        for label, word in profile.columns:
            if word:
                self._at.setdefault(word, []).append(by_label[plain(label)])
        self._mapped = {plain(label) for label, word in profile.columns if word}
        self._codes = {(target, code.upper()): meaning for target, code, meaning in profile.codes}
        self._count = 0

    def figure(self, record: Record) -> Decimal | None:
        """The shares of the row, None where they cannot be read."""
        figures = [self._quantity(each) for each in self._all(record, "shares") if each]
        return (
            sum((each for each in figures if each is not None), Decimal())
            if figures and None not in figures
            else None
        )

    def account(self, record: Record) -> str:
        """The account number as it is kept."""
        value = "".join(_whole(self._one(record, "account")).split())
        return value.zfill(self.profile.account_digits) if _DIGITS.fullmatch(value) else value

    def share_class(self, record: Record) -> str:
        """The class that the row's code stands for: LEFT_OUT where the profile leaves its rows out."""
        code = self._one(record, CLASS)
        meaning = self._codes.get((CLASS, code.upper()), code)
        return "" if meaning == KEPT else meaning

    def any_of(self, record: Record, words: Iterable[str]) -> bool:
        """Whether one of these columns says anything in this row."""
        return any(self._one(record, word) for word in words)

    def told_once(self) -> Iterator[RowNote]:
        """What is true of every row, said of the file as a whole."""
        left = [label for label in self.labels if plain(label) not in self._mapped]
        if left:
            yield RowNote(0, "record", f"Columns that are not read: {', '.join(left)[:300]}.")
        if "registration" not in self._at:
            yield RowNote(
                0, "registration", "The form of each registration is told by the words in the name."
            )
        if "opened_on" not in self._at:
            yield RowNote(
                0,
                "opened_on",
                f"The file does not say when accounts were opened: {date_text(self.as_of)} is written.",
            )
        if "tin_status" not in self._at:
            yield RowNote(
                0,
                "tin_status",
                "The file does not say whether taxpayer numbers are certified: they count as missing.",
            )

    def read(self, record: Record) -> HolderRow | Aside | list[RowError]:
        """The account of the row, with what was mended in it."""
        number = self._number = record.number
        self._count += 1
        self._errors: list[RowError] = []
        self._notes: list[RowNote] = []
        if len(record.fields) > len(self.labels) and any(record.fields[len(self.labels) :]):
            return [self._too_many(record)]
        figure = self._figure_of(record)
        share_class = self.share_class(record)
        if share_class == LEFT_OUT:
            return Aside(
                figure,
                RowNote(
                    number, CLASS, f"Left out, as the profile says of {quoted(self._one(record, CLASS))}."
                ),
            )
        if figure < 0 and self.profile.sets_aside_negative:
            return Aside(
                figure, RowNote(number, "shares", f"Set aside, as the profile says: {figure:,f} shares.")
            )
        if figure < 0:
            self._wrong(
                "shares",
                f"{figure:,f} shares are negative: nobody holds less than nothing. A profile can set them aside.",
            )
            figure = Decimal()
        values = self._values(record, figure, share_class)
        reader = RowReader(number, values, self.as_of)
        found = reader.read()
        if isinstance(found, HolderRow) and not self._errors:
            return replace(found, notes=tuple(self._named(each) for each in (*self._notes, *found.notes)))
        errors = self._errors + (found if isinstance(found, list) else [])
        return [replace(error, field=self._column(error.field)) for error in errors]

    def _values(self, record: Record, figure: Decimal, share_class: str) -> dict[str, str]:
        values = dict.fromkeys(COLUMNS_WITH_CLASS, "")
        lines = self._name(record)
        values |= dict(zip(REGISTRATION_COLUMNS, lines, strict=False))
        address = [self._one(record, word) for word in ADDRESS_COLUMNS]
        values |= dict(zip(ADDRESS_COLUMNS, [line for line in address if line], strict=False))
        values |= self._place(record)
        form = self._coded(record, "registration") or registration_of(lines).value
        values |= {
            "account": self._account(record),
            "registration": form,
            "country": self._one(record, "country"),
            "tin": self._tin(record),
            "tin_status": self._coded(record, "tin_status") or "missing",
            "nominee": self._coded(record, "nominee") or ("Y" if form == Registration.NOMINEE else "N"),
            "shares": f"{figure:f}",
            "mail_code": self._coded(record, "mail_code") or "mail",
            "stop": self._coded(record, "stop"),
            "stop_quantity": self._stop_quantity(record),
            "deceased_on": self._day(record, "deceased_on"),
            "opened_on": self._day(record, "opened_on") or self.as_of.isoformat(),
            CLASS: share_class,
        }
        if values["stop"]:
            values["stop_reason"] = self._one(record, "stop_reason") or _STOPPED
        else:
            values["stop_quantity"] = ""
        return values

    def _all(self, record: Record, word: str) -> list[str]:
        return [self._cell(record, place) for place in self._at.get(word, ())]

    def _one(self, record: Record, word: str) -> str:
        place = self._at.get(word)
        return self._cell(record, place[0]) if place else ""

    def _cell(self, record: Record, place: int) -> str:
        value = record.fields[place] if place < len(record.fields) else ""
        if value[:2] == '="' and (text := _SPREADSHEET_TEXT.fullmatch(value)):
            return text[1].strip()
        return value

    def _quantity(self, text: str) -> Decimal | None:
        return quantity(text, implied=self.profile.implied, decimal_comma=self.profile.decimal_comma)

    def _figure_of(self, record: Record) -> Decimal:
        told = [each for each in self._all(record, "shares") if each]
        if not told:
            self._wrong("shares", "No figure of shares stands here.")
        total = Decimal()
        for each in told:
            figure = self._quantity(each)
            if figure is not None:
                total += figure
            elif each.startswith("="):
                self._wrong(
                    "shares", "A formula stands here: save the workbook with its values in place of formulas."
                )
            else:
                self._wrong("shares", f"{quoted(each)} is no figure of shares.")
        return total

    def _account(self, record: Record) -> str:
        told, kept = self._one(record, "account"), self.account(record)
        if not told and self.profile.listing == Listing.BENEFICIAL:
            return f"N{self._count:07d}"
        if _EXPONENT.fullmatch(told):
            self._wrong(
                "account",
                f"{quoted(told)} lost its last digits in a spreadsheet: take the file as the agent sent it.",
            )
            return "0"
        if len(kept) > len(told):
            self._note("account", f"The account number {quoted(told)} has its leading zeros again: {kept}.")
        elif kept != told.removeprefix("'"):
            self._note("account", f"The account number {quoted(told)} is kept as {kept}.")
        return kept

    def _name(self, record: Record) -> list[str]:
        lines = [self._one(record, word) for word in REGISTRATION_COLUMNS]
        person = " ".join(filter(None, (self._one(record, word) for word in ("given", "middle", "family"))))
        for line in lines:
            if _BROKEN_CELL.fullmatch(line):
                self._wrong("line1", f"The spreadsheet could not show this cell: {line[:12]}.")
        return [line for line in (person, *lines) if line][: len(REGISTRATION_COLUMNS)]

    def _place(self, record: Record) -> dict[str, str]:
        code, four = _whole(self._one(record, "postal_code")), _whole(self._one(record, "zip4"))
        in_one = self._one(record, "city_state_zip")
        return place_of(self._one(record, "city"), self._one(record, "state"), code, four, in_one)

    def _tin(self, record: Record) -> str:
        """The mask with the last four digits: the number itself goes no further than this line."""
        told = self._one(record, "tin")
        digits = _NOT_DIGITS.sub("", told)
        return f"{MASK}{digits[-_LAST_FOUR:]}" if len(digits) >= _LAST_FOUR and digits.strip("0") else ""

    def _coded(self, record: Record, word: str) -> str:
        """What the row's code stands for, "" where no column has it; a form of registration that no code tells is
        told by the name.
        """
        if word not in self._at:
            return ""
        told = self._one(record, word)
        found = self._codes.get((word, told.upper()), meaning_of(word, told))
        if found is None:
            found = told.lower() if told.lower() in MEANINGS[word] else ""
            if told and not found and word != "registration":
                self._wrong(
                    word, f"Nobody explained the code {quoted(told)}: say in a profile what it means."
                )
        return found

    def _stop_quantity(self, record: Record) -> str:
        told = self._one(record, "stop_quantity")
        figure = self._quantity(told) if told else None
        return f"{figure:f}" if figure else "" if figure is not None else told

    def _day(self, record: Record, word: str) -> str:
        told = self._one(record, word)
        if told.upper() in NO_DAYS:
            return ""
        forms = (self.profile.days, "iso") if self.profile.days else tuple(DAYS)
        found = next((each for form in forms if (each := day(told, form, self.as_of))), None)
        if found is None:
            wanted = DAYS[self.profile.days][0] if self.profile.days else "known"
            self._wrong(word, f"{quoted(told)} is no day of the form {wanted}.")
            return ""
        return found.isoformat()

    def _too_many(self, record: Record) -> RowError:
        return RowError(
            record.number,
            "record",
            f"The row has {len(record.fields)} fields; the header names {len(self.labels)}. A value with the "
            "separator in it must stand in quotation marks.",
        )

    def _wrong(self, field: str, sentence: str) -> None:
        self._errors.append(RowError(self._number, field, sentence))

    def _note(self, field: str, sentence: str) -> None:
        self._notes.append(RowNote(self._number, field, sentence))

    def _named(self, note: RowNote) -> RowNote:
        return replace(note, field=self._column(note.field))

    def _column(self, word: str) -> str:
        """The header of the column in the agent's own file, where the field came from one."""
        place = self._at.get(word)
        return self.labels[place[0]] if place else word


def _whole(number: str) -> str:
    """A number without what a spreadsheet put to it: the mark of text before it, a decimal of nothing after it."""
    number = number.removeprefix("'")
    return number[:-2] if number.endswith(".0") and number[:-2].isdecimal() else number
