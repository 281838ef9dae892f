"""What a change of terms says: each part that differs in words, and the persons on record whom it would reach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ledger.rules.course.existing_holders import ExistingHolder, existing_holders
from ledger.selectors import law, terms
from ledger.terms import term_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ledger.models import Plan


def changed_parts(key: str, before: Any, after: Any) -> list[tuple[str, str, str]]:
    """(part, before, after) for each part of the term that differs, the unnamed one of a plain term."""
    was, becomes = dict(term_words(key, before)), dict(term_words(key, after))
    names = list(dict.fromkeys((*was, *becomes)))
    return [
        (name, was.get(name, "—"), becomes.get(name, "—"))
        for name in names
        if was.get(name) != becomes.get(name)
    ]


def reached(plan: Plan, changes: Mapping[str, Any], at: datetime) -> tuple[ExistingHolder, ...]:
    """The persons on record whom the terms as changed from the instant would reach, and those in force do not."""
    record = law.in_force(plan).record
    return existing_holders(record, replace(record, terms=terms.amended(plan, changes, at)), at)
