"""Shares of an exchange that a trustee holds for holders who have not certified yet."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.enums import Standing
from ledger.models import HolderAccount, Plan
from ledger.rules.exchange_trust import delivery_findings
from ledger.rules.findings import Finding
from ledger.selectors import balances, carrying, ownership, plan_day
from ledger.selectors.terms import value

TERM = "exchange.trust"


@dataclass(frozen=True)
class Delivery:
    """What the trustee would deliver to an account now, and what stands against it."""

    account: HolderAccount
    shares: Decimal
    findings: tuple[Finding, ...]

    def payload(self) -> dict[str, Any]:
        """What a second person approves."""
        return {
            "account": self.account.number,
            "registration": list(self.account.registration_lines),
            "shares": f"{self.shares.normalize():f}",
        }


def is_due(plan: Plan, on: date) -> bool:
    """Whether the shares of an exchange go to a trustee by the terms of the day."""
    return value(plan, TERM, on) is True


def held(
    plan: Plan, on: date | None = None, known_at: datetime | None = None
) -> list[tuple[HolderAccount, Decimal]]:
    """Each account with the shares that the trustee holds for it on a day (default: now), by number."""
    trusted = plan.accounts.filter(ledger_accounts__standing=Standing.IN_TRUST).order_by("number")
    found = [
        (account, balances.account_balance(plan, account.pk, on, known_at).in_trust)
        for account in trusted.distinct()
    ]
    return [(account, shares) for account, shares in found if shares]


def delivery(account: HolderAccount) -> Delivery:
    """What would be delivered to the account now."""
    plan = account.plan
    today = plan_day.today(plan)
    held_now = balances.account_balance(plan, account.pk)
    latest = (
        ownership.findings(plan)
        .filter(account=account, person__name__in=list(ownership.became(plan, today)))
        .order_by("person_id", "-as_of", "-pk")
        .distinct("person_id")
    )
    owned = {row.person.name: row.quantity for row in latest.select_related("person") if row.quantity}
    found = delivery_findings(
        account.number,
        held_now.in_trust,
        found_void=Fraction(sum(owned.values(), Decimal()))
        * carrying.ratio_of_account(plan, account, today).rights,
        posted_void=held_now.rights.get(Standing.VOID, Decimal()),
        owners=sorted(owned),
    )
    return Delivery(account, held_now.in_trust, tuple(found))
