"""Which Rights the findings make void, account by account, before any of it is posted (R28, R32)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Sum

from ledger.enums import ATTACHED_STATES, Owned, Standing
from ledger.models import BeneficialFinding, Entry, HolderAccount, LedgerAccount, Person, Plan, Position
from ledger.rules import vocabulary
from ledger.rules.findings import Finding, Severity
from ledger.rules.voiding import (
    BeneficialFinding as Found,
    RightsInAccount,
    VoidDecision,
    rights_found,
    void_rights,
)
from ledger.selectors import carrying, ownership, plan_day, standing
from rightsadmin.common import clock


@dataclass(frozen=True)
class VoidingPreview:
    """What a voiding would post now: each account it touches, and what must be looked at first.

    `findings_on_record` are the keys of the findings that it rests on.
    """

    at: datetime
    persons: tuple[str, ...]
    decisions: tuple[VoidDecision, ...]
    numbers: dict[int, str]
    findings_on_record: tuple[int, ...]

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
                    "taken": {
                        standing.value: f"{rights.normalize():f}" for standing, rights in decision.taken
                    },
                }
                for decision in self.decisions
                if decision.to_void
            ],
            "findings": list(self.findings_on_record),
            "sentences": [str(finding) for finding in self.findings],
        }


def preview(plan: Plan, person: Person | None = None) -> VoidingPreview:
    """What the findings against confirmed Acquiring and Adverse Persons and their groups void now; or those against one
    person and whoever counts with it, for a related party's Rights are void by the same event (R32).

    Of each person the latest finding on an account counts, the persons add up; the Rights of a share are those of the
    plan's day. What is void already is never counted twice and never undone.
    """
    at, today = plan_day.instant(plan), plan_day.today(plan)
    named = ownership.void_with(plan, person, today) if person else None
    rows = [row for row in counting(plan, today) if named is None or row.person.name in named]
    accounts = sorted({int(row.account_id or 0) for row in rows})
    decisions = void_rights(
        [found(row) for row in rows],
        [rights_in(plan, account) for account in accounts],
        persons={row.person.name for row in rows},
        at=max(at, clock.now()),
        rights_per_share=carrying.rights_by_account(plan, accounts, today),
    )
    return VoidingPreview(
        at=at,
        persons=tuple(sorted({row.person.name for row in rows})),
        decisions=decisions,
        numbers=dict(HolderAccount.objects.filter(pk__in=accounts).values_list("pk", "number")),
        findings_on_record=tuple(sorted(row.pk for row in rows)),
    )


def reached(plan: Plan, on: date) -> dict[int, Decimal]:
    """Account -> the Rights that the findings reach in it by the close of a day, void in the ledger already or not."""
    rows = counting(plan, on)
    wanted = rights_found(
        [found(row) for row in rows],
        persons={row.person.name for row in rows},
        at=max(plan_day.instant(plan), clock.now()),
        rights_per_share=carrying.rights_by_account(plan, {int(row.account_id or 0) for row in rows}, on),
    )
    return {int(account): rights for account, rights in wanted.items()}


def counting(plan: Plan, on: date) -> list[BeneficialFinding]:
    """The findings of shares held in accounts by confirmed Acquiring and Adverse Persons and their groups, of each
    account and person in the order of the days.
    """
    rows = list(
        ownership.findings(plan)
        .filter(kind=Owned.HELD)
        .select_related("person", "account")
        .order_by("account_id", "as_of", "pk")
    )
    named = ownership.became(plan, on) if rows else {}
    return [row for row in rows if row.person.name in named]


def found(row: BeneficialFinding) -> Found:
    """A finding on record, as the rule takes it: of the close of its day, or of the instant at which it was recorded on
    that day, for it tells of what was owned by then.
    """
    at = min(plan_day.end_of(row.as_of), row.recorded_at)
    return Found(int(row.account_id or 0), row.person.name, row.quantity, at)


def legended(plan: Plan) -> set[int]:
    """The accounts whose certificates bear the void legend: they hold, or ever received, void Rights, by postings that
    stand, or findings and counsel's word say that theirs are (section 4).
    """
    return ever_void(plan) | set(reached(plan, plan_day.today(plan)))


def ever_void(plan: Plan) -> set[int]:
    """The accounts that hold, or ever received, void Rights, by postings that stand."""
    entered = Entry.objects.filter(to_account=OuterRef("pk"), reversed_by__isnull=True)
    void = LedgerAccount.objects.filter(
        Exists(entered), holder__plan=plan, standing=Standing.VOID
    ).values_list("holder", flat=True)
    return {int(holder or 0) for holder in void}


def rights_in(plan: Plan, account: int) -> RightsInAccount:
    """What the account holds now: Rights not void by their standing, and void ones."""
    held = {
        vocabulary.Standing(standing): rights
        for standing, rights in Position.objects.filter(plan=plan, holder_id=account)
        .values_list("standing")
        .annotate(rights=Sum(F("rights")))
        .values_list("standing", "rights")
    }
    void = held.pop(vocabulary.Standing.VOID, Decimal())
    return RightsInAccount(account, held, void)


def voided_on(plan: Plan) -> date:
    """The legal date of a voiding: the plan's day; of Rights that have still to be separated, at the latest the
    Distribution Date, at whose close the separation looks at who holds them.
    """
    today = plan_day.today(plan)
    separates_on = standing.of(plan).distribution_date if plan.state in ATTACHED_STATES else None
    return min(today, separates_on or today)
