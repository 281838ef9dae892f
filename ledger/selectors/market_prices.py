"""The prices on record: of a common share, of a Unit, of a Right, as the company certified or the market gave them."""

from datetime import datetime
from fractions import Fraction

from ledger.enums import EventKind
from ledger.models import Plan, PlanEvent
from ledger.rules.facts import PriceOf, exact_number


def latest(plan: Plan, of: PriceOf, at: datetime, known_at: datetime | None = None) -> Fraction | None:
    """The latest price of it stated for an instant not after `at`, as known at `known_at` (None: now)."""
    rows = PlanEvent.objects.filter(
        plan=plan, kind=EventKind.PRICE_STATED, data__of=of, occurred_at__lte=at, reverses__isnull=True
    )
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at).exclude(reversed_by__recorded_at__lte=known_at)
    else:
        rows = rows.filter(reversed_by__isnull=True)
    found = rows.order_by("-occurred_at", "-pk").values_list("data", flat=True).first()
    return exact_number(found["amount"]) if found else None
