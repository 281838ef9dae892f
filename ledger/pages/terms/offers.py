"""Figures of the paper offered for the fields of a term: each with its sentence, taken only by a person's click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING

from ledger.plan_files.figures import Figure, FigureKind, figures
from ledger.plan_files.papers import suggested
from ledger.terms.groups import Group, MomentShape, Rows
from ledger.terms.shapes import Day, Money, Percent, Shape, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.terms import TermKind

TAKE = "take"
MOST = 8
_AROUND = 70
_MULTIPLE = "multiple"
_DENOMINATOR = "denominator"


@dataclass(frozen=True)
class Target:
    """Fields that a figure of the kind fills, by what follows the name of the term, and how they are called."""

    kind: FigureKind
    fields: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Offer:
    """A figure of the paper for fields of a term: the number of its sentence, and the words around it."""

    code: str
    figure: Figure
    target: Target
    sentence: int
    around: str


def offers(kind: TermKind, text: str) -> list[Offer]:
    """What the sentences that may be the term's offer for its fields; each value for a field once."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Figure, Target, int, str]] = {}
    fillable = list(targets(kind.shape, "", kind))
    for number, sentence in suggested(text, kind.phrases):
        for figure in figures(sentence):
            for target in fillable:
                if target.kind == figure.kind:
                    row = (figure, target, number, _around(sentence, figure.words))
                    found.setdefault((target.fields, figure.value), row)
    rows = list(found.values())[:MOST]
    return [Offer(f"{kind.key}~{index}", *row) for index, row in enumerate(rows)]


@singledispatch
def targets(_: Shape, name: str, kind: TermKind) -> Iterator[Target]:
    """The fields of a shape that a figure could fill."""
    if kind.key.endswith(_DENOMINATOR):
        yield Target("fraction", (name,), kind.label)
    elif kind.key.endswith(_MULTIPLE):
        yield Target("multiple", (name,), kind.label)


@targets.register(Percent)
def _percent(_: Percent, name: str, kind: TermKind) -> Iterator[Target]:
    yield Target("percentage", (name,), kind.label)


@targets.register(Day)
def _day(_: Day, name: str, kind: TermKind) -> Iterator[Target]:
    yield Target("date", (name,), kind.label)


@targets.register(Money)
def _money(_: Money, name: str, kind: TermKind) -> Iterator[Target]:
    yield Target("price", (name,), kind.label)


@targets.register(MomentShape)
def _moment(_: MomentShape, name: str, kind: TermKind) -> Iterator[Target]:
    yield Target("date", (f"{name}.1.date",), kind.label)


@targets.register(Whole)
def _whole(shape: Whole, name: str, kind: TermKind) -> Iterator[Target]:
    if shape.unit == "days":
        yield Target("period", (name,), kind.label)
    elif kind.key.endswith(_DENOMINATOR):
        yield Target("fraction", (name,), kind.label)


@targets.register(Group)
def _group(shape: Group, name: str, kind: TermKind) -> Iterator[Target]:
    if isinstance(shape, Rows):
        return
    for part in shape.parts:
        for target in targets(part.shape, f"{name}.{part.name}", kind):
            told = target.fields
            if target.kind == "period" and any(each.name == "unit" for each in shape.parts):
                told = (*told, f"{name}.unit")
            yield Target(target.kind, told, part.label)


def _around(sentence: str, words: str) -> str:
    at = sentence.find(words)
    start, end = max(at - _AROUND, 0), min(at + len(words) + _AROUND, len(sentence))
    start = sentence.find(" ", start) + 1 if start else 0
    end = sentence.rfind(" ", 0, end) if end < len(sentence) else end
    return f"{'… ' if start else ''}{sentence[start:end]}{' …' if end < len(sentence) else ''}"
