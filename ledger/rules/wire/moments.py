"""Moments and windows from JSON: {"date": "2011-05-05"}, {"moment": "merger_effective"}, {"earlier_of": [...]}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.facts import BadInput
from ledger.rules.moments import (
    HAPPENINGS,
    After,
    AfterUnit,
    EarlierOf,
    LaterOf,
    Moment,
    On,
    Unless,
    When,
    Window,
)
from ledger.rules.plan_terms import AmendmentKind, AmendmentWindow
from ledger.rules.wire.reader import Reader, read_day, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 100_000
_DEEPEST = 8
_SHAPES = ("date", "moment", "after", "earlier_of", "later_of", "unless")

# The words that plan files of the first format have for a window of exchange.
EXCHANGE_WINDOWS: Mapping[str, Window] = {
    "before_distribution_date": Window(None, When("distribution_date")),
    "from_flip_in_before_distribution_date": Window(When("flip_in_event"), When("distribution_date")),
}


def read_moment(value: object, path: str, depth: int = 0) -> Moment:
    """The moment in a JSON value: an ISO date alone, or an object; BadInput names the place of what is wrong."""
    if isinstance(value, str):
        return On(read_day(value, path))
    if depth > _DEEPEST:
        raise BadInput(path, f"moments within moments go no deeper than {_DEEPEST}")
    reader = Reader(value, path)
    shape = next((each for each in _SHAPES if reader.has(each)), None)
    if shape is None:
        raise BadInput(path, f"a moment is needed, with one of {', '.join(_SHAPES)}; not {shown(value)}")
    found = _READ[shape](reader, depth + 1)
    reader.remarks("citation")
    reader.finish()
    return found


def _when(reader: Reader, _depth: int) -> Moment:
    word = reader.text("moment")
    pct = reader.optional("pct", reader.percent)
    if word in HAPPENINGS:
        if (word == "ownership_reaches") != (pct is not None):
            raise BadInput(reader.place("pct"), "the percentage belongs to ownership_reaches, which needs it")
        return When(word, pct)
    if reader.optional("fact", reader.flag) and word.strip():
        return When("", named=word.strip()[:_LONGEST_NAME])
    raise BadInput(
        reader.place("moment"),
        f"{shown(word)} is none of {', '.join(HAPPENINGS)}; a fact that the plan itself names is told with "
        '"fact": true',
    )


_LONGEST_NAME = 100


def _after(reader: Reader, depth: int) -> Moment:
    return After(
        _nested(reader, "after", depth), reader.count("n", _LONGEST), reader.choice("unit", AfterUnit)
    )


def _several(reader: Reader, key: str, depth: int) -> tuple[Moment, ...]:
    rows = tuple(read_moment(item, place, depth) for place, item in reader.items(key))
    if not rows:
        raise BadInput(reader.place(key), "at least one moment is needed")
    return rows


def _nested(reader: Reader, key: str, depth: int) -> Moment:
    value = reader.raw(key)
    if isinstance(value, str) and value in HAPPENINGS:  # {"after": "distribution_date", ...}
        value = {"moment": value}
    return read_moment(value, reader.place(key), depth)


_READ: dict[str, Callable[[Reader, int], Moment]] = {
    "date": lambda reader, _depth: On(reader.day("date")),
    "moment": _when,
    "after": _after,
    "earlier_of": lambda reader, depth: EarlierOf(_several(reader, "earlier_of", depth)),
    "later_of": lambda reader, depth: LaterOf(_several(reader, "later_of", depth)),
    "unless": lambda reader, depth: Unless(
        _nested(reader, "unless", depth), _nested(reader, "then", depth), _nested(reader, "else", depth)
    ),
}


def read_window(value: object, path: str) -> Window:
    """A window {"from", "until"} of moments, either of them null; BadInput names the place."""
    reader = Reader(value, path)
    found = Window(
        reader.optional("from", lambda key: _nested(reader, key, 0)),
        reader.optional("until", lambda key: _nested(reader, key, 0)),
        reader.optional("limit", reader.text) or "",
    )
    reader.remarks("citation")
    reader.finish()
    return found


def read_exchange_window(value: object, path: str) -> Window:
    """As `read_window`, or one of the words of the first format."""
    if isinstance(value, str) and value in EXCHANGE_WINDOWS:
        return EXCHANGE_WINDOWS[value]
    return read_window(value, path)


def read_amendment_window(value: object, path: str) -> AmendmentWindow:
    """{"free_until": moment, "then": [kinds]}: any amendment until the moment, from then on only these kinds."""
    reader = Reader(value, path)
    kinds = tuple(_amendment_kind(item, place) for place, item in reader.items("then"))
    found = AmendmentWindow(_nested(reader, "free_until", 0), kinds)
    reader.remarks("citation")
    reader.finish()
    return found


def _amendment_kind(value: object, path: str) -> AmendmentKind:
    kind: AmendmentKind = Reader({path: value}).choice(path, AmendmentKind)
    return kind
