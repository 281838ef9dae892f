"""What has occurred in the course of a plan and is on record: a Distribution Date, an end of the Rights."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from ledger.models import Milestone, Plan
from ledger.rules.course.record import Frozen
from ledger.rules.facts import PRONGS, Prong


def frozen(plan: Plan, known_at: datetime | None = None) -> Frozen | None:
    """The Distribution Date that is on record, as known at `known_at` (default: now); None while none has occurred."""
    row = of_kind(plan, Milestone.Kind.DISTRIBUTION_DATE, known_at)
    if row is None:
        return None
    told = row.governing.split(";") if row.governing else []
    return Frozen(row.day, row.instant, cast("tuple[Prong, ...]", tuple(p for p in PRONGS if p in told)))


def of_kind(plan: Plan, kind: str, known_at: datetime | None = None) -> Milestone | None:
    """The milestone of that kind, as known at an instant; None where it has not come."""
    return of_kinds(plan, (kind,), known_at)


def of_kinds(plan: Plan, kinds: Iterable[str], known_at: datetime | None = None) -> Milestone | None:
    """The first milestone of one of the kinds, which are named as the states they bring are, as known."""
    rows = Milestone.objects.filter(plan=plan, kind__in=list(kinds))
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return rows.first()
