"""A proposed act for reading: what changes, in the words and units of the house, its papers, and its proof apart.

The digest is of the payload as it is kept. Digests, numbers of versions and keys of rows mean nothing to a reader: they
stand under "Proof".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from django.apps import apps

from ledger.models import Approval, SourceDocument
from ledger.selectors import inbox
from rightsadmin.common import formatting

PAPERS = ("document", "certificate", "counsel")
TERMS = ("changes", "readings")  # told as terms: pages.approvals.counsel
KEYS_OF_ROWS = frozenset(
    {"run", "separation", "draft", "notice", "list", "person", "group", "entry", "holder", "finding", "fact"}
    | {"one", "other", "replaces", "reverses"}
)
PROVING = ("sha256", "digest", "version", "template")
NAMES = frozenset(
    {"account", "number", "resolution", "certificate", "presentation", "box", "amendment", "user", "batch"}
    | {"prong", "postal_code", "tin_last4"}
)
MONEY = frozenset(
    {
        "price",
        "due",
        "paid",
        "cash",
        "due_in_cash",
        "market_price",
        "smallest_check",
        "remainder",
        "offer_price",
    }
    | {
        "amount_payable",
        "cash_in_lieu",
        "price_per_right",
        "cash_per_right",
        "purchase_price",
        "exercise_amount",
    }
    | {"tax_due", "tax_received"}
)
CHOSEN = frozenset({"kind", "form", "basis", "why", "rounding", "outcome", "tin_status", "registration"})
LABELS = {
    "at": "takes effect",
    "sentences": "what the rules say",
    "told": "as it was told",
    "taken": "taken from",
    "lines": "lines of the registration",
    "to_void": "Rights that become void",
    "issued": "certificates issued",
    "cancelled": "certificates cancelled",
    "entries": "entries posted",
    "giver": "from",
    "taker": "to",
    "bearing": "of them with Rights",
    "void": "void Rights",
    "why": "reason",
    "has_access": "may sign in",
    "moved": "Rights moved",
    "placed_on": "what it was placed on",
    "from_on": "from",
    "until_on": "until",
    "as_of": "as of",
    "entry_of": "the entry of",
    "treasury": "in treasury",
    "authorized": "authorised",
    "units_reserved": "Units reserved for exercise",
}
_FIGURE = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_RATIO = re.compile(r"-?\d+/\d+")
_WORD = re.compile(r"[a-z]+(_[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One entry for reading: its lines, or a table where it lists things of one kind."""

    label: str
    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a second person reads: each (label, before, after) that changes, what else is told, papers, the proof."""

    changes: list[tuple[str, str, str]]
    told: list[Told]
    papers: list[SourceDocument]
    proof: list[tuple[str, str]]


def read(approval: Approval) -> Reading:
    """The proposed act for reading."""
    payload = approval.payload
    proof = {key: value for key, value in payload.items() if _proves(key, value)}
    papers = {key: value for key, value in payload.items() if key in PAPERS and isinstance(value, int)}
    before, after = payload.get("before"), payload.get("after")
    is_change = isinstance(before, dict) and isinstance(after, dict)
    apart = {*proof, *papers, *TERMS, *(("before", "after") if is_change else ())}
    return Reading(
        changes=_changes(before or {}, after or {}) if is_change else [],
        told=[_told(key, value) for key, value in payload.items() if key not in apart],
        papers=inbox.papers(list(papers.values())),
        proof=[(_label(key), _proof_words(value)) for key, value in proof.items()],
    )


def _proves(key: str, value: Any) -> bool:
    """Whether it is of no use to a reader: a digest, a version, the key of a row or a list of such keys."""
    if key.endswith(PROVING) or (isinstance(value, str) and _SHA256.fullmatch(value)):
        return True
    is_key = isinstance(value, int) and not isinstance(value, bool)
    is_keys = isinstance(value, list) and bool(value) and all(type(part) is int for part in value)
    return (is_key and key in KEYS_OF_ROWS) or is_keys


def _proof_words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (_label(key).capitalize(), _words(key, before.get(key)), _words(key, after.get(key)))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]


def _told(key: str, value: Any) -> Told:
    label = _label(key)
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        every = dict.fromkeys(name for part in value for name in part)
        names = [name for name in every if not any(_proves(name, part.get(name)) for part in value)]
        moved = {name for name in names if f"{name} after" in names}
        shown = [name for name in names if name.removesuffix(" after") not in moved or name in moved]
        rows = [[_cell(part, name, is_moved=name in moved) for name in shown] for part in value]
        return Told(label=label, headings=[_label(name).capitalize() for name in shown], rows=rows)
    if isinstance(value, dict):
        return Told(label=label, lines=_parts(value) or ["none"])
    if isinstance(value, list):
        return Told(label=label, lines=[_words(key, part) for part in value] or ["none"])
    return Told(label=label, lines=[_words(key, value)])


def _cell(row: Mapping[str, Any], name: str, *, is_moved: bool) -> str:
    said = _words(name, row.get(name))
    return f"{said} → {_words(name, row.get(f'{name} after'))}" if is_moved else said


def _parts(value: Mapping[str, Any]) -> list[str]:
    """Each part of a stored object that is of use to a reader, by its name."""
    return [
        f"{_label(name)}: {_words(name, part)}" for name, part in value.items() if not _proves(name, part)
    ]


def _label(key: str) -> str:
    """A stored name for reading."""
    said = LABELS.get(key) or formatting.label(key)
    return " ".join("Rights" if word == "rights" else word for word in said.split())


def _words(key: str, value: Any) -> str:
    """A stored value for reading: figures with their commas and dollars, choices by their names, days in words."""
    if isinstance(value, dict):
        return "; ".join(_parts(value)) or "—"
    if isinstance(value, list):
        return ", ".join(_words(key, part) for part in value) or "none"
    if isinstance(value, str):
        return _text(key, value) or "—"
    is_name = isinstance(value, int) and not isinstance(value, bool) and key in NAMES
    return str(value) if is_name else formatting.recorded(value)


def _text(key: str, value: str) -> str:
    if key in NAMES:
        return value
    if _RATIO.fullmatch(value) or _FIGURE.fullmatch(value):
        return _figure(key, Fraction(value) if "/" in value else Decimal(value))
    if _WORD.fullmatch(value) and ("_" in value or key in CHOSEN):
        return _choices().get(value, formatting.label(value))
    return formatting.recorded(value)


def _figure(key: str, value: Decimal | Fraction) -> str:
    if isinstance(value, Fraction) and value.denominator == 1:
        value = Decimal(value.numerator)
    if isinstance(value, Fraction):
        return f"${formatting.mixed(value)}" if key in MONEY else formatting.mixed(value)
    return formatting.money(value) if key in MONEY else formatting.quantity(value)


@cache
def _choices() -> dict[str, str]:
    """What each stored choice of the models is called."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            for value, label in column.flatchoices:
                said = str(label)
                found.setdefault(str(value), formatting.label(said) if _WORD.fullmatch(said) else said)
    return found
