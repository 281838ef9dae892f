"""Reading one JSON object strictly: every value has a place, and every complaint names it."""

from __future__ import annotations

import re
import reprlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from ledger.rules.business_days import FIRST_DAY, LAST_DAY
from ledger.rules.dates import to_utc
from ledger.rules.facts import BadInput, exact_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

T = TypeVar("T")

_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE_PERCENT = 100


def shown(value: object) -> str:
    """A value as it may be quoted in a one-line message: escaped, and cut where it is long."""
    return reprlib.repr(value)


class Reader:
    """One JSON object being read. Keys not asked for are refused by `finish`."""

    def __init__(self, data: object, path: str = "") -> None:
        if not isinstance(data, dict):
            raise BadInput(path, f"an object is needed here, not {shown(data)}")
        self._data = cast("dict[str, Any]", data)
        self._read: set[str] = set()
        self.path = path

    def place(self, key: str) -> str:
        """The place of a key in the file: "events[1].at"."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether the key is there, and is not null."""
        return self._data.get(key) is not None

    def raw(self, key: str) -> Any:
        """The value of a key that has to be there; null is a value."""
        self._read.add(key)
        if key not in self._data:
            raise BadInput(self.place(key), "is missing")
        return self._data[key]

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        for key in self._data:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                raise BadInput(self.place(shown(key)[1:-1]), f"unknown key; the keys here are {known}")

    def remarks(self, *keys: str) -> None:
        """Keys that may be there for people, such as a reason why; nobody reads them."""
        self._read.update(keys)

    def optional(self, key: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the key, or None where it is absent or null."""
        self._read.add(key)
        return read(key) if self.has(key) else None

    def text(self, key: str) -> str:
        """A string."""
        value = self.raw(key)
        if not isinstance(value, str):
            raise BadInput(self.place(key), f"text is needed, not {shown(value)}")
        return value

    def one_of(self, key: str, words: Iterable[str]) -> str:
        """One of the words."""
        value = self.raw(key)
        known = tuple(words)
        if value not in known:
            raise BadInput(self.place(key), f"{shown(value)} is none of {', '.join(known)}")
        return cast("str", value)

    def choice(self, key: str, allowed: Any) -> Any:
        """One of the words of a Literal."""
        return self.one_of(key, get_args(allowed))

    def items(self, key: str) -> list[tuple[str, Any]]:
        """The entries of a list, each with its place: "steps[1]"."""
        value = self.raw(key)
        if not isinstance(value, list):
            raise BadInput(self.place(key), f"a list is needed, not {shown(value)}")
        return [(f"{self.place(key)}[{index}]", item) for index, item in enumerate(value)]

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.raw(key)
        if not isinstance(value, bool):
            raise BadInput(self.place(key), f"true or false is needed, not {shown(value)}")
        return value

    def count(self, key: str, most: int) -> int:
        """A whole number from 0 to `most`."""
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise BadInput(self.place(key), f"a whole number from 0 to {most} is needed, not {shown(value)}")
        return value

    def number(self, key: str) -> Fraction:
        """An exact number, zero or more."""
        value = self.raw(key)
        number = exact_number(value, self.place(key))
        if number < 0:
            raise BadInput(self.place(key), f"must not be below zero, as {shown(value)} is")
        return number

    def positive(self, key: str) -> Fraction:
        """An exact number above zero."""
        number = self.number(key)
        if number == 0:
            raise BadInput(self.place(key), "must be above zero")
        return number

    def percent(self, key: str) -> Fraction:
        """An exact percentage from 0 to 100."""
        return read_percent(self.raw(key), self.place(key))

    def day(self, key: str) -> date:
        """An ISO date, YYYY-MM-DD."""
        return read_day(self.raw(key), self.place(key))

    def instant(self, key: str) -> datetime:
        """An ISO date and time as a UTC instant; without a zone it is New York, without a time midnight."""
        value = self.raw(key)
        place = self.place(key)
        try:
            moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise BadInput(
                place, f"{shown(value)} is no ISO date and time such as 1998-12-15T09:00"
            ) from None
        if not FIRST_DAY <= moment.date() <= LAST_DAY:
            raise BadInput(place, f"{shown(value)} is outside the calendars, {FIRST_DAY} to {LAST_DAY}")
        return to_utc(moment)


def read_percent(value: object, place: str) -> Fraction:
    """An exact percentage from 0 to 100; BadInput for anything else."""
    try:
        number = exact_number(value, place)
    except BadInput:
        number = None
    if number is None or not 0 <= number <= _WHOLE_PERCENT:
        raise BadInput(place, f"a percentage from 0 to 100 is needed, not {shown(value)}")
    return number


def read_day(value: object, place: str) -> date:
    """An ISO date, YYYY-MM-DD; BadInput for anything else."""
    if isinstance(value, str) and _A_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BadInput(place, f"{shown(value)} is no date such as 1998-12-04")
