"""Who holds the Rights that are not void, at an instant."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from ledger.models import Plan, Position
from ledger.rules.registry import decides
from ledger.rules.vocabulary import ALIVE
from ledger.selectors import plan_day
from rightsadmin.common import clock

# Each holder with the Rights not void at an instant. An entry of that very day counts from its recording, one that was
# recorded later from the day's close, as a movement does (ledger.selectors.carrying.moment).
ALIVE_AT = """
    SELECT a.holder_id, trim_scale(sum(moved.quantity)) AS quantity
    FROM ledger_ledgeraccount a
    JOIN LATERAL (
        SELECT quantity, kind, effective_on, recorded_at FROM ledger_entry
        WHERE to_account_id = a.id AND instrument = 'rights'
        UNION ALL
        SELECT -quantity, kind, effective_on, recorded_at FROM ledger_entry
        WHERE from_account_id = a.id AND instrument = 'rights'
    ) moved ON moved.kind = 'voiding' OR moved.effective_on < %(day)s OR moved.effective_on = %(day)s AND CASE
        WHEN (moved.recorded_at AT TIME ZONE %(zone)s)::date = %(day)s THEN moved.recorded_at <= %(at)s
        ELSE %(closed)s END
    WHERE a.plan_id = %(plan)s AND a.holder_id IS NOT NULL AND a.standing = ANY(%(alive)s)
    GROUP BY a.holder_id HAVING sum(moved.quantity) > 0
"""


@decides(
    "R49",
    "Exchange leaves out void Rights",
)
def alive_by_holder(plan: Plan, at: datetime | None = None) -> Iterator[tuple[int, Decimal]]:
    """Each holder with the Rights that are not void, all standings together, in the order of their keys; now, or at an
    earlier record instant, without what became void since.
    """
    if at is None:
        rows = (
            Position.objects.filter(plan=plan, standing__in=ALIVE, rights__gt=0)
            .order_by("holder_id")
            .values_list("holder_id")
            .annotate(total=Sum("rights"))
        )
        yield from rows.iterator()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"{ALIVE_AT} ORDER BY 1", alive_at_parameters(plan, at))
        yield from cursor.fetchall()


def alive_at_parameters(plan: Plan, at: datetime) -> dict[str, Any]:
    """What ALIVE_AT takes."""
    day = clock.new_york_date(at)
    return {
        "plan": plan.pk,
        "alive": list(ALIVE),
        "day": day,
        "at": at,
        "closed": at >= plan_day.end_of(day),
        "zone": str(clock.NEW_YORK),
    }


def alive_totals(plan: Plan) -> tuple[int, Decimal]:
    """How many holders have Rights that are not void, and how many Rights those are."""
    found = Position.objects.filter(plan=plan, standing__in=ALIVE, rights__gt=0).aggregate(
        holders=Count("holder_id", distinct=True), rights=Sum("rights")
    )
    return found["holders"], found["rights"] or Decimal()
