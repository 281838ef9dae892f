"""What the dashboard shows: the plans, the next deadlines, what waits for this person, the runs at work."""

from typing import Any

from django.db.models import Count, F, Q

from certificates.enums import RunStatus
from certificates.models import Run
from certificates.selectors import run_progress
from ledger.enums import CaseStatus, DeadlineStatus, IssueStatus, Severity
from ledger.models import Deadline, Plan, TriggerCase
from ledger.pages.plans.tables import PLAN_TONES
from ledger.rules.deadlines import AWAITED
from ledger.selectors import inbox, plan_day, reconciliation, timeline, unposted_ends
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

SHOWN = 8
AT_WORK = (
    RunStatus.PRESSING,
    RunStatus.PAUSED,
    RunStatus.PROVING,
    RunStatus.PROVED,
    RunStatus.FAILED,
    RunStatus.AWAITING_RELEASE,
)


def contents(actor: Actor) -> dict[str, Any]:
    """The dashboard for one person."""
    waiting = list(inbox.waiting_for(actor)[: SHOWN + 1])
    return {
        "plan_rows": _plans(),
        "upcoming": _upcoming(),
        "waiting": waiting[:SHOWN],
        "more_waiting": len(waiting) > SHOWN,
        "cases": list(
            TriggerCase.objects.filter(status=CaseStatus.OPEN).select_related("plan", "person")[:SHOWN]
        ),
        "runs": [
            run_progress.progress(run)
            for run in Run.objects.filter(status__in=AT_WORK).select_related("plan")[:SHOWN]
        ],
    }


def _plans() -> list[dict[str, Any]]:
    open_holds = Q(quality_issues__severity=Severity.HOLD) & ~Q(quality_issues__status=IssueStatus.RESOLVED)
    plans = list(
        Plan.objects.annotate(
            open_holds=Count("quality_issues", filter=open_holds, distinct=True),
        )
    )
    breaks = reconciliation.counts(plans)
    return [
        {
            "plan": plan,
            "tone": PLAN_TONES.get(plan.state, ""),
            "today": plan_day.today(plan),
            "end": unposted_ends.of(plan),
            "breaks": breaks.get(plan.pk, (0, 0)),
        }
        for plan in plans
    ]


def _upcoming() -> list[dict[str, Any]]:
    """Dated deadlines that are today or later on their plan's own day, and what somebody owes still since an earlier
    one, the nearest first.
    """
    ahead = Q(plan__pinned_on__isnull=True, date__gte=clock.today()) | Q(date__gte=F("plan__pinned_on"))
    rows = (
        Deadline.objects.filter(
            status=DeadlineStatus.CURRENT, date__isnull=False, acknowledged_at__isnull=True
        )
        .filter(Q(kind="prong", governing=False) | ~Q(kind="prong"), ahead | Q(kind__in=AWAITED))
        .select_related("plan")
        .order_by("date", "pk")
    )
    found: list[dict[str, Any]] = []
    for deadline in rows[: SHOWN * 4]:
        today = plan_day.today(deadline.plan)
        if deadline.date is None:
            continue
        found.append(
            {
                "deadline": deadline,
                "left": timeline.business_days_left(deadline, today),
                "days": (deadline.date - today).days,
                "strip": timeline.strip_of(deadline),
            }
        )
    return sorted(found, key=lambda row: row["days"])[:SHOWN]
