"""What the reversal of a voiding of before the separation brings back, as the separation would have divided it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ledger.enums import PlanState
from ledger.models import Batch, Entry, Hold, HolderAccount, Position
from ledger.rules.exact import exact_text
from ledger.rules.findings import Finding
from ledger.rules.separation import (
    AccountAtClose,
    SeparationLine,
    SeparationTotals,
    WithholdReason,
    separation_line,
)
from ledger.rules.vocabulary import BatchKind, Standing
from ledger.selectors import holders, market_prices, plan_day


@dataclass(frozen=True)
class BroughtBack:
    """Each account with its line, by its key; whole Rights get a certificate, a fraction is paid (sections 3, 14)."""

    lines: tuple[tuple[HolderAccount, SeparationLine], ...] = ()
    totals: SeparationTotals = field(default_factory=SeparationTotals)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands against it: a fraction whose price the company did not state."""
        return self.totals.findings(self.totals.rights)

    def payload(self) -> dict[str, Any]:
        """What a second person approves; nothing where no Rights have to be separated."""
        if not self.lines:
            return {}
        rows = [
            {
                "account": account.number,
                "registration": account.name,
                "certificate": exact_text(line.certificate),
                "withheld": exact_text(line.withheld),
                "fraction": exact_text(line.fraction),
                "reason": line.reason,
            }
            for account, line in self.lines
        ]
        return {"brought_back": rows} | self.totals.fractions_told


def of(batch: Batch) -> BroughtBack:
    """What the reversal of the batch brings back once the Rights have separated: those that it took from beside their
    shares, for these were on no certificate.
    """
    if batch.kind != BatchKind.VOIDING or batch.plan.state != PlanState.SEPARATED:
        return BroughtBack()
    taken = (
        Entry.objects.filter(batch=batch, from_account__standing=Standing.VALID)
        .values_list("from_account__holder")
        .annotate(rights=Sum("quantity"))
        .values_list("from_account__holder", "rights")
    )
    rights = {int(holder or 0): quantity for holder, quantity in taken}
    accounts = HolderAccount.objects.filter(pk__in=rights).order_by("pk")
    lines = tuple((account, separation_line(_at_close(account, rights[account.pk]))) for account in accounts)
    totals = SeparationTotals(market_prices.latest(batch.plan, "right", plan_day.instant(batch.plan)))
    for _, line in lines:
        totals.add(line)
    return BroughtBack(lines, totals)


def _at_close(account: HolderAccount, rights: Decimal) -> AccountAtClose:
    return AccountAtClose(
        account=str(account.pk),
        rights=rights,
        withhold=tuple(_held_back(account)),
        has_address=bool(account.address_lines) and account.mail_code != "bad",
        is_deceased=account.deceased_on is not None,
    )


def _held_back(account: HolderAccount) -> Iterator[WithholdReason]:
    """The holds of the plan's day; of one for a quantity, what is not withheld under it already."""
    today = plan_day.today(account.plan)
    place = Position.objects.filter(holder=account, standing=Standing.WITHHELD).first()
    withheld = place.rights if place else Decimal()
    for hold in Hold.objects.filter(holders.in_force(today), account=account).order_by("pk"):
        left = None
        if hold.quantity is not None:
            left = max(hold.quantity - withheld, Decimal())
            withheld -= min(hold.quantity, withheld)
        yield WithholdReason(hold.kind, f"{hold.get_kind_display()}: {hold.reason}", left)
