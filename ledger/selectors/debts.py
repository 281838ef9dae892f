"""What the program lacks and knows it lacks (ledger/data/debts.toml): shown where it matters, kept exact by tests."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "debts.toml"


@dataclass(frozen=True, kw_only=True)
class Debt:
    """One lack: its kind and name as the test of that kind knows it, why it is one, and what mends it."""

    kind: str
    name: str
    why: str
    mended: str


@cache
def debts() -> tuple[Debt, ...]:
    """Every debt, in the order of the file."""
    return tuple(Debt(**row) for row in tomllib.loads(FILE.read_text())["debt"])


def of_kind(kind: str) -> dict[str, Debt]:
    """Name -> debt, of one kind."""
    return {debt.name: debt for debt in debts() if debt.kind == kind}
