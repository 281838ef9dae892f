"""What is watched of the ledger: figures of all plans for a monitor, which learns no names."""

from datetime import datetime, timedelta

from django.db.models import Max

from ledger.enums import ApprovalStatus, BreakStatus, DeadlineStatus
from ledger.models import Approval, AuditEvent, Break, Deadline, Heartbeat, Plan
from ledger.selectors import plan_day
from rightsadmin.common import clock

PROOF, BACKUP = "ledger.proved", "backup.made"


def figures() -> dict[str, float]:
    """Each figure by its name; an age is in seconds, and left out where the thing never happened."""
    found: dict[str, float] = {
        "approvals_waiting": Approval.objects.filter(status=ApprovalStatus.PENDING).count(),
        "breaks_open": Break.objects.filter(status=BreakStatus.OPEN).count(),
        "deadlines_overdue": sum(_overdue(plan) for plan in Plan.objects.filter(is_replay=False)),
        "proof_differences": _differences(),
    }
    ages = {f"{name}_age_seconds": at for name, at in _last_events().items()}
    beat = Heartbeat.objects.aggregate(at=Max("at"))["at"]
    ages["beat_age_seconds"] = beat
    now = clock.now()
    return found | {name: (now - at) / timedelta(seconds=1) for name, at in ages.items() if at is not None}


def _overdue(plan: Plan) -> int:
    return Deadline.objects.filter(
        plan=plan,
        status=DeadlineStatus.CURRENT,
        acknowledged_at__isnull=True,
        date__lt=plan_day.today(plan),
    ).count()


def _differences() -> int:
    """Those of each plan's latest proof."""
    latest = AuditEvent.objects.filter(verb=PROOF).order_by("plan_id", "-at", "-pk").distinct("plan_id")
    return sum(len((event.after or {}).get("differences", ())) for event in latest)


def _last_events() -> dict[str, datetime | None]:
    return {name: _last(verb) for name, verb in (("proof", PROOF), ("backup", BACKUP))}


def _last(verb: str) -> datetime | None:
    at: datetime | None = AuditEvent.objects.filter(verb=verb).aggregate(at=Max("at"))["at"]
    return at
