"""What stands against any act that ends Rights: open cases, and Rights that should be void and are not posted so."""

from collections.abc import Callable
from decimal import Decimal

from ledger.enums import Act, CaseStatus
from ledger.models import Plan, TriggerCase
from ledger.rules.findings import Finding, hold
from ledger.selectors import ownership, transferees, voiding

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


def findings(plan: Plan) -> list[Finding]:
    """Holds while an Acquiring Person is unconfirmed or its Rights are not void in the ledger: void Rights take part
    in nothing (R32, R49).
    """
    found = []
    if TriggerCase.objects.filter(
        plan=plan, status=CaseStatus.OPEN, prong__in=ownership.MAKE_A_FLIP_IN
    ).exists():
        found.append(
            hold(
                "R32",
                "A Trigger Case waits for a certificate and a second person: whose Rights are void is not decided. "
                "Confirm it, or close it on a paper of the Board first.",
                next_act=Act.TRIGGER_CASE,
            )
        )
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
    return [*found, *on_hand(plan)]
