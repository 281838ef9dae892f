"""The Board's powers: what each kind of resolution does, and the rules that judge it.

The sentence that grants a power is each plan's own: `ledger.selectors.citations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "adoption",
    "extension",
    "adverse_person",
    "permitted_offer",
    "redemption",
    "exchange",
    "amendment",
    "other",
]


@dataclass(frozen=True)
class Power:
    """The power a kind of resolution uses: what it does, and the rules that judge it."""

    title: str
    rules: tuple[str, ...]


POWERS: dict[Kind, Power] = {
    "adoption": Power("Adopt the plan and declare the dividend", ("R2", "R3")),
    "extension": Power("Defer prong (i) or (ii) to a later date", ("R14", "R47", "DQ8")),
    "adverse_person": Power("Declare an Adverse Person", ("R13", "DQ19")),
    "permitted_offer": Power("Determine a Permitted Offer", ("R16", "R57")),
    "redemption": Power("Redeem the Rights", ("R43", "R44", "R57")),
    "exchange": Power("Exchange the Rights", ("R48", "R50", "DQ5")),
    "amendment": Power("Amend the Rights Agreement", ("R54", "R55", "R56", "R57")),
    "other": Power("Another act of the Board", ("R9",)),
}
