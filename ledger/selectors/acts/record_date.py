"""Who takes part in a redemption or an exchange: the holders of the record instant that the Board named.

Without one, or with one at the effect or after it, these are whoever has the Rights at the posting: an end leaves them
where they are, and up to a later record instant they go with their shares (ledger.selectors.carrying).
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from ledger.models import Plan, Resolution
from ledger.rules.dates import moment_text
from ledger.rules.findings import Finding, warn
from ledger.selectors import alive, board


def before_effect(order: Resolution | None) -> datetime | None:
    """The record instant, where it lies before the effect: the ledger is then read as of it."""
    named = board.paid_at(order) if order else None
    return named if order and named and named < order.effective_at else None


def findings(
    plan: Plan, record_at: datetime | None, holdings: Iterable[tuple[int, Decimal]]
) -> list[Finding]:
    """A warning where the Rights of the record instant are not as many as those that end."""
    if record_at is None:
        return []
    then, (_, now) = sum((held for _, held in holdings), Decimal()), alive.alive_totals(plan)
    if then == now:
        return []
    return [
        warn(
            "R46",
            f"The holders of record at {moment_text(record_at)} had {then.normalize():,f} Rights; "
            f"{now.normalize():,f} end: shares were issued or bought back between the two.",
        )
    ]
