"""The par of what a Right buys, below which its price never falls (section 11(k))."""

from datetime import date
from fractions import Fraction

from ledger.models import Plan
from ledger.rules.exercise import par_findings
from ledger.rules.findings import Finding
from ledger.selectors.terms import value


def findings(
    plan: Plan, on: date, *, price: Fraction, per_right: Fraction, security: str
) -> tuple[Finding, ...]:
    """What forbids that a Right buys so many of the security for the price, by the par in force on the day."""
    return par_findings(price=price, per_right=per_right, par=of(plan, on, security), security=security)


def of(plan: Plan, on: date, security: str) -> Fraction | None:
    """The par of one of what is bought: a share of common by its title, else a Unit of the preferred; None where the
    paper states none, or it is of another company.
    """
    if security == value(plan, "common.title", on):
        stated, parts = value(plan, "common.par", on), 1
    elif value(plan, "unit.security", on) in security:
        stated, parts = value(plan, "unit.par", on), value(plan, "unit.denominator", on)
    else:
        return None
    return None if stated is None or not parts else Fraction(str(stated)) / Fraction(str(parts))
