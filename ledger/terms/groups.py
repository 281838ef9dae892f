"""Shapes of values that have parts: an object of named parts, a list of such objects, a moment, a window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ledger.rules.facts import BadInput
from ledger.rules.moments import HAPPENINGS, window_words, words as moment_words
from ledger.rules.wire.moments import EXCHANGE_WINDOWS, read_amendment_window, read_moment, read_window
from ledger.rules.wire.reader import Reader
from ledger.terms.shapes import DAY_SCHEMA, Several, Shape, Words

if TYPE_CHECKING:
    from collections.abc import Callable

MOMENT = {"$ref": "#/$defs/moment"}
_NO_MORE = {"additionalProperties": False}


@dataclass(frozen=True)
class Part:
    """A named part of a value. A part that is not `is_needed` is `otherwise` where the paper does not say it; None
    says that nothing is assumed, `unsaid` what then follows, and `holds` the acts that then wait.
    """

    name: str
    label: str
    shape: Shape
    is_needed: bool = True
    otherwise: Any = None
    help: str = ""
    unsaid: str = ""
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group(Shape):
    """An object of parts; `read` is the reader that the rules read it by, which has the last word."""

    parts: tuple[Part, ...]
    read: Callable[[Reader, str], object]

    def check(self, value: object, path: str) -> None:
        self.read(Reader({path: value}), path)

    def schema(self) -> dict[str, Any]:
        return object_schema(self.parts)

    def words(self, value: Any) -> Words:
        return [
            (part.label, part.shape.line(value[part.name]))
            for part in self.parts
            if value.get(part.name) is not None
        ]

    def line(self, value: Any) -> str:
        return "; ".join(f"{label}: {words}" for label, words in self.words(value))


@dataclass(frozen=True)
class Rows(Group):
    """A list of objects of these parts; `first` is the part that names a row, told once; a form offers so many
    `blank` rows.
    """

    first: str = ""
    least: int = 0
    blank: int = 2

    @property
    def row(self) -> Group:
        """The shape of one of its rows."""
        return Group(self.parts, self.read)

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, list) or len(value) < self.least:
            raise BadInput(path, "must be a list, one object a row")
        super().check(value, path)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": super().schema(), "minItems": self.least}

    def words(self, value: Any) -> Words:
        named = next(part for part in self.parts if part.name == self.first)
        return [
            (
                named.shape.line(row[self.first]),
                "; ".join(
                    f"{label}: {words}"
                    for label, words in super(Rows, self).words(row)
                    if label != named.label
                ),
            )
            for row in value
        ]


@dataclass(frozen=True)
class MomentShape(Shape):
    """A date, or a moment of the plan's life (law.md 4)."""

    def check(self, value: object, path: str) -> None:
        read_moment(value, path)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [DAY_SCHEMA, MOMENT]}

    def line(self, value: Any) -> str:
        return moment_words(read_moment(value, ""))


@dataclass(frozen=True)
class WindowShape(Shape):
    """From a moment until another; `words_of_old` are words that plan files of the first format have."""

    words_of_old: tuple[str, ...] = ()

    def check(self, value: object, path: str) -> None:
        if not isinstance(value, str) or value not in self.words_of_old:
            read_window(value, path)

    def schema(self) -> dict[str, Any]:
        side = {"anyOf": [{"type": "null"}, _side()]}
        window = {
            "type": "object",
            "properties": {"from": side, "until": side, "limit": _MAYBE_TEXT, "citation": _MAYBE_TEXT},
            **_NO_MORE,
        }
        return {"anyOf": [window, {"enum": list(self.words_of_old)}]} if self.words_of_old else window

    def line(self, value: Any) -> str:
        return window_words(EXCHANGE_WINDOWS[value] if isinstance(value, str) else read_window(value, ""))


@dataclass(frozen=True)
class AmendmentWindowShape(Shape):
    """Any amendment until a moment, and the `kinds` that may be made from then on."""

    kinds: Several = field(default_factory=Several)

    def check(self, value: object, path: str) -> None:
        read_amendment_window(value, path)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {"free_until": _side(), "then": self.kinds.schema(), "citation": _MAYBE_TEXT},
            "required": ["free_until", "then"],
            **_NO_MORE,
        }

    def words(self, value: Any) -> Words:
        read = read_amendment_window(value, "")
        return [
            ("Any amendment until", moment_words(read.free_until)),
            ("From then on", self.kinds.line(list(read.then))),
        ]

    def line(self, value: Any) -> str:
        (_, until), (_, then) = self.words(value)
        return f"any amendment until {until}; from then on: {then}"


_MAYBE_TEXT = {"type": ["string", "null"]}


def _side() -> dict[str, Any]:
    """A moment in a window: a happening may stand by its word alone."""
    return {"anyOf": [DAY_SCHEMA, {"enum": list(HAPPENINGS)}, MOMENT]}


def object_schema(parts: tuple[Part, ...], **more: Any) -> dict[str, Any]:
    """The schema of an object of these parts; `more` are properties that no form asks for, needed where not null."""
    return {
        "type": "object",
        "properties": {part.name: _described(part) for part in parts} | more,
        "required": [
            *(part.name for part in parts if part.is_needed),
            *(name for name, told in more.items() if "anyOf" not in told),
        ],
        **_NO_MORE,
    }


def _described(part: Part) -> dict[str, Any]:
    shape = part.shape.schema()
    told = {"title": part.label} | ({"description": part.help} if part.help else {})
    return told | (shape if part.is_needed else {"anyOf": [shape, {"type": "null"}]})


def moment_schema(units: tuple[str, ...]) -> dict[str, Any]:
    """The JSON Schema of a moment that is told as an object; moments stand within moments."""
    nested, several = _side(), {"type": "array", "items": _side(), "minItems": 1}
    remark = {"citation": _MAYBE_TEXT}

    def told(**properties: Any) -> dict[str, Any]:
        return {"type": "object", "properties": properties | remark, "required": list(properties), **_NO_MORE}

    named = told(moment={"type": "string", "pattern": r"\S"}, fact={"const": True})
    happening = told(moment={"enum": [each for each in HAPPENINGS if each != "ownership_reaches"]})
    return {
        "anyOf": [
            told(date=DAY_SCHEMA),
            happening,
            told(moment={"const": "ownership_reaches"}, pct={"type": ["string", "number"]}),
            named,
            told(after=nested, n={"type": "integer", "minimum": 0}, unit={"enum": list(units)}),
            told(earlier_of=several),
            told(later_of=several),
            told(**{"unless": nested, "then": nested, "else": nested}),
        ]
    }
