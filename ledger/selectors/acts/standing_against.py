"""What the books hold against any act that ends Rights: those that should be void and are not posted so."""

from collections.abc import Callable
from decimal import Decimal

from ledger.enums import Act
from ledger.models import Plan
from ledger.rules.findings import Finding, hold
from ledger.selectors import ownership, plan_day, transferees, undecided_date, voiding

# What other apps know that stands against the end of all Rights: holders' items that were not worked yet.
Check = Callable[[Plan], list[Finding]]
_checks: list[Check] = []


def stands_against(check: Check) -> Check:
    """Registers a check of another app, asked before Rights are redeemed, exchanged or expire."""
    _checks.append(check)
    return check


def on_hand(plan: Plan) -> list[Finding]:
    """What the other apps hold against ending the Rights now."""
    return [finding for check in _checks for finding in check(plan)]


def unfound(plan: Plan) -> list[str]:
    """A sentence for each confirmed person of whom nothing on record says which Rights are void by it."""
    return [
        f"{name} is confirmed as an Acquiring or Adverse Person and nobody has said what {name} beneficially owns: "
        "record a finding (0 where it holds nothing), for void Rights get nothing."
        for name in ownership.unfound(plan, plan_day.today(plan))
    ]


def findings(plan: Plan) -> list[Finding]:
    """Holds while Rights of an Acquiring Person are not void in the ledger: those take part in nothing (R32, R49)."""
    found = []
    found += [hold("R32", sentence, next_act=Act.VOID_FINDING) for sentence in unfound(plan)]
    if to_void := voiding.preview(plan).to_void:
        found.append(
            hold(
                "R32",
                f"{to_void.normalize():,f} Rights are void by the findings and not posted as void: post the voiding "
                "first, for void Rights get nothing.",
                next_act=Act.VOIDING,
            )
        )
    if asked := sum(transferees.in_question(plan).values(), Decimal()):
        found.append(
            hold(
                "R32",
                f"{asked.normalize():,f} Rights came from an Acquiring or Adverse Person and wait for counsel's word "
                "whether they are void where they are: record it first.",
                next_act=Act.TRANSFEREE,
            )
        )
    return [*found, *undecided_date.held(plan, plan_day.instant(plan)), *on_hand(plan)]
