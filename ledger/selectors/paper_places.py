"""Where words quoted from the Form 8-K stand in it, found in the paper as filed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PAPER = Path(__file__).resolve().parent.parent / "data" / "documents" / "mim-1998-form-8-k.txt"
# Stands for words left out of a quotation.
LEFT_OUT = " ... "


def place(quoted: str) -> str:
    """The lines of the filed text that the quotation stands on: "lines 120-124".

    ValueError, naming the words, where the paper does not have them in this order.
    """
    text, lines = _words()
    start = end = 0
    first: int | None = None
    for part in quoted.split(LEFT_OUT):
        start = text.find(" ".join(part.split()), end)
        if start < 0:
            raise ValueError(f"The Form 8-K does not say {part!r}")
        end = start + len(part)
        first = start if first is None else first
    begins, ends = lines[first or 0], lines[end - 1]
    return f"line {begins}" if begins == ends else f"lines {begins}\N{EN DASH}{ends}"


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
