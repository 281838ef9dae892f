"""The value of a term in words, one wording for the plan's page, previews, drafts and approvals."""

from datetime import date
from typing import Any

from ledger.terms import REGISTRY
from rightsadmin.common import formatting


def term_words(key: str, value: Any) -> list[tuple[str, str]]:
    """A term's value as (part, words): one unnamed part for a plain value, one for each field of an object."""
    if isinstance(value, dict):
        return [(formatting.label(name), term_words(key, part)[0][1]) for name, part in value.items()]
    return [("", _plain(key, value))]


def _plain(key: str, value: Any) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) or "none"
    kind = REGISTRY[key].type if key in REGISTRY else "text"
    words = str(value)
    shown = {
        "date": lambda: formatting.long_date(date.fromisoformat(words)),
        "money": lambda: f"${words}",
        "percent": lambda: f"{words}%",
        "choice": lambda: formatting.label(words),
    }
    return shown[kind]() if kind in shown else words


def in_one_line(key: str, value: Any) -> str:
    """The same in one line."""
    return "; ".join(f"{name}: {words}" if name else words for name, words in term_words(key, value))
