"""What a notice rests on: the act that owes payments, the adjustment, what the clerk told of a proposed action."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from certificates.models import Notice, PaymentList
from ledger.errors import RuleViolation
from ledger.models import Adjustment, Plan, Resolution


@dataclass(frozen=True)
class Basis:
    """Kind, date and sources of a notice; `details` of a proposed action are action, record_date, takes_effect (ISO or
    empty), days and description, all texts.
    """

    plan: Plan
    kind: str
    dated_on: date
    payment_list: PaymentList | None = None
    adjustment: Adjustment | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, notice: Notice) -> "Basis":
        """The basis a notice was begun on."""
        return cls(
            notice.plan,
            notice.kind,
            notice.dated_on,
            notice.payment_list,
            notice.adjustment,
            notice.details,
        )

    @property
    def payments(self) -> PaymentList:
        """The list of payments; RuleViolation where the notice names none."""
        if self.payment_list is None:
            raise RuleViolation("Name the list of payments that the notice tells of.", rule="R46")
        return self.payment_list

    @property
    def resolution(self) -> Resolution:
        """The resolution that ordered what is paid."""
        batch = self.payments.batch
        if batch is None:
            raise RuleViolation(f"{self.payments} is of no act of the Board.", rule="R46")
        return Resolution.objects.get(pk=int(batch.source.rpartition(":")[2]))

    @property
    def adjusted(self) -> Adjustment:
        """The adjustment; RuleViolation where the notice names none."""
        if self.adjustment is None:
            raise RuleViolation("Name the adjustment that the notice tells of.", rule="R37")
        return self.adjustment
