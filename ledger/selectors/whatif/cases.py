"""The cases of a scenario file: JSON, strictly read, each complaint naming the case and the place in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledger.rules.facts import BadInput
from ledger.rules.wire.events import read_events
from ledger.rules.wire.reader import Reader, shown
from ledger.rules.wire.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.rules.facts import Event
    from ledger.rules.plan_terms import PlanTerms

_LONGEST_NAME = 60


@dataclass(frozen=True)
class Hypothesis:
    """Terms of a plan and the events of its life: what is its Distribution Date?"""

    terms: PlanTerms
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Calculations:
    """Calculations as they stand in the file; the rules read them when they answer."""

    items: tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """One case as read: its question, its name in the file, and the label that messages give it."""

    label: str
    name: str | None
    question: Hypothesis | Calculations

    def blame(self, error: ValueError) -> BadInput:
        """The error, with the case it is in named before its place."""
        return _blame(self.label, error)


def read_cases(text: str) -> list[Case]:
    """The cases in a scenario file's text, one or a list; BadInput names case and place of what is wrong."""
    try:
        data = json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_duplicates
        )
    except json.JSONDecodeError as error:
        raise BadInput(f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}") from None
    except RecursionError:
        raise BadInput("", "not a scenario: it is nested too deeply") from None
    except BadInput:
        raise
    except ValueError as error:
        # Python refuses whole numbers of more than some thousands of digits.
        raise BadInput("", f"not a scenario: {error}") from None
    items = data if isinstance(data, list) else [data]
    return [_read_case(item, number) for number, item in enumerate(items, start=1)]


def _no_constant(word: str) -> None:
    raise BadInput("", f"{word} is no exact number")


def _without_duplicates(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput("", f"the key {shown(key)} stands twice in one object")
        found[key] = value
    return found


def _blame(label: str, error: ValueError) -> BadInput:
    if isinstance(error, BadInput):
        return BadInput(f"{label}: {error.path}" if error.path else label, error.message)
    return BadInput(label, str(error))


def _read_case(data: object, number: int) -> Case:
    given = data.get("name") if isinstance(data, dict) else None
    name = given if isinstance(given, str) else None
    label = f"case {number}"
    if name:
        printable = "".join(letter if letter.isprintable() else " " for letter in name)
        label = f"{label} ({' '.join(printable.split())[:_LONGEST_NAME]})"
    try:
        return Case(label, name, _read_question(data))
    except BadInput as error:
        raise _blame(label, error) from None


def _read_question(data: object) -> Hypothesis | Calculations:
    reader = Reader(data)
    reader.optional("name", reader.text)
    reader.optional("expected", reader.raw)
    reader.optional("why", reader.raw)
    calculations = reader.optional("calculations", reader.raw)
    if calculations is None:
        question = Hypothesis(read_terms(reader.raw("terms")), read_events(reader.raw("events")))
        reader.finish()
        return question
    reader.finish()
    if not isinstance(calculations, list):
        raise BadInput("calculations", f"a list is needed, not {shown(calculations)}")
    return Calculations(tuple(calculations))
