"""What is wrong in a draft, in the words of its pages: each place by its label, and the page on which it is mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.plan_files.declared import PARTS
from ledger.terms import REGISTRY, SECTIONS
from ledger.terms.groups import Group
from rightsadmin.common import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledger.rules.facts import BadInput

# The pages of a draft, in the order in which a plan is set up.
STEPS: dict[str, str] = {"names": "Names", "paper": "The paper", **SECTIONS, "people": "People and figures"}
_TERM = re.compile(r"terms\.rows\[(\d+)\]\.?(.*)")
_ROW = re.compile(r"(\w+)\[(\d+)\]\.?(.*)")
_HEAD = {
    "name": ("names", "Name of the plan"),
    "slug": ("names", "Short name"),
    "agreement_date": ("parties", REGISTRY["agreement.date"].label),
    "pinned_on": ("names", "Replay from"),
    "terms.effective_on": ("parties", REGISTRY["agreement.date"].label),
    "terms.basis": ("names", "What the terms rest on"),
    "terms.document": ("paper", "The paper"),
    "documents": ("paper", "The paper"),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A place that is wrong: in words, and by its place in the file. `step` is the page that mends it, `key` the term
    it is about, "" where it is about none.
    """

    sentence: str
    in_file: str
    step: str
    key: str = ""

    def __str__(self) -> str:
        return self.sentence


def located(problems: Iterable[BadInput], data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Each problem of a file's reading, with its words and its page."""
    rows = data.get("terms", {}).get("rows") if isinstance(data.get("terms"), dict) else None
    keys = (
        [row.get("key") if isinstance(row, dict) else None for row in rows] if isinstance(rows, list) else []
    )
    found = {problem.sentence: problem for problem in (_located(each, keys) for each in problems)}
    return tuple(found.values())


def _located(problem: BadInput, keys: list[Any]) -> Problem:
    step, label, key = _place(problem.path, keys)
    said = "is not told yet" if problem.message.startswith("None is no ") else problem.message
    if key and problem.path.endswith(".citation") and problem.message == "must not be empty":
        said = "no sentence is picked yet"
    if problem.path == "terms.document":
        said = "bring the agreement, the Form 8-K or the summary from which the sentences are picked"
    return Problem(
        sentence=f"{label}: {said}.",
        in_file=f"{problem.path or 'The file'}: {problem.message}.",
        step=step,
        key=key,
    )


def _place(path: str, keys: list[Any]) -> tuple[str, str, str]:
    """The page, the label and the term of a place in the file."""
    if found := _TERM.fullmatch(path):
        key = keys[int(found[1])] if int(found[1]) < len(keys) else None
        kind = REGISTRY.get(key) if isinstance(key, str) else None
        if kind is None:
            return "names", f"Row {int(found[1]) + 1} of the terms", ""
        return kind.section, ", ".join([kind.label, *_inside(kind.shape, found[2])]), kind.key
    if path in _HEAD:
        return (*_HEAD[path], "")
    if found := _ROW.fullmatch(path):
        part, inside = found[1], found[3]
        labels = {each.name: each.label for each in PARTS[part].parts} if part in PARTS else {}
        words = labels.get(inside, formatting.label(inside))
        step = "paper" if part == "documents" else "people" if part in PARTS else "names"
        return step, f"{formatting.state_words(part)}, row {int(found[2]) + 1}, {words}", ""
    return "people" if path in PARTS else "names", formatting.state_words(path or "the file"), ""


def _inside(shape: object, inside: str) -> list[str]:
    """What a place within a term is called."""
    if inside == "citation":
        return []
    rest = inside.removeprefix("value").strip(".")
    if not rest:
        return []
    if isinstance(shape, Group):
        row = re.match(r"\[(\d+)\]\.?", rest)
        name = rest[row.end() :] if row else rest
        label = next((part.label for part in shape.parts if part.name == name), name)
        return [*([f"row {int(row[1]) + 1}"] if row else []), *([label] if label else [])]
    return [formatting.label(rest)]
