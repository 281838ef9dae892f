"""The expiration of the Rights, worked out on the ledger as it is (R24, DQ1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.models import Plan
from ledger.rules.course.expiration_date import Expiration
from ledger.rules.findings import Finding
from ledger.selectors import alive, standing
from ledger.selectors.acts import standing_against


@dataclass(frozen=True)
class ExpirationView:
    """What an expiration would end now, and every finding; `payload()` is what a second person approves."""

    expires_on: date | None
    decided: Expiration
    holders: int
    rights: Decimal
    findings: tuple[Finding, ...]
    citation: str

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
    stands = standing.of(plan)
    answer = stands.answer("expiration_due")
    holders, total = alive.alive_totals(plan)
    return ExpirationView(
        stands.ending.computed.value,
        stands.ending,
        holders,
        total,
        (*answer.findings, *standing_against.on_hand(plan)),
        answer.citation,
    )
