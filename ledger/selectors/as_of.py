"""The plan as of a legal date, known at an instant (I12): facts, entries and what each account held."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ledger.enums import Instrument
from ledger.models import Entry, HolderAccount, Plan, PlanEvent, PlanTerm
from ledger.selectors.terms import terms_as_of
from ledger.terms import REGISTRY

_NUMBER = DecimalField(max_digits=28, decimal_places=10)


def facts(plan: Plan, on: date, known_at: datetime | None = None) -> QuerySet[PlanEvent]:
    """The facts that had happened by the end of `on`, as they were known: without those reversed by then."""
    rows = PlanEvent.objects.filter(plan=plan, effective_on__lte=on, reverses__isnull=True)
    if known_at is None:
        rows = rows.filter(reversed_by__isnull=True)
    else:
        rows = rows.filter(recorded_at__lte=known_at).exclude(reversed_by__recorded_at__lte=known_at)
    return rows.select_related("plan", "person", "document", "reversed_by").order_by("occurred_at", "pk")


def entries(plan: Plan, on: date, known_at: datetime | None = None) -> QuerySet[Entry]:
    """The entries effective by `on` that were recorded by then; their sum is every position of that day."""
    rows = Entry.objects.filter(batch__plan=plan, effective_on__lte=on)
    return rows if known_at is None else rows.filter(recorded_at__lte=known_at)


def holdings(plan: Plan, on: date, known_at: datetime | None = None) -> QuerySet[HolderAccount]:
    """Each account that had received anything by then, with its `common` and `rights` of that day."""
    moved = entries(plan, on, known_at)
    return (
        HolderAccount.objects.filter(plan=plan)
        .filter(Exists(moved.filter(to_account__holder=OuterRef("pk"))))
        .select_related("plan")
        .annotate(common=_held(moved, Instrument.COMMON), rights=_held(moved, Instrument.RIGHTS))
    )


def _held(moved: QuerySet[Entry], instrument: str) -> Any:
    return _sum(moved, instrument, "to_account__holder") - _sum(moved, instrument, "from_account__holder")


def _sum(moved: QuerySet[Entry], instrument: str, side: str) -> Coalesce:
    """What moved on one side of an account; a subquery, so that only the rows of the page are added up."""
    rows = moved.filter(Q(**{side: OuterRef("pk")}), instrument=instrument).order_by()
    total = rows.values(side).annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(total), Value(Decimal(), output_field=_NUMBER), output_field=_NUMBER)


@dataclass(frozen=True, kw_only=True)
class TermChange:
    """One term that differs between two days: the row in force on each, None where there was none."""

    key: str
    label: str
    before: PlanTerm | None
    after: PlanTerm | None


def term_changes(
    plan: Plan, earlier: date, later: date, known_at: datetime | None = None
) -> tuple[TermChange, ...]:
    """The terms whose value differs between the two days, as known at one instant, in the order of the registry."""
    before, after = terms_as_of(plan, earlier, known_at), terms_as_of(plan, later, known_at)

    def value(rows: dict[str, PlanTerm], key: str) -> tuple[bool, Any]:
        return (key in rows, rows[key].value if key in rows else None)

    return tuple(
        TermChange(key=key, label=kind.label, before=before.get(key), after=after.get(key))
        for key, kind in REGISTRY.items()
        if value(before, key) != value(after, key)
    )
