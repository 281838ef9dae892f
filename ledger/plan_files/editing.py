"""A plan file changed part by part, as the pages of a draft do: from the data of one to the data of the next.

Nothing is checked here: a draft may be saved wrong or unfinished, and the reading tells every place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ledger.terms import REGISTRY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAPER = "paper"
LISTS = ("documents", "directors", "signatories", "resolutions", "control_book", "issues")


def blank(*, name: str, slug: str) -> dict[str, Any]:
    """A plan file in which nothing is stated but its names."""
    head = {"slug": slug, "name": name, "agreement_date": None, "pinned_on": None}
    terms: dict[str, Any] = {"document": PAPER, "basis": "agreement", "effective_on": None, "rows": []}
    return head | {"terms": terms} | {part: [] for part in LISTS}


def parsed(content: str) -> dict[str, Any]:
    """The data of a draft, nothing where it cannot be read. Numbers that are no whole ones stay exact, as texts."""
    try:
        data = json.loads(content, parse_float=str)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def written(data: Mapping[str, Any]) -> bytes:
    """The data as a draft keeps it."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def stated(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Key -> the row of each term of the registry that the data states, as far as it can be read at all."""
    return {
        row["key"]: row
        for row in _term_rows(data)
        if isinstance(row, dict) and isinstance(row.get("key"), str) and row["key"] in REGISTRY
    }


def rows_of(data: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
    """The rows of a part of the file, as far as they can be read at all."""
    rows = data.get(part)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def with_terms(data: Mapping[str, Any], told: Mapping[str, tuple[Any, str]]) -> dict[str, Any]:
    """The data with these terms, each a value and its sentence, in the order of the registry. One of which neither is
    told is not stated any more; rows that are no terms stay, so that what is wrong with them is still told. The date
    of the agreement is that of the file too, and that from which its terms are in force.
    """
    rows = stated(data)
    others = [row for row in _term_rows(data) if row not in rows.values()]
    for key, (value, citation) in told.items():
        rows.pop(key, None)
        if value is not None or citation:
            rows[key] = {"key": key, "value": value, "citation": citation}
    terms = _terms(data) | {"rows": [*(rows[key] for key in REGISTRY if key in rows), *others]}
    changed = {**data, "terms": terms}
    if day := told.get("agreement.date", (None, ""))[0]:
        changed["agreement_date"] = terms["effective_on"] = day
    return changed


def with_values(data: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The data with these values where a term is not stated yet; each still wants its sentence."""
    rows = stated(data)
    return with_terms(
        data, {key: (value, "") for key, value in values.items() if rows.get(key, {}).get("value") is None}
    )


def with_rows(data: Mapping[str, Any], part: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The data with these rows of one of its parts."""
    return {**data, part: list(rows)}


def _term_rows(data: Mapping[str, Any]) -> list[Any]:
    rows = _terms(data).get("rows")
    return rows if isinstance(rows, list) else []


def _terms(data: Mapping[str, Any]) -> dict[str, Any]:
    terms = data.get("terms")
    return dict(terms) if isinstance(terms, dict) else {}
