"""Story files, read strictly: every complaint names its place. What a step tells in its fields is read when it is done,
so that a figure nobody can read is an answer, as it is on a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.plan_files import require_plain_text
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader
from rightsadmin.rehearsal.bases import Told, read_plan
from rightsadmin.rehearsal.format import OF_A_QUESTION, OF_A_VERB, OF_ANY_STEP, QUESTIONS, VERBS

if TYPE_CHECKING:
    from datetime import datetime

MOST_STEPS = 500


@dataclass(frozen=True)
class Step:
    """One step: a verb that is done or a question that is asked, with its fields unread.

    `at` is its instant; of a verb `recorded_at` is when the house came to know of it, of a question `known_at` what
    is left out because it was known later. `expected` is what it should answer, where `has_expectation`.
    """

    number: int
    place: str
    at: datetime
    verb: str = ""
    question: str = ""
    recorded_at: datetime | None = None
    known_at: datetime | None = None
    is_approved: bool = True
    fields: dict[str, Any] = field(default_factory=dict)
    has_expectation: bool = False
    expected: Any = None

    def reader(self) -> Reader:
        """The fields, to be read by their names."""
        return Reader(self.fields, self.place)


@dataclass(frozen=True)
class Case:
    """A plan and a short history of it."""

    name: str
    why: str
    plan: Told
    steps: tuple[Step, ...]


def read_cases(text: str, *, place: str = "", folder: Path | None = None, base: str = "") -> list[Case]:
    """The cases of a file, one or a list; BadInput names the place that is wrong.

    A plan file named by its path is looked for from `folder`; without one only the shipped plans can be named. `base`,
    where given, is the plan of every case, whatever it names itself.
    """
    try:
        found = json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
        require_plain_text(found)
        if not isinstance(found, list):
            return [_case(found, "", folder, base)]
        return [_case(each, f"[{index}]", folder, base) for index, each in enumerate(found)]
    except BadInput as error:
        raise BadInput(
            f"{place}: {error.path}" if place and error.path else place or error.path, error.message
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadInput(place, f"is not JSON: {error}") from None


def read_file(name: str) -> list[Case]:
    """The cases of a UTF-8 file; BadInput where it cannot be read."""
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(name, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BadInput(name, f"is not UTF-8 text (byte {error.start})") from None
    return read_cases(text, place=name, folder=path.parent)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput(key, "stands twice in one object")
        found[key] = value
    return found


def _case(data: object, place: str, folder: Path | None, base: str) -> Case:
    if base and isinstance(data, dict):
        own = data.get("plan")
        data = {**data, "plan": {**(own if isinstance(own, dict) else {}), "base": base}}
    told = Reader(data, place)
    steps = told.items("steps")
    if len(steps) > MOST_STEPS:
        raise BadInput(told.place("steps"), f"at most {MOST_STEPS} steps are carried")
    case = Case(
        name=told.text("name"),
        why=told.optional("why", told.text) or "",
        plan=read_plan(told, folder),
        steps=tuple(_step(number, at, step) for number, (at, step) in enumerate(steps, start=1)),
    )
    told.finish()
    return case


def _step(number: int, place: str, data: object) -> Step:
    told = Reader(data, place)
    if told.has("do") == told.has("ask"):
        raise BadInput(place, "a step either does something (“do”) or asks something (“ask”)")
    verb = told.one_of("do", VERBS) if told.has("do") else ""
    question = "" if verb else told.one_of("ask", QUESTIONS)
    own = VERBS[verb] if verb else QUESTIONS[question]
    told.remarks("do", "ask", *own, *OF_ANY_STEP, *(OF_A_VERB if verb else OF_A_QUESTION))
    step = Step(
        number=number,
        place=f"steps[{number - 1}]",
        at=told.instant("at"),
        verb=verb,
        question=question,
        recorded_at=told.optional("recorded_at", told.instant) if verb else None,
        known_at=told.optional("known_at", told.instant) if question else None,
        is_approved=not verb or told.optional("approve", told.flag) is not False,
        fields={
            key: value for key, value in _object(data).items() if key in {*own, "why"} and value is not None
        },
        has_expectation="expect" in _object(data),
        expected=_object(data).get("expect"),
    )
    told.finish()
    return step


def _object(data: object) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}
