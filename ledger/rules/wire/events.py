"""Events in the life of a plan as JSON: {"type": the kind's word, and its fields}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.rules.facts import BadInput
from ledger.rules.wire.kinds import KINDS
from ledger.rules.wire.reader import Reader, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.rules.facts import Event
    from ledger.rules.wire.kinds import FactKind


def read_events(data: object, path: str = "events") -> tuple[Event, ...]:
    """The events in a JSON list, in its order; BadInput names the place of what is wrong."""
    if not isinstance(data, list):
        raise BadInput(path, f"a list of events is needed, not {shown(data)}")
    return tuple(read_event(item, f"{path}[{index}]") for index, item in enumerate(data))


def read_event(data: object, path: str) -> Event:
    """One event from its JSON object, by its `type`, which is the word of a kind that no mere note has."""
    reader = Reader(data, path)
    word = reader.text("type")
    kind = KINDS.get(word)
    if kind is None or kind.event is None:
        known = ", ".join(kind.word for kind in KINDS.values() if kind.event)
        raise BadInput(reader.place("type"), f"unknown type {shown(word)}; the types are {known}")
    event = kind.event(**_read_fields(kind, reader))
    reader.finish()
    return event


def read_fact(word: str, data: Mapping[str, Any], path: str) -> Event | None:
    """The event of a fact told as its kind and its fields; None for one that notes a paper."""
    kind = KINDS.get(word)
    if kind is None or not kind.is_note:
        return read_event({"type": word, **data}, path)
    reader = Reader(data, path)
    _read_fields(kind, reader)
    reader.finish()
    return None


def write_fields(kind: FactKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a kind as JSON, in its order, from values such as a form cleans; empty ones are left out."""
    told = ((field, values.get(field.name)) for field in kind.fields)
    return {field.name: field.shape.write(value) for field, value in told if value not in (None, "")}


def _read_fields(kind: FactKind, reader: Reader) -> dict[str, Any]:
    return {field.name: field.read(reader) for field in kind.fields}
