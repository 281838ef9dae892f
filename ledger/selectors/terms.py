"""The terms of a plan as of a legal date, as known at an instant: the one reader of PlanTerm (I12)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import DataQualityIssue, Plan, PlanTerm
from ledger.rules import facts
from ledger.rules.dates import date_text
from ledger.rules.wire.terms import read_terms
from ledger.terms import REGISTRY

# A scenario's name for each term that decides the dates of a plan.
_SCENARIO_KEYS = {
    "business_day": "business_day.calendar",
    "closings": "business_day.closings",
    "record_date": "record_date",
    "record_date_floor": "distribution.record_date_floor",
    "stock_acquisition": "distribution.stock_acquisition",
    "adverse_person": "distribution.adverse_person",
    "tender": "distribution.tender",
    "immediate_pct": "distribution.immediate_pct",
    "flip_over": "distribution.flip_over",
}


def terms_as_of(plan: Plan, on: date, known_at: datetime | None = None) -> dict[str, PlanTerm]:
    """Key -> the term in force on `on` as it was known at `known_at` (None: now). One query.

    Of the rows with effective_on <= on and recorded_at <= known_at, the latest effective_on; on the same
    effective_on the row recorded last.
    """
    return {term.key: term for term in _in_force(plan, on, known_at).select_related("document")}


def _in_force(plan: Plan, on: date, known_at: datetime | None) -> QuerySet[PlanTerm]:
    rows = PlanTerm.objects.filter(plan=plan, effective_on__lte=on)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    latest = (F("effective_on").desc(), F("recorded_at").desc(), F("pk").desc())
    return rows.order_by("key", *latest).distinct("key")


def _values(plan: Plan, on: date, known_at: datetime | None) -> dict[str, Any]:
    """Key -> value alone: what every recomputation of every plan asks, without the rows around it."""
    return dict(_in_force(plan, on, known_at).values_list("key", "value"))


def value(plan: Plan, key: str, on: date, known_at: datetime | None = None) -> Any:
    """The JSON value of one term, None where it is null; RuleViolation where the plan has no such term on that day."""
    return _required(_values(plan, on, known_at), key, on)


def decimal_value(plan: Plan, key: str, on: date, known_at: datetime | None = None) -> Decimal | None:
    """The exact decimal of a money or number term; None where it is null."""
    found = value(plan, key, on, known_at)
    return None if found is None else Decimal(found)


def date_value(plan: Plan, key: str, on: date, known_at: datetime | None = None) -> date | None:
    """The date of a date term; None where it is null."""
    found = value(plan, key, on, known_at)
    return None if found is None else date.fromisoformat(found)


def distribution_terms(plan: Plan, on: date, known_at: datetime | None = None) -> facts.PlanTerms:
    """What decides the dates of the plan, as the rules take it.

    While an open question is about the expiration (DQ1), no expiration is told: the literal date is stored and
    shown, and nothing may expire by it. RuleViolation names the term that the plan lacks.
    """
    terms = _values(plan, on, known_at)

    def term(key: str) -> Any:
        return _required(terms, key, on)

    expiration = None if in_question(plan, "expiration.final", known_at) else term("expiration.final")
    told = {name: term(key) for name, key in _SCENARIO_KEYS.items()} | {"expiration": expiration}
    return replace(read_terms(told, plan.slug), freeze_days=term("freeze.days"))


def in_question(plan: Plan, key: str, known_at: datetime | None = None) -> bool:
    """Whether an issue about this term was open (not closed by a second person) at `known_at` (None: now)."""
    issues = DataQualityIssue.objects.filter(plan=plan, term_keys__contains=[key])
    if known_at is None:
        return issues.filter(resolved_at__isnull=True).exists()
    open_then = Q(resolved_at__isnull=True) | Q(resolved_at__gt=known_at)
    return issues.filter(open_then, opened_at__lte=known_at).exists()


def _required(terms: dict[str, Any], key: str, on: date) -> Any:
    if key not in terms:
        raise RuleViolation(
            f"The plan has no term “{REGISTRY[key].label}” in force on {date_text(on)}. "
            "Record it with the sentence it comes from.",
            next_act=Act.AMENDMENT,
        )
    return terms[key]
