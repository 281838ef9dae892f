"""The reserve of Units asked of a plan: what its officer's orders say against what its Rights call for (R61)."""

from datetime import date
from fractions import Fraction

from ledger.models import Plan
from ledger.rules.reserve import Reserve, reserve_for
from ledger.selectors.alive import alive_totals
from ledger.selectors.control_book import last_stated


def reserve(plan: Plan, units_per_right: Fraction, on: date, *, growth: Fraction = Fraction(1)) -> Reserve:
    """The reserve on a day, were each Right for so many Units; `growth`: and each Right so many Rights."""
    _, alive = alive_totals(plan)
    reserved = last_stated(plan, "units_reserved", on)
    return reserve_for(Fraction(alive) * growth, units_per_right, reserved=reserved)
