"""Which Rights the findings make void, account by account, before any of it is posted (R28, R32)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum

from ledger.enums import Standing
from ledger.models import BeneficialFinding, HolderAccount, Plan, Position
from ledger.rules.findings import Finding, Severity
from ledger.rules.voiding import BeneficialFinding as Found, RightsInAccount, VoidDecision, void_rights
from ledger.selectors import adjustments, ownership, plan_day
from rightsadmin.common import clock


@dataclass(frozen=True)
class VoidingPreview:
    """What a voiding would post now: each account it touches, and what must be looked at first."""

    at: datetime
    persons: tuple[str, ...]
    decisions: tuple[VoidDecision, ...]
    numbers: dict[int, str]

    @property
    def to_void(self) -> Decimal:
        return sum((decision.to_void for decision in self.decisions), Decimal())

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for decision in self.decisions for finding in decision.findings)

    @property
    def holds(self) -> tuple[Finding, ...]:
        """What waits for counsel: Rights that have left the account they were found in."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.HOLD)

    def payload(self) -> dict[str, Any]:
        """What a second person approves: the persons, and each account by number with the Rights to void."""
        return {
            "persons": list(self.persons),
            "to_void": f"{self.to_void.normalize():f}",
            "accounts": [
                {
                    "account": self.numbers[int(decision.account)],
                    "to_void": f"{decision.to_void.normalize():f}",
                    "void_after": f"{decision.void_after.normalize():f}",
                }
                for decision in self.decisions
                if decision.to_void
            ],
            "sentences": [str(finding) for finding in self.findings],
        }


def preview(plan: Plan) -> VoidingPreview:
    """What the findings against confirmed Acquiring and Adverse Persons and their groups void now.

    Of each person the latest finding on an account counts, the persons add up; the Rights of a share are those of the
    plan's day. What is void already is never counted twice and never undone.
    """
    at, today = plan_day.instant(plan), plan_day.today(plan)
    persons = ownership.confirmed_persons(plan, today)
    rows = list(
        BeneficialFinding.objects.filter(plan=plan, person_id__in=persons)
        .select_related("person")
        .order_by("account_id", "as_of", "pk")
    )
    accounts = sorted({row.account_id for row in rows})
    decisions = void_rights(
        [Found(row.account_id, row.person.name, row.quantity, plan_day.end_of(row.as_of)) for row in rows],
        [_rights_in(plan, account) for account in accounts],
        persons={row.person.name for row in rows},
        at=max(at, clock.now()),
        rights_per_share=adjustments.rights_per_share(plan, today) if rows else 1,
    )
    return VoidingPreview(
        at=at,
        persons=tuple(sorted({row.person.name for row in rows})),
        decisions=decisions,
        numbers=dict(HolderAccount.objects.filter(pk__in=accounts).values_list("pk", "number")),
    )


def legend_required(account: HolderAccount) -> bool:
    """Whether a certificate for this account bears the void legend: it holds, or ever received, void Rights (4)."""
    return account.ledger_accounts.filter(standing=Standing.VOID, entries_in__isnull=False).exists()


def _rights_in(plan: Plan, account: int) -> RightsInAccount:
    held = dict(
        Position.objects.filter(plan=plan, holder_id=account)
        .values_list("standing")
        .annotate(rights=Sum(F("rights")))
        .values_list("standing", "rights")
    )
    void = held.pop(Standing.VOID.value, Decimal())
    return RightsInAccount(account, sum(held.values(), Decimal()), void)
