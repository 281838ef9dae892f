"""The registry of terms: every key a plan may have, declared once, with all that is made from it.

A term's value is JSON: exact numbers travel as text ("0.0001"), dates as ISO text, and the terms that decide the
Distribution Date in the format of a scenario file. Nothing here knows a plan; a key that is not here is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.facts import BadInput
from ledger.terms.declared.ends import ENDS
from ledger.terms.declared.flips import FLIPS
from ledger.terms.declared.parties import PARTIES
from ledger.terms.declared.powers import POWERS
from ledger.terms.declared.prices import PRICES
from ledger.terms.declared.separation import SEPARATION
from ledger.terms.declared.shares import SHARES
from ledger.terms.kinds import HELD_ACTS, SECTIONS, TermKind

if TYPE_CHECKING:
    from ledger.terms.shapes import Words

__all__ = ["HELD_ACTS", "REGISTRY", "SECTIONS", "TermKind", "checked", "in_one_line", "term_words"]

REGISTRY: dict[str, TermKind] = {
    kind.key: kind for kind in (*PARTIES, *SHARES, *PRICES, *SEPARATION, *FLIPS, *POWERS, *ENDS)
}


def checked(key: str, value: object, path: str = "") -> None:
    """BadInput, naming `path` or the place within the value, unless the key is known and the value has its shape."""
    kind = REGISTRY.get(key)
    if kind is None:
        raise BadInput(path, f"{key!r} is no term; the terms are listed on the page of a plan")
    if value is None:
        if not kind.may_be_unsaid:
            raise BadInput(path, f"{kind.label} cannot be empty")
        return
    kind.shape.check(value, path)


def is_value(key: str, value: object) -> bool:
    """Whether the term could have this value."""
    try:
        checked(key, value)
    except BadInput:
        return False
    return True


def term_words(key: str, value: object) -> Words:
    """A term's value as (part, words): one unnamed part for a plain value, one for each part of one that has several.

    A value that has not the term's shape, as old files may hold, is shown as it stands.
    """
    if value is None:
        return [("", "not stated")]
    if not is_value(key, value):
        return [("", str(value))]
    return REGISTRY[key].shape.words(value)


def in_one_line(key: str, value: object) -> str:
    """The same in one line."""
    return "; ".join(f"{name}: {words}" if name else words for name, words in term_words(key, value))
