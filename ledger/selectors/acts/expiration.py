"""The expiration of the Rights, worked out on the ledger as it is (R24, DQ1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.models import Plan
from ledger.rules.course.expiration_date import Expiration
from ledger.rules.dates import day_text
from ledger.rules.findings import Finding, block, hold
from ledger.selectors import law, plan_day, questions, rights
from ledger.selectors.acts import standing_against


@dataclass(frozen=True)
class ExpirationView:
    """What an expiration would end now, and every finding; `payload()` is what a second person approves."""

    expires_on: date | None
    decided: Expiration
    holders: int
    rights: Decimal
    findings: tuple[Finding, ...]

    def payload(self) -> dict[str, Any]:
        return {
            "expires_on": self.expires_on.isoformat() if self.expires_on else None,
            "holders": self.holders,
            "rights": f"{self.rights.normalize():f}",
        }


def expiration(plan: Plan) -> ExpirationView:
    """What would expire today: every Right that is not void, once the close of the Final Expiration Date has passed.

    Held while a question holds every expiry (DQ1 tells no date at all then), blocked before the close.
    """
    today, now = plan_day.today(plan), plan_day.instant(plan)
    decided = law.in_force(plan, today).expiration()
    found = list(decided.findings)
    found += [
        hold(issue.code, f"{issue.code} is open: nothing expires until the Board or counsel closes it.")
        for issue in questions.holding(plan, "expiry")
    ]
    day, instant = decided.computed.value, decided.computed.instant
    if decided.how != "expired" or day is None:
        found.append(block("R24", decided.computed.reason))
    elif instant is None or now < instant:
        found.append(block("R24", f"The Rights expire at the close of business on {day_text(day)}: not yet."))
    found += standing_against.on_hand(plan)
    holders, total = rights.alive_totals(plan)
    return ExpirationView(day, decided, holders, total, tuple(found))
