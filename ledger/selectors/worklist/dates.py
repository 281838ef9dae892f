"""The clocks that run and the dates ahead, over all plans, each on its plan's own day."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from ledger.enums import DeadlineStatus, PlanState
from ledger.models import Deadline
from ledger.rules.deadlines import AWAITED
from ledger.selectors import deadline_note, plan_day, timeline
from ledger.timeline_svg import Strip
from rightsadmin.common import clock
from rightsadmin.common.formatting import plural

SHOWN = 8
NEAR = 60  # calendar days: what is nearer is told in Business Days
_LOOKED_AT = 4 * SHOWN  # plans have days of their own: the nearest by date need not be the nearest by days


@dataclass(frozen=True, kw_only=True)
class RunningClock:
    """The governing date of a plan: how long is left in a sentence, and the days counted to it."""

    deadline: Deadline
    left: str
    strip: Strip | None


@dataclass(frozen=True, kw_only=True)
class DateAhead:
    """A date of a plan's law: how many calendar days it is away, and how long that is in words."""

    deadline: Deadline
    days: int
    left: str


def _current() -> QuerySet[Deadline]:
    return (
        Deadline.objects.filter(status=DeadlineStatus.CURRENT, date__isnull=False)
        .select_related("plan")
        .order_by("date", "pk")
    )


def running() -> list[RunningClock]:
    """The governing date of each plan whose clock runs, with the days counted to it."""
    rows = _current().filter(plan__state=PlanState.TRIGGER_PENDING, kind="prong", governing=True)
    return [
        RunningClock(
            deadline=row,
            left=deadline_note.left_words(row, plan_day.today(row.plan)),
            strip=timeline.strip_of(row),
        )
        for row in rows[:SHOWN]
    ]


def ahead() -> list[DateAhead]:
    """The nearest dates of today or later that nobody has acknowledged; what somebody is to do by a day is work."""
    later = Q(plan__pinned_on__isnull=True, date__gte=clock.today()) | Q(date__gte=F("plan__pinned_on"))
    rows = _current().filter(later, acknowledged_at__isnull=True).exclude(kind__in=AWAITED)
    told = [_told(row) for row in rows.exclude(kind="prong", governing=True)[:_LOOKED_AT]]
    return sorted(told, key=lambda row: row.days)[:SHOWN]


def _told(deadline: Deadline) -> DateAhead:
    today = plan_day.today(deadline.plan)
    days = (deadline.date - today).days if deadline.date else 0
    business = deadline_note.business_days_left(deadline, today) if days <= NEAR else None
    told = plural(business, "Business Day") if business is not None else plural(days, "day")
    return DateAhead(deadline=deadline, days=days, left=f"{told} left")
