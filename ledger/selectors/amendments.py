"""Amendments field by field: what each changed, from what to what, by which sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.models import Amendment
from ledger.terms import REGISTRY


@dataclass(frozen=True)
class FieldChange:
    """One field of one term before and after; `field` is empty where the term is a single value."""

    key: str
    label: str
    field: str
    before: Any
    after: Any
    citation: str


def diff(amendment: Amendment) -> tuple[FieldChange, ...]:
    """Every field the amendment changed, in the order of its changes; a field that stayed is left out."""
    return tuple(change for row in amendment.changes for change in _fields(row))


def _fields(row: Mapping[str, Any]) -> Iterator[FieldChange]:
    before, after = row["before"], row["after"]
    label = REGISTRY[row["key"]].label
    if not (isinstance(before, dict) and isinstance(after, dict)):
        yield FieldChange(row["key"], label, "", before, after, row["citation"])
        return
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield FieldChange(row["key"], label, name, before.get(name), after.get(name), row["citation"])
