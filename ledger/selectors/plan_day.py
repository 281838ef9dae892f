"""What “today” is for a plan: the real New York day, or the day a replay is pinned to."""

from datetime import UTC, date, datetime, time

from ledger.models import Plan
from rightsadmin.common import clock


def today(plan: Plan) -> date:
    """The plan's today: its pinned day, else today in New York."""
    return plan.pinned_on or clock.today()


def instant(plan: Plan) -> datetime:
    """The plan's now, in UTC: the last moment of its pinned day in New York, else the present instant."""
    return end_of(plan.pinned_on) if plan.pinned_on else clock.now()


def end_of(day: date) -> datetime:
    """The last moment of a New York day, in UTC."""
    return datetime.combine(day, time.max, tzinfo=clock.NEW_YORK).astimezone(UTC)


def day_at(plan: Plan, known_at: datetime) -> date:
    """What was the plan's today at an instant: the day it was pinned to then, else the instant's New York date."""
    then = plan.history.filter(history_date__lte=known_at).order_by("-history_date", "-history_id").first()
    return (then.pinned_on if then else None) or clock.new_york_date(known_at)
