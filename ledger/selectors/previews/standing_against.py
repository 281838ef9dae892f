"""What stands against any act that ends Rights: open cases, and Rights that should be void and are not posted so."""

from ledger.enums import CaseStatus
from ledger.models import Plan, TriggerCase
from ledger.rules.findings import Finding, hold
from ledger.selectors import ownership, voiding


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
                "Confirm it or close it first.",
            )
        )
    if to_void := voiding.preview(plan).to_void:
        found.append(
            hold(
                "R32",
                f"{to_void.normalize():,f} Rights are void by the findings and not posted as void: post the voiding "
                "first, for void Rights get nothing.",
            )
        )
    return found
