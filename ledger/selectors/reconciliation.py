"""Proofs and breaks as pages and services ask for them: what stands, how old it is, how much of it is aged."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from ledger.enums import BreakStatus
from ledger.errors import BackOfficeError
from ledger.models import Break, Plan, ReconciliationRun
from ledger.rules.reconciliation import AGED_AFTER_DAYS, Age, age
from ledger.selectors import calendars, plan_day
from ledger.selectors.terms import value


def latest(plan: Plan) -> ReconciliationRun | None:
    """The last proof of the plan; None before the first."""
    return ReconciliationRun.objects.filter(plan=plan).order_by("-known_at", "-pk").first()


def standing(plan: Plan) -> QuerySet[Break]:
    """The breaks that stand, the oldest first."""
    return Break.objects.filter(plan=plan).exclude(status=BreakStatus.CLOSED).order_by("found_on", "pk")


def aged(plan: Plan) -> QuerySet[Break]:
    """The breaks that stand longer than 30 calendar days on the plan's today (17Ad-11)."""
    return standing(plan).filter(found_on__lt=_aged_before(plan))


def counts(plans: Iterable[Plan]) -> dict[int, tuple[int, int]]:
    """Plan -> how many breaks stand, and how many of them are aged; plans without any are left out. One query."""
    before = {plan.pk: _aged_before(plan) for plan in plans}
    rows = (
        Break.objects.filter(plan_id__in=before)
        .exclude(status=BreakStatus.CLOSED)
        .order_by()
        .values_list("plan_id", "found_on")
        .annotate(count=Count("pk"))
    )
    found: dict[int, tuple[int, int]] = {}
    for plan_id, day, count in rows:
        standing_now, aged_now = found.get(plan_id, (0, 0))
        found[plan_id] = standing_now + count, aged_now + (count if day < before[plan_id] else 0)
    return found


def ageing(plan: Plan) -> Callable[[Break], Age]:
    """What tells the age of a break of the plan: on its today, or on the day the break was closed."""
    today = plan_day.today(plan)
    calendar = calendars.snapshot(value(plan, "business_day.calendar", today))
    return lambda row: age(row.found_on, row.closed_on or today, calendar)


def _aged_before(plan: Plan) -> date:
    return date.fromordinal(plan_day.today(plan).toordinal() - AGED_AFTER_DAYS)


def redemption_price(plan: Plan) -> Decimal | None:
    """The Redemption Price of a Right in force today, None where the plan states none."""
    try:
        stated = value(plan, "redemption.price", plan_day.today(plan))
    except BackOfficeError:
        return None
    return None if stated is None else Decimal(stated)
