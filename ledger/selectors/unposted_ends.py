"""Ends of the Rights that have come, or are ordered for later, and are not posted: what every page of a plan tells."""

from ledger.enums import LIVING_STATES, DeadlineStatus, EventKind
from ledger.models import Deadline, Plan, PlanEvent
from ledger.rules.course.telling import ToldEnd
from ledger.selectors import plan_day, standing

_ENDING = (EventKind.REDEEMED, EventKind.EXCHANGED)


def of(plan: Plan) -> ToldEnd | None:
    """The end of the plan's Rights that is not posted; None without one.

    The law is asked only of a plan that an end is near to: every page of every plan asks this.
    """
    if plan.state not in LIVING_STATES or not _is_near(plan):
        return None
    return standing.of(plan).told_end


def _is_near(plan: Plan) -> bool:
    """Whether an end has been ordered, with its effect by two persons, or the day of the expiration has come."""
    ordered = PlanEvent.objects.filter(
        plan=plan, kind__in=_ENDING, reverses__isnull=True, reversed_by__isnull=True
    ).values("pk")
    expiring = Deadline.objects.filter(
        plan=plan,
        kind="expiration",
        status=DeadlineStatus.CURRENT,
        date__lte=plan_day.today(plan),
    ).values("pk")
    return ordered.union(expiring).exists()
