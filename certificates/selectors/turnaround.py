"""The items of a plan, or of the agent as a whole, counted month by month as known at an instant (17Ad-2, 17Ad-6)."""

from datetime import datetime

from django.db.models import Q

from certificates.models import Presentation
from certificates.rules.turnaround import Item, Month, MonthCounts, count, month_of
from ledger.models import Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.selectors import calendars, plan_day
from ledger.selectors.terms import value

MONTHS = 12
FETCH = 2_000


def calendar_of(plan: Plan) -> BusinessCalendar:
    """The plan's Business Day calendar, in its present version."""
    return calendars.snapshot(value(plan, "business_day.calendar", plan_day.today(plan)))


def months(plan: Plan, last: Month, known_at: datetime, *, whole_agent: bool = False) -> list[MonthCounts]:
    """The counts of twelve months up to `last`, the oldest first, on the plan's day as it was at `known_at`.

    `whole_agent` counts the items of every plan: the standards of 17Ad-2 are the agent's own.
    """
    first = last
    for _ in range(MONTHS - 1):
        first = first.previous
    rows = Presentation.history.as_of(known_at).filter(
        Q(turned_on__isnull=True) | Q(turned_on__gte=first.first), credited_on__lte=last.last
    )
    if not whole_agent:
        rows = rows.filter(plan=plan)
    told = rows.order_by().values_list("credited_on", "due_on", "turned_on", "is_routine")
    items = [Item(*row) for row in told.iterator(FETCH)]
    calendar, as_of = calendar_of(plan), plan_day.day_at(plan, known_at)
    counted, month = [], first
    for _ in range(MONTHS):
        counted.append(count(items, month, as_of, calendar))
        month = month.following
    return counted


def latest_month(plan: Plan) -> Month:
    """The month of the plan's today: the one still running."""
    return month_of(plan_day.today(plan))
