"""The shapes that the values of terms have: each checks a value, tells its JSON Schema, and puts a value in words.

A check raises BadInput, naming the place in the value. Pages make the fields of a form from the same shapes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.rules.dates import day_text
from ledger.rules.facts import BadInput, exact_number
from ledger.rules.wire.reader import read_day

# What shows a value: (part, words), the part "" where the value has one only.
Words = list[tuple[str, str]]
_DECIMAL = r"[0-9]{1,18}(\.[0-9]{1,10})?"
_NOT_ZERO = r"(?![0.]*$)"
_RELATIVE = r"today([+-][0-9]{1,4}(d|bd))?"  # in plans invented for training alone: ledger/plan_files/
DAY_SCHEMA = {"type": "string", "pattern": rf"^([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_RELATIVE})$"}


@dataclass(frozen=True)
class Shape:
    """The shape of a value. `unit` is what it is counted in, as a field says it."""

    unit: str = field(default="", kw_only=True)

    def check(self, value: object, path: str) -> None:
        """BadInput, naming the place, unless the value has this shape."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a value of this shape."""
        raise NotImplementedError

    def words(self, value: Any) -> Words:
        """A value of this shape in words, part by part."""
        return [("", self.line(value))]

    def line(self, value: Any) -> str:
        """A value of this shape in one line."""
        return str(value)


@dataclass(frozen=True)
class Text(Shape):
    """Words of the paper, of 1 to `longest` characters."""

    longest: int = 500

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, str) or not value.strip() or len(value) > self.longest:
            raise BadInput(path, f"{value!r} is not a text of 1 to {self.longest} characters")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest, "pattern": r"\S"}


@dataclass(frozen=True)
class Day(Shape):
    """A date."""

    def check(self, value: object, path: str) -> None:
        read_day(value, path)

    def schema(self) -> dict[str, Any]:
        return DAY_SCHEMA

    def line(self, value: Any) -> str:
        return day_text(date.fromisoformat(value))


@dataclass(frozen=True)
class Instant(Shape):
    """A day and a time in New York: 1998-11-24T12:00."""

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"{DAY_SCHEMA['pattern'][:-1]}T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}})?$",
        }


@dataclass(frozen=True)
class Number(Shape):
    """An exact decimal number, written as text; `is_positive`: more than zero."""

    is_positive: bool = True

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, str) or not re.fullmatch(_DECIMAL, value):
            raise BadInput(
                path, f'{value!r} is not an exact decimal number written as text, such as "0.0001"'
            )
        if self.is_positive and exact_number(value, path) == 0:
            raise BadInput(path, "must be more than zero")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_NOT_ZERO if self.is_positive else ''}{_DECIMAL}$"}


@dataclass(frozen=True)
class Money(Number):
    """Dollars, to any decimal."""

    is_positive: bool = False
    unit: str = field(default="dollars", kw_only=True)

    def line(self, value: Any) -> str:
        return f"${value}"


@dataclass(frozen=True)
class Ratio(Number):
    """A number above zero, or a fraction of two such: "1", "0.5", "1/3", "1/343.65"."""

    def check(self, value: object, path: str) -> None:
        parts = value.split("/") if isinstance(value, str) else [""]
        if len(parts) > 2:  # noqa: PLR2004 - one numerator, one denominator
            raise BadInput(path, f'{value!r} is not a number such as "1", "0.5" or "1/343.65"')
        for part in parts:
            super().check(part.strip(), path)

    def schema(self) -> dict[str, Any]:
        part = rf"(?!\s*[0.]*\s*(/|$))\s*{_DECIMAL}\s*"
        return {"type": "string", "pattern": f"^{part}(/{part})?$"}


@dataclass(frozen=True)
class Percent(Shape):
    """An exact percentage above 0 and up to 100, a number or its text."""

    unit: str = field(default="%", kw_only=True)

    def check(self, value: object, path: str) -> None:
        if not 0 < exact_number(value, path) <= 100:  # noqa: PLR2004 - per cent
            raise BadInput(path, f"{value!r} is not a percentage above 0 and up to 100")

    def schema(self) -> dict[str, Any]:
        text = {"type": "string", "pattern": rf"^{_NOT_ZERO}(100(\.0+)?|[0-9]{{1,2}}(\.[0-9]+)?)$"}
        return {"anyOf": [text, {"type": "number", "exclusiveMinimum": 0, "maximum": 100}]}

    def line(self, value: Any) -> str:
        return f"{value}%"


@dataclass(frozen=True)
class Whole(Shape):
    """A whole number from `least`, up to `most` where there is a limit."""

    least: int = 0
    most: int | None = None

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < self.least:
            raise BadInput(path, f"{value!r} is not a whole number of {self.least} or more")
        if self.most is not None and value > self.most:
            raise BadInput(path, f"{value!r} is more than {self.most}")

    def schema(self) -> dict[str, Any]:
        most = {} if self.most is None else {"maximum": self.most}
        return {"type": "integer", "minimum": self.least, **most}


@dataclass(frozen=True)
class YesNo(Shape):
    """True or false."""

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, bool):
            raise BadInput(path, f"{value!r} is neither true nor false")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def line(self, value: Any) -> str:
        return "yes" if value else "no"


@dataclass(frozen=True)
class Choice(Shape):
    """One of the words, each with what it means: `meanings` is word -> meaning."""

    meanings: Mapping[str, str] = field(default_factory=dict)

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, str) or value not in self.meanings:
            raise BadInput(path, f"{value!r} is none of {', '.join(self.meanings)}")

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.meanings)}

    def line(self, value: Any) -> str:
        return self.meanings[value]


@dataclass(frozen=True)
class Several(Choice):
    """Some of the words, as a list of them."""

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, list):
            raise BadInput(path, f"must be a list of some of {', '.join(self.meanings)}")
        for index, word in enumerate(value):
            super().check(word, f"{path}[{index}]")

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": super().schema()}

    def line(self, value: Any) -> str:
        return "; ".join(self.meanings[word] for word in value) or "none"


@dataclass(frozen=True)
class Days(Shape):
    """A list of dates."""

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, list):
            raise BadInput(path, "must be a list of dates")
        for index, day in enumerate(value):
            read_day(day, f"{path}[{index}]")

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": DAY_SCHEMA}

    def line(self, value: Any) -> str:
        return "; ".join(day_text(date.fromisoformat(day)) for day in value) or "none"


@dataclass(frozen=True)
class Titles(Shape):
    """An object of texts: the number of an exhibit -> its title."""

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, Mapping):
            raise BadInput(path, "must be an object of texts")
        for name, title in value.items():
            Text().check(title, f"{path}.{name}")

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": Text().schema()}

    def words(self, value: Any) -> Words:
        return list(value.items()) or [("", "none")]
