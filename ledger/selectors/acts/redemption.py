"""A redemption worked out on the ledger as it is (R43-R47)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ledger.enums import Standing
from ledger.models import Plan, Position, Resolution
from ledger.rules.exact import exact_text
from ledger.rules.findings import Finding
from ledger.rules.payments import Payment, PaymentPolicy
from ledger.rules.redemption import (
    CASH,
    Consideration,
    RedemptionPreview,
    redemption_lines,
    redemption_preview,
)
from ledger.selectors import alive, standing
from ledger.selectors.acts import record_date, standing_against
from ledger.selectors.terms import decimal_value
from rightsadmin.common import clock


@dataclass(frozen=True)
class RedemptionView:
    """What a redemption ordered at `at` would do, and every finding; `payload()` is what a second person approves.

    `record_at`: the holders of that earlier instant are paid; None: those who have the Rights when they end.
    `deliveries` are the whole shares of each holder, where it is paid in common.
    """

    at: datetime
    record_at: datetime | None
    price: Decimal
    policy: PaymentPolicy
    worked: RedemptionPreview
    void_rights: Decimal
    findings: tuple[Finding, ...]
    citation: str
    lines_digest: str
    consideration: Consideration = CASH
    deliveries: tuple[tuple[int | str, int], ...] = ()

    def payload(self) -> dict[str, Any]:
        totals, paid_in = self.worked.totals, self.consideration
        market = paid_in.market_price
        return {
            "form": paid_in.form,
            "market_price": None if market is None else exact_text(market),
            "shares_available": exact_text(paid_in.shares_available),
            "consideration": paid_in.words,
            "shares": totals.shares,
            "due_in_cash": exact_text(totals.exact),
            "at": self.at.isoformat(),
            "record_at": self.record_at.isoformat() if self.record_at else None,
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
    consideration: Consideration = CASH,
) -> RedemptionView:
    """What would happen if the Board redeemed the Rights at `at`: each holder's Rights that are not void at the
    Redemption Price in force, rounded once a holder by the policy.

    `resolution` is the one that ordered it, whose own fact does not count against it; where it names a record instant
    before its effect, the holders of then are paid. `consideration` is what the price is paid in.
    """
    policy = policy or PaymentPolicy()
    answer = standing.of(plan, at, without=resolution).redemption(effective_at=effective_at)
    price = decimal_value(plan, "redemption.price", clock.new_york_date(at)) or Decimal()
    record_at = record_date.before_effect(resolution)
    holdings = list(alive.alive_by_holder(plan, record_at))
    worked = redemption_preview(holdings, price, policy, consideration)
    lines = tuple(redemption_lines(holdings, price, policy, consideration))
    # One list, in the order of weight: what forbids, what the ledger still lacks, what staff should see.
    against = [
        *answer.findings,
        *standing_against.findings(plan),
        *record_date.findings(plan, record_at, holdings),
        *worked.findings,
    ]
    return RedemptionView(
        at,
        record_at,
        price,
        policy,
        worked,
        _void(plan),
        tuple(against),
        answer.citation,
        _digest(lines),
        consideration,
        tuple((line.account, line.shares) for line in lines) if consideration.form == "common" else (),
    )


def _void(plan: Plan) -> Decimal:
    found = Position.objects.filter(plan=plan, standing=Standing.VOID).aggregate(total=Sum("rights"))["total"]
    return found or Decimal()


def _digest(listed: Iterable[Payment]) -> str:
    sha = hashlib.sha256()
    for line in listed:
        sha.update(f"{line.account}|{line.quantity.normalize():f}|{line.shares}|{line.paid:.2f}\n".encode())
    return sha.hexdigest()
