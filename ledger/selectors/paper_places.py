"""The Form 8-K of 1998 as filed: where words quoted from it stand, which of them each rule rests on, and which imply no
behaviour. The words are data (ledger/data/papers/): no code quotes the paper of a plan.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ledger.models import Plan, SourceDocument
from ledger.plan_files.papers import LEFT_OUT

_DATA = Path(__file__).resolve().parent.parent / "data"
PAPER = _DATA / "documents" / "mim-1998-form-8-k.txt"
SENTENCES = _DATA / "papers" / "mim-1998-form-8-k.toml"


@dataclass(frozen=True, kw_only=True)
class NoBehaviour:
    """Words from `begins` to `ends` on which nothing rests, and why; without `ends`, these wherever they stand."""

    begins: str
    why: str
    ends: str = ""


@cache
def digest() -> str:
    """The SHA-256 by which a kept paper is known to be that Form 8-K."""
    return sha256(PAPER.read_bytes()).hexdigest()


def filed(plan: Plan) -> SourceDocument | None:
    """That Form 8-K among the plan's papers; None where the plan does not rest on it."""
    return SourceDocument.objects.filter(plan=plan, sha256=digest()).first()


def quoted(number: str) -> tuple[str, ...]:
    """The words that the rule rests on; " ... " stands for words left out."""
    return tuple(_sentences()["rules"].get(number, ()))


@cache
def no_behaviour() -> tuple[NoBehaviour, ...]:
    """The words on which nothing rests."""
    return tuple(NoBehaviour(**row) for row in _sentences()["no_behaviour"])


def place(words: str) -> str:
    """The lines of the filed text that the quotation stands on: "lines 120-124".

    ValueError, naming the words, where the paper does not have them in this order.
    """
    text, lines = _words()
    start = end = 0
    first: int | None = None
    for part in words.split(LEFT_OUT):
        start = text.find(" ".join(part.split()), end)
        if start < 0:
            raise ValueError(f"The Form 8-K does not say {part!r}")
        end = start + len(part)
        first = start if first is None else first
    begins, ends = lines[first or 0], lines[end - 1]
    return f"line {begins}" if begins == ends else f"lines {begins}\N{EN DASH}{ends}"


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))


@cache
def _words() -> tuple[str, tuple[int, ...]]:
    """The paper as one line of words, and the line of the file each character comes from; no page numbers."""
    text: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(PAPER.read_text().splitlines(), start=1):
        if line.strip().isdigit():
            continue
        for word in line.split():
            text.append(f"{word} ")
            lines.extend([number] * (len(word) + 1))
    return "".join(text), tuple(lines)
