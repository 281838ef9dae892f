"""What is stored of an act, in words: a row about a term in the term's own."""

from collections.abc import Mapping
from typing import Any

from ledger.terms import REGISTRY, in_one_line
from rightsadmin.common import formatting

_VALUES = ("before", "after", "value")  # of a row about a term: the values of that term


def part_words(row: Mapping[str, Any], name: str) -> str:
    """One part of a stored row; where the row is about a term, the term by its label and its values in its words."""
    key, value = row.get("key"), row.get(name, "")
    if not isinstance(key, str) or key not in REGISTRY:
        return formatting.recorded(value)
    if name == "key":
        return REGISTRY[key].label
    return in_one_line(key, value) if name in _VALUES else formatting.recorded(value)
