"""The figures that a plan's papers state: those it began with, and each amendment or reading that states them anew.

What an Adjustment publishes as a term is left out: it follows from the fold of the Adjustments (I7).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from ledger.enums import Act, Basis
from ledger.errors import RuleViolation
from ledger.models import Plan, PlanTerm
from ledger.rules.adjustment import Figures
from ledger.rules.exact import ratio_of

PRICE, UNITS, RIGHTS = "purchase_price.amount", "units_per_right", "rights_per_share"
BASIS, UNITS_IN_SHARE = "purchase_price.basis", "unit.denominator"
ADJUSTED = (PRICE, UNITS, RIGHTS)
# The name that each term has among the figures of the rules.
_FIGURES = {
    PRICE: "purchase_price",
    UNITS: "units_per_right",
    RIGHTS: "rights_per_share",
    BASIS: "basis",
    UNITS_IN_SHARE: "units_in_share",
}


@dataclass(frozen=True)
class Stated:
    """What the papers state of the figures from an instant on, by the name the rules have for each."""

    at: datetime
    figures: dict[str, Any]


def history(plan: Plan, known_at: datetime | None = None) -> tuple[Stated, ...]:
    """What was stated, in order of effect, as known at an instant (None: now); the opening is the first.

    A price whose basis the paper left open is of what counsel or the Board later confirmed, from the beginning: a
    reading says what the words always meant (DQ2), an amendment changes them. RuleViolation names a term that lacks.
    """
    rows = PlanTerm.objects.filter(plan=plan, key__in=_FIGURES).exclude(basis=Basis.ADJUSTMENT)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    found = list(rows.order_by("effective_at", "recorded_at", "pk"))
    if missing := [key for key in ADJUSTED if key not in {row.key for row in found}]:
        raise RuleViolation(
            f"The plan has no term {missing[0]}: record it with the sentence it comes from.",
            next_act=Act.AMENDMENT,
        )
    groups = [
        Stated(at, {_FIGURES[row.key]: _value(row) for row in told})
        for at, told in groupby(found, key=lambda row: row.effective_at)
    ]
    stated = _whole_from_the_first(groups)
    confirmed = next((row for row in found if row.key == BASIS and row.value), None)
    if confirmed and confirmed.basis != Basis.AMENDMENT:
        first = replace(stated[0], figures={**stated[0].figures, "basis": confirmed.value})
        return (first, *stated[1:])
    return stated


def opening(stated: Stated) -> Figures:
    """The figures of the rules from what was first stated; the outstanding shares are put in before each step."""
    told = {"basis": None, **stated.figures}
    return Figures.opening(**told, outstanding=1)


def _whole_from_the_first(groups: list[Stated]) -> tuple[Stated, ...]:
    """The first statement made whole by the earliest of each figure that it lacks."""
    first, *later = groups
    whole = dict(first.figures)
    for each in later:
        for name, figure in each.figures.items():
            whole.setdefault(name, figure)
    return (replace(first, figures=whole), *later)


def _value(row: PlanTerm) -> Any:
    return row.value if row.key == BASIS or row.value is None else ratio_of(str(row.value))
