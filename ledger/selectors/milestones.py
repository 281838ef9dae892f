"""What has occurred in the course of a plan and is on record: a Distribution Date, an end of the Rights."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from ledger.enums import ENDED_STATES, BatchKind, CaseStatus, EventKind
from ledger.models import Batch, Milestone, Plan, TriggerCase
from ledger.rules.course.record import Ended, Frozen
from ledger.rules.dates import new_york_date
from ledger.rules.facts import PRONGS, Prong
from ledger.rules.wire import KINDS


def frozen(plan: Plan, known_at: datetime | None = None) -> Frozen | None:
    """The Distribution Date that is on record, as known at `known_at` (default: now); None while none has occurred."""
    row = of_kind(plan, Milestone.Kind.DISTRIBUTION_DATE, known_at)
    if row is None:
        return None
    told = row.governing.split(";") if row.governing else []
    governing = cast("tuple[Prong, ...]", tuple(p for p in PRONGS if p in told))
    return Frozen(row.day, row.instant, governing, _acquired_on(row))


def ended(plan: Plan, known_at: datetime | None = None) -> Ended | None:
    """The end of all the Rights that is posted, as known at `known_at` (default: now); None while none is."""
    row = of_kinds(plan, ENDED_STATES, known_at)
    return Ended(row.kind, row.day, row.instant) if row else None


def _acquired_on(milestone: Milestone) -> date | None:
    """The Stock Acquisition Date that the date on record was counted from: of the case that was confirmed by then."""
    cases = TriggerCase.objects.filter(
        plan=milestone.plan_id,
        status=CaseStatus.CONFIRMED,
        prong="i",
        closed_at__lte=milestone.recorded_at,
        event__kind=EventKind.ACQUIRING_PERSON_ANNOUNCED,
    )
    return cases.order_by("event__occurred_at").values_list("event__effective_on", flat=True).first()


def after(plan: Plan, at: datetime) -> Milestone | None:
    """The first milestone on record whose moment lies after the instant; None where none does."""
    return Milestone.objects.filter(plan=plan, instant__gt=at).order_by("instant", "pk").first()


def before_which(plan: Plan, kind: str, at: datetime) -> Milestone | None:
    """The first milestone on record that a fact of the kind would lie before; None where none does, or where no date
    rests on such a fact: a note, a price.
    """
    if KINDS[kind].is_note or kind == EventKind.PRICE_STATED:
        return None
    return after(plan, at)


def of_kind(plan: Plan, kind: str, known_at: datetime | None = None) -> Milestone | None:
    """The milestone of that kind, as known at an instant; None where it has not come."""
    return of_kinds(plan, (kind,), known_at)


def of_kinds(plan: Plan, kinds: Iterable[str], known_at: datetime | None = None) -> Milestone | None:
    """The first milestone of one of the kinds, which are named as the states they bring are, as known."""
    rows = Milestone.objects.filter(plan=plan, kind__in=list(kinds))
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return rows.first()


def has_moved_since(plan: Plan, instant: datetime) -> bool:
    """Whether shares moved on a legal day after that of an instant: they were judged by what had occurred at it."""
    kinds = (BatchKind.ISSUE, BatchKind.TRANSFER, BatchKind.REACQUISITION)
    return Batch.objects.filter(plan=plan, kind__in=kinds, effective_on__gt=new_york_date(instant)).exists()
