"""The JSON Schema (2020-12) of plan files, made of the declarations of the terms: docs/plan.schema.json is this.

It tells the shape of a file. What it cannot tell the reading does: that a citation stands in its paper, that a name is
told once, that days are in their order.
"""

from __future__ import annotations

from typing import Any, get_args

from ledger.enums import Basis, Severity
from ledger.plan_files.declared import PARTS
from ledger.rules.moments import AfterUnit
from ledger.rules.questions import CLOSERS
from ledger.terms import HELD_ACTS, REGISTRY, TermKind
from ledger.terms.groups import moment_schema, object_schema
from ledger.terms.shapes import DAY_SCHEMA, Number

_QUANTITY = Number(is_positive=False).schema()
_ISSUED = {"outstanding": _QUANTITY, "treasury": _QUANTITY, "reserved": _QUANTITY}


def plan_schema() -> dict[str, Any]:
    """The schema of a whole plan file."""
    head = {
        "slug": {"type": "string", "pattern": "^[a-zA-Z0-9_-]{1,50}$", "title": "Short name in addresses"},
        "name": _text(120),
        "agreement_date": DAY_SCHEMA,
        "documents": _rows(_DOCUMENT, "filed_on", "excerpt", "text", "content"),
        "terms": _object(
            {
                "document": _text(60),
                "basis": {"enum": Basis.values},
                "effective_on": DAY_SCHEMA,
                "rows": {"type": "array", "items": _term_row()},
            }
        ),
        **{part: _array(object_schema(rows.parts, **_UNASKED.get(part, {}))) for part, rows in PARTS.items()},
        "issues": _rows(_ISSUE, "closed_by"),
        "pinned_on": _or_null(DAY_SCHEMA)
        | {"title": "The plan is a replay from that day; none for a live plan"},
        "relative_dates": {"type": ["boolean", "null"]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plan file",
        "description": "A shareholder rights plan as data; docs/plan-files.md describes it.",
        **_object(head, "pinned_on", "relative_dates"),
        "$defs": {"moment": moment_schema(get_args(AfterUnit))},
    }


def _term_row() -> dict[str, Any]:
    """A term with its sentence: the key tells the shape of the value."""
    row = _object({"key": {"enum": list(REGISTRY)}, "value": {}, "citation": _text()})
    return row | {"allOf": [_of_its_key(kind) for kind in REGISTRY.values()]}


def _of_its_key(kind: TermKind) -> dict[str, Any]:
    told = {"title": kind.label} | ({"description": kind.help} if kind.help else {})
    value = _or_null(kind.shape.schema()) if kind.may_be_unsaid else kind.shape.schema()
    return {
        "if": {"properties": {"key": {"const": kind.key}}},
        "then": {"properties": {"value": told | value}},
    }


def _text(most: int | None = None) -> dict[str, Any]:
    return {"type": "string", "pattern": r"\S"} | ({"maxLength": most} if most else {})


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _rows(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    return _array(_object(properties, *optional))


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


# What no form asks for: the paper of a row, and the figures of each class of common.
_UNASKED: dict[str, dict[str, Any]] = {
    "resolutions": {"document": _text(60)},
    "control_book": {
        "document": _text(60),
        "classes": _or_null({"type": "object", "additionalProperties": _object(_ISSUED)}),
    },
}
_DOCUMENT = {
    "id": _text(60),
    "title": _text(200),
    "kind": _text(40),
    "dated_on": DAY_SCHEMA,
    "filed_on": _or_null(DAY_SCHEMA),
    "excerpt": _or_null(_text()),
    "text": _or_null(_text()) | {"title": "The name of a text that comes with the project"},
    "content": _or_null(_text()) | {"title": "The whole text of the paper"},
}
_ISSUE = {
    "code": _text(10),
    "title": _text(200),
    "inconsistency": _text(),
    "default_until_resolved": _text(),
    "severity": {"enum": Severity.values},
    "holds": {"type": "array", "items": {"enum": list(HELD_ACTS)}},
    "term_keys": {"type": "array", "items": {"enum": list(REGISTRY)}},
    "candidates": _rows({"value": {}, "reading": _text(), "source": _text()}),
    "closed_by": _or_null({"type": "array", "items": {"enum": list(CLOSERS)}}),
}
