"""The terms of a plan as of a legal date, as known at an instant: the one reader of PlanTerm (I12)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import DataQualityIssue, Plan, PlanTerm
from ledger.rules.dates import date_text
from ledger.rules.plan_terms import PlanTerms, TermsHistory
from ledger.rules.wire.terms import read_terms
from ledger.selectors import plan_day
from ledger.terms import REGISTRY
from rightsadmin.common import clock

# A scenario's name for each term that decides the course of a plan.
_SCENARIO_KEYS = {kind.scenario: key for key, kind in REGISTRY.items() if kind.scenario}


def terms_as_of(
    plan: Plan, on: date, known_at: datetime | None = None, keys: Collection[str] | None = None
) -> dict[str, PlanTerm]:
    """Key -> the term in force at the end of `on` as it was known at `known_at` (None: now), of these keys (None: of
    all). One query.

    Of the rows with effective_at <= then and recorded_at <= known_at, the latest effective_at; of the same instant
    the row recorded last.
    """
    return terms_at(plan, plan_day.end_of(on), known_at, keys)


def terms_at(
    plan: Plan, at: datetime, known_at: datetime | None = None, keys: Collection[str] | None = None
) -> dict[str, PlanTerm]:
    """As `terms_as_of`, at an instant."""
    rows = _in_force(plan, at, known_at)
    rows = rows if keys is None else rows.filter(key__in=keys)
    return {term.key: term for term in rows.select_related("document")}


def _in_force(plan: Plan, at: datetime, known_at: datetime | None) -> QuerySet[PlanTerm]:
    rows = PlanTerm.objects.filter(plan=plan, effective_at__lte=at)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    latest = (F("effective_at").desc(), F("recorded_at").desc(), F("pk").desc())
    return rows.order_by("key", *latest).distinct("key")


def value(plan: Plan, key: str, on: date, known_at: datetime | None = None) -> Any:
    """The JSON value of one term at the end of the day, None where it is null.

    What an optional term otherwise is where the plan has none; RuleViolation where the plan lacks one it must have.
    """
    return value_at(plan, key, plan_day.end_of(on), known_at)


def value_at(plan: Plan, key: str, at: datetime, known_at: datetime | None = None) -> Any:
    """As `value`, at an instant."""
    rows = _in_force(plan, at, known_at).filter(key=key)
    return _required(dict(rows.values_list("key", "value")), key, clock.new_york_date(at))


def decimal_value(plan: Plan, key: str, on: date, known_at: datetime | None = None) -> Decimal | None:
    """The exact decimal of a money or number term; None where it is null."""
    found = value(plan, key, on, known_at)
    return None if found is None else Decimal(found)


def distribution_terms(plan: Plan, on: date, known_at: datetime | None = None) -> PlanTerms:
    """What decides the dates of the plan at the end of the day, as the rules take it.

    While an open question is about the expiration (DQ1), no expiration is told: the literal date is stored and
    shown, and nothing may expire by it. RuleViolation names the term that the plan lacks.
    """
    return history(plan, known_at, until=on).at(plan_day.end_of(on))


def history(plan: Plan, known_at: datetime | None = None, *, until: date | None = None) -> TermsHistory:
    """The terms that decide the course of the plan, from instant to instant, as they were known at `known_at`.

    `until` leaves out what takes effect on later days. As `distribution_terms` while the expiration is in question.
    RuleViolation names the term that the plan lacks at one of the instants.
    """
    rows = PlanTerm.objects.filter(plan=plan, key__in=_SCENARIO_KEYS.values())
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    if until is not None:
        rows = rows.filter(effective_on__lte=until)
    told = rows.order_by("effective_at", "recorded_at", "pk").values_list("effective_at", "key", "value")
    in_doubt = in_question(plan, "expiration.final", known_at)
    values: dict[str, Any] = {}
    found: list[tuple[datetime, PlanTerms]] = []
    for since, changed in groupby(told.iterator(), key=lambda row: row[0]):
        values |= {key: value for _, key, value in changed}
        # Terms may be told one by one with days of their own: before the last that is needed nothing is decided.
        if not _lacking(values):
            found.append((since, _terms(plan, values, since, in_doubt=in_doubt)))
    if not found:
        _required(values, next(iter(_lacking(values))), until or plan_day.today(plan))
    return TermsHistory(tuple(found))


def amended(plan: Plan, changes: Mapping[str, Any], at: datetime) -> TermsHistory:
    """The terms on record, and from the instant on those that the changes would make of them."""
    values = dict(_in_force(plan, at, None).values_list("key", "value"))
    new = _terms(plan, values | dict(changes), at, in_doubt=in_question(plan, "expiration.final"))
    rows = tuple(row for row in history(plan).rows if row[0] < at)
    return TermsHistory((*rows, (at, new)))


def _lacking(values: dict[str, Any]) -> list[str]:
    keys = _SCENARIO_KEYS.values()
    return [key for key in keys if key not in values and not REGISTRY[key].is_optional]


def _terms(plan: Plan, values: dict[str, Any], at: datetime, *, in_doubt: bool) -> PlanTerms:
    on = clock.new_york_date(at)
    told = {name: _required(values, key, on) for name, key in _SCENARIO_KEYS.items()}
    return read_terms(told | ({"expiration": None} if in_doubt else {}), plan.slug)


def in_question(plan: Plan, key: str, known_at: datetime | None = None) -> bool:
    """Whether an issue about this term was open (not closed by a second person) at `known_at` (None: now)."""
    issues = DataQualityIssue.objects.filter(plan=plan, term_keys__contains=[key])
    if known_at is None:
        return issues.filter(resolved_at__isnull=True).exists()
    open_then = Q(resolved_at__isnull=True) | Q(resolved_at__gt=known_at)
    return issues.filter(open_then, opened_at__lte=known_at).exists()


def _required(terms: dict[str, Any], key: str, on: date) -> Any:
    if key in terms:
        return terms[key]
    if REGISTRY[key].is_optional:
        return REGISTRY[key].otherwise
    raise RuleViolation(
        f"The plan has no term “{REGISTRY[key].label}” in force on {date_text(on)}. "
        "Record it with the sentence it comes from.",
        next_act=Act.AMENDMENT,
    )
