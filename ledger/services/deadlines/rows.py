"""The rows of deadlines: a date that moves is superseded by its successor, and what falls due is claimed once."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ledger.enums import Act, DeadlineStatus
from ledger.errors import Conflict
from ledger.models import Deadline, Plan
from ledger.permissions import require_propose
from ledger.rules.deadlines import AWAITED
from ledger.selectors import plan_day
from ledger.services import audit
from ledger.services.deadlines.drafts import Draft
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def bring(
    plan: Plan, drafts: Collection[Draft], current: Mapping[str, Deadline], actor: Actor
) -> list[Deadline]:
    """Brings these current rows, by their keys, to what the drafts say; answers those that are new or moved.

    A row that no draft has is superseded by none: it runs no more. What was awaited is then done, or owed no more:
    closed. The plan is locked by the caller.
    """
    moved = [
        draft for draft in drafts if draft.key not in current or current[draft.key].digest != draft.digest
    ]
    gone = [row for key, row in current.items() if key not in {draft.key for draft in drafts}]
    now = clock.now()
    rows = _write(plan, moved, current, now)
    for row in gone:
        status = DeadlineStatus.CLOSED if row.kind in AWAITED else DeadlineStatus.SUPERSEDED
        Deadline.objects.filter(pk=row.pk).update(status=status, superseded_at=now)
    if rows or gone:
        audit.record(
            "deadline.computed",
            plan=plan,
            before={row.key: _day(current.get(row.key)) for row in rows},
            after={row.key: _day(row) for row in rows} | {row.key: None for row in gone},
            actor=actor,
        )
    return rows


def acknowledge(*, deadline: Deadline, actor: Actor) -> None:
    """Notes who has seen the deadline; Conflict where somebody did already."""
    require_propose(actor, Act.ACKNOWLEDGE)
    with transaction.atomic():
        changed = Deadline.objects.filter(pk=deadline.pk, acknowledged_at__isnull=True).update(
            acknowledged_by=actor.name, acknowledged_at=clock.now()
        )
        if not changed:
            raise Conflict(f"“{deadline.title}” was acknowledged already.")
        audit.record("deadline.acknowledged", plan=deadline.plan, target=deadline, actor=actor)


def claim_due(plan: Plan, actor: Actor) -> int:
    """Claims what has fallen due, each deadline once, by conditional UPDATE; answers how many."""
    claimed = 0
    due = Q(
        plan=plan,
        status=DeadlineStatus.CURRENT,
        fell_due_at__isnull=True,
        instant__lte=plan_day.instant(plan),
    )
    for row in Deadline.objects.filter(due):
        with transaction.atomic():
            if Deadline.objects.filter(due, pk=row.pk).update(fell_due_at=clock.now()):
                audit.record("deadline.due", plan=plan, target=row, actor=actor)
                claimed += 1
    return claimed


def _write(
    plan: Plan, moved: Collection[Draft], current: Mapping[str, Deadline], now: datetime
) -> list[Deadline]:
    """A row for each draft; the one before it stays, and says by which it is superseded."""
    before = [current[draft.key].pk for draft in moved if draft.key in current]
    # first, for a key has one current row
    Deadline.objects.filter(pk__in=before).update(status=DeadlineStatus.SUPERSEDED, superseded_at=now)
    new = (Deadline(plan=plan, digest=draft.digest, computed_at=now, **vars(draft)) for draft in moved)
    rows = Deadline.objects.bulk_create(new)
    for row in rows:
        if row.key in current:
            Deadline.objects.filter(pk=current[row.key].pk).update(superseded_by=row)
    return rows


def _day(row: Deadline | None) -> str | None:
    return row.date.isoformat() if row and row.date else None
