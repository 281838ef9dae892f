"""A redemption worked out on the ledger as it is (R43-R47)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ledger.enums import Standing
from ledger.models import Plan, Position, Resolution
from ledger.rules.exact import exact_text
from ledger.rules.findings import Finding
from ledger.rules.payments import Payment, PaymentPolicy, payments
from ledger.rules.redemption import RedemptionPreview, redemption_findings, redemption_preview
from ledger.selectors import rights
from ledger.selectors.acts import standing_against
from ledger.selectors.terms import decimal_value
from rightsadmin.common import clock


@dataclass(frozen=True)
class RedemptionView:
    """What a redemption ordered at `at` would do, and every finding; `payload()` is what a second person approves."""

    at: datetime
    price: Decimal
    policy: PaymentPolicy
    worked: RedemptionPreview
    void_rights: Decimal
    findings: tuple[Finding, ...]
    lines_digest: str

    def payload(self) -> dict[str, Any]:
        totals = self.worked.totals
        return {
            "at": self.at.isoformat(),
            "price": f"{self.price:f}",
            "rounding": self.policy.rounding.value,
            "smallest_check": f"{self.policy.smallest_check:f}",
            "holders": totals.holders,
            "unpaid_holders": totals.unpaid_holders,
            "rights": f"{totals.quantity.normalize():f}",
            "void_rights": f"{self.void_rights.normalize():f}",
            "due": exact_text(self.worked.due.amount),
            "paid": f"{totals.paid:f}",
            "remainder": exact_text(totals.remainder),
            "lines_digest": self.lines_digest,
        }


def redemption(
    plan: Plan,
    at: datetime,
    policy: PaymentPolicy | None = None,
    *,
    effective_at: datetime | None = None,
    resolution: Resolution | None = None,
) -> RedemptionView:
    """What would happen if the Board redeemed the Rights at `at`: each holder's Rights that are not void at the
    Redemption Price in force, rounded once a holder by the policy.

    `resolution` is the one that ordered it, whose own fact does not count against it.
    """
    policy = policy or PaymentPolicy()
    standing = rights.rights_at(plan, at, act="redemption", without=resolution)
    price = decimal_value(plan, "redemption.price", clock.new_york_date(at)) or Decimal()
    holdings = list(rights.alive_by_holder(plan))
    worked = redemption_preview(standing, holdings, price, policy, effective_at=effective_at)
    # One list, in the order of weight: what forbids, what the ledger still lacks, what staff should see.
    against = [
        *redemption_findings(standing, effective_at=effective_at),
        *standing_against.findings(plan),
        *(finding for finding in worked.findings if finding.severity.value == "warn"),
    ]
    return RedemptionView(
        at, price, policy, worked, _void(plan), tuple(against), _digest(payments(holdings, price, policy))
    )


def _void(plan: Plan) -> Decimal:
    found = Position.objects.filter(plan=plan, standing=Standing.VOID).aggregate(total=Sum("rights"))["total"]
    return found or Decimal()


def _digest(listed: Iterator[Payment]) -> str:
    sha = hashlib.sha256()
    for line in listed:
        sha.update(f"{line.account}|{line.quantity.normalize():f}|{line.paid:f}\n".encode())
    return sha.hexdigest()
