"""Reading the objects of a plan file: each place that is wrong is noted, and the reading goes on to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ledger.calendars import seeded_calendar
from ledger.rules.dates import to_utc
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader, read_day, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_RELATIVE = re.compile(r"today(?:([+-][0-9]{1,4})(d|bd))?")
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,50}")
LONGEST = 5_000_000  # the text of an agreement with all its exhibits
_QUANTITY = re.compile(r"[0-9]{1,18}(\.[0-9]{1,10})?")
# Relative dates are counted on this calendar: they only serve invented plans that must look alive today.
_RELATIVE_CALENDAR = "ny-banking"
NO_DAY = date.min  # stands where a day cannot be read; a file with such a place is refused whole
NO_INSTANT = datetime.max.replace(tzinfo=UTC)
_UNREAD = object()  # of an object that is missing, which is noted already


class BadPlanFile(BadInput):
    """A plan file that cannot be read: `problems` are all its places that are wrong, in their order."""

    def __init__(self, problems: Iterable[BadInput]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].path, self.problems[0].message)

    @property
    def sentences(self) -> list[str]:
        """Each place that is wrong, in a sentence of its own."""
        return [f"{problem.path or 'The file'}: {problem.message}." for problem in self.problems]


class _OfNoObjectError(BadInput):
    """A key of what is no object: that is noted once, not for each of its keys."""


@dataclass
class Reading:
    """One reading of a file: what relative dates count from, whether it may have any, and what was found wrong."""

    today: date
    relative: bool = False
    problems: list[BadInput] = field(default_factory=list)

    def note(self, read: Callable[[], T], otherwise: T) -> T:
        """What `read` answers; where it raises BadInput that is noted, and `otherwise` stands for it."""
        try:
            return read()
        except _OfNoObjectError:
            return otherwise
        except BadInput as error:
            self.problems.append(error)
            return otherwise

    def day(self, text: object, path: str) -> date:
        """A date; "today-3bd" is the third Business Day before `today` where relative dates are allowed."""
        match = _RELATIVE.fullmatch(text) if isinstance(text, str) and self.relative else None
        if match:
            count, unit = int(match[1] or 0), match[2] or "d"
            if unit == "d":
                return self.today + timedelta(days=count)
            try:
                return seeded_calendar(_RELATIVE_CALENDAR).advance(self.today, count)
            except ValueError as error:
                raise BadInput(path, str(error)) from error
        return read_day(text, path)

    def instant(self, text: object, path: str) -> datetime:
        """New York wall time, such as 1998-11-24T12:00, as an instant in UTC."""
        day, mark, time = text.partition("T") if isinstance(text, str) else ("", "", "")
        try:
            moment = datetime.fromisoformat(f"{self.day(day, path)}T{time}") if mark else None
        except ValueError:
            moment = None
        if moment is None:
            raise BadInput(path, f"{text!r} is not a moment such as 1998-11-24T12:00")
        return to_utc(moment)


class Row(Reader):
    """One object of the file. What cannot be read is noted, and something empty stands for it."""

    def __init__(self, data: object, path: str, reading: Reading) -> None:
        self.reading = reading
        self._is_object = isinstance(data, dict)
        if not self._is_object and data is not _UNREAD:
            reading.problems.append(BadInput(path, f"an object is needed here, not {shown(data)}"))
        super().__init__(data if self._is_object else {}, path)

    def finish(self) -> None:
        self.reading.note(super().finish, None)

    def text(self, key: str, most: int = LONGEST) -> str:
        """A text that says something, of so many characters at most."""
        return self.reading.note(lambda: self._text(key, most), "")

    def slug(self, key: str) -> str:
        """The short name of a plan in addresses."""
        return self._noted(key, _slug, "")

    def day(self, key: str) -> date:
        return self._noted(key, self.reading.day, NO_DAY)

    def instant(self, key: str) -> datetime:
        return self._noted(key, self.reading.instant, NO_INSTANT)

    def one_of(self, key: str, words: Iterable[str]) -> str:
        known = tuple(words)
        return self.reading.note(lambda: super(Row, self).one_of(key, known), known[0] if known else "")

    def flag(self, key: str) -> bool:
        return self.reading.note(lambda: super(Row, self).flag(key), False)

    def value(self, key: str) -> Any:
        """Whatever stands there, null too."""
        return self.reading.note(lambda: self.raw(key), None)

    def quantity(self, key: str) -> Decimal:
        """A number of shares or Rights, exact and not below zero, written as text."""
        return self._noted(key, _quantity, Decimal())

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return self._noted(key, _texts, ())

    def email(self, key: str) -> str:
        """An e-mail address."""
        return self._noted(key, _email, "")

    def inside(self, key: str) -> Row:
        """The object that stands there."""
        return Row(self.reading.note(lambda: self.raw(key), _UNREAD), self.place(key), self.reading)

    def rows(self, key: str, *once: str) -> list[Row]:
        """The objects of the list that stands there; no two of them have the same under the keys `once`."""
        none: list[object] = []
        found = self._noted(key, _list, none)
        rows = [Row(row, f"{self.place(key)}[{index}]", self.reading) for index, row in enumerate(found)]
        seen: set[str] = set()
        for row in rows if once else []:
            told = ", ".join(shown(row.found(name)) for name in once if row.has(name))
            if told and told in seen:
                row.wrong(once[0], f"{told} stands twice in this file")
            seen.add(told)
        return rows

    def found(self, key: str) -> object:
        """What stands there unread, None where nothing does."""
        return self._data.get(key)

    def wrong(self, key: str, message: str) -> None:
        """Notes that the key's value is wrong."""
        self.reading.problems.append(BadInput(self.place(key), message))

    def raw(self, key: str) -> Any:
        if not self._is_object:
            raise _OfNoObjectError(self.place(key), "is missing")
        return super().raw(key)

    def _text(self, key: str, most: int) -> str:
        value = super().text(key)
        if not value.strip():
            raise BadInput(self.place(key), "must not be empty")
        if len(value) > most:
            raise BadInput(self.place(key), f"has {len(value):,} characters: at most {most:,}")
        return value

    def _noted(self, key: str, read: Callable[[object, str], T], otherwise: T) -> T:
        return self.reading.note(lambda: read(self.raw(key), self.place(key)), otherwise)


def _quantity(value: object, path: str) -> Decimal:
    if not isinstance(value, str) or not _QUANTITY.fullmatch(value):
        raise BadInput(path, f"{shown(value)} is not a quantity of 0 or more, written as text")
    return Decimal(value)


def _texts(value: object, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadInput(path, "must be a list of texts")
    return tuple(value)


def _list(value: object, path: str) -> list[object]:
    if not isinstance(value, list):
        raise BadInput(path, "must be a list")
    return value


def _email(value: object, path: str) -> str:
    try:
        validate_email(value if isinstance(value, str) else "")
    except ValidationError:
        raise BadInput(path, f"{shown(value)} is no e-mail address") from None
    return str(value)


def _slug(value: object, path: str) -> str:
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise BadInput(path, f"{shown(value)} is no short name: 1 to 50 letters, digits and hyphens")
    return value
