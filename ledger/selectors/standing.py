"""The legal standing of a plan at an instant, as known: the one bridge from the record to the answers of the course.

Whoever asks whether the Rights exist, may be redeemed, exchanged, extended, amended, asks here and quotes the answer.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from ledger.enums import BatchKind, CaseStatus, PlanState, Severity
from ledger.models import Batch, DataQualityIssue, Milestone, Plan, TriggerCase
from ledger.rules.course.standing import Answer, Asked, standing
from ledger.selectors import citations, law, milestones, ownership, plan_day
from ledger.selectors.rights import suspended_since
from ledger.selectors.terms import value_at
from rightsadmin.common import clock

# What this plan's own paper is quoted on for each question.
SUBJECTS = {
    "rights_exist": "expiration",
    "rights_attached": "dividend",
    "shares_carry_rights": "dividend",
    "separable": "separation",
    "exercisable": "exercise",
    "transferable": "separation",
    "redeemable": "redemption",
    "exchangeable": "exchange",
    "exchange_due": "exchange",
    "extendable": "extension",
    "extendable_i": "prong_i",
    "extendable_ii": "prong_ii",
    "amendable": "amendment",
    "exemptable": "exemption",
    "void": "voiding",
    "ends_at": "expiration",
}


@dataclass(frozen=True)
class Standing:
    """Every answer by its question, at an instant, each with the sentence of this plan's own paper."""

    at: datetime
    answers: dict[str, Answer]
    citations: dict[str, str]


def of(plan: Plan, at: datetime | None = None, known_at: datetime | None = None) -> Standing:
    """The standing at the instant (default: the plan's now), as known at `known_at` (default: now)."""
    at = at or plan_day.instant(plan)
    on = clock.new_york_date(at)
    asked = law.in_force(plan, on, known_at)
    cases = _cases(plan, known_at)
    answers = standing(
        Asked(
            at=at,
            record=asked.record.known(at),
            rights=replace(asked.rights(at), suspended_since=suspended_since(plan, at)),
            distribution=asked.distribution(at),
            ending=asked.expiration_at(at),
            holding=_holding(plan, known_at),
            open_cases=tuple(name for name, status in cases if status == CaseStatus.OPEN),
            confirmed=tuple(name for name, status in cases if status == CaseStatus.CONFIRMED),
            is_automatic=bool(value_at(plan, "exchange.automatic", at, known_at)),
            dividend_posted=_has_dividend(plan, at, known_at),
            separated=plan.state == PlanState.SEPARATED
            and milestones.of_kind(plan, Milestone.Kind.DISTRIBUTION_DATE, known_at) is not None,
        )
    )
    told = citations.several(plan, set(SUBJECTS.values()), on, known_at)
    return Standing(at, answers, {name: str(told[subject]) for name, subject in SUBJECTS.items()})


def _cases(plan: Plan, known_at: datetime | None) -> list[tuple[str, str]]:
    """The persons of the cases that make somebody an Acquiring or Adverse Person, each with its status as known."""
    rows = TriggerCase.objects if known_at is None else TriggerCase.history.as_of(known_at)
    found = rows.filter(plan=plan, prong__in=ownership.MAKE_A_FLIP_IN).select_related("person")
    return [(case.person.name if case.person else "nobody named", case.status) for case in found]


def _holding(plan: Plan, known_at: datetime | None) -> dict[str, tuple[str, ...]]:
    """The open questions by the act they hold, as known at an instant."""
    rows = DataQualityIssue.objects.filter(plan=plan, severity=Severity.HOLD)
    if known_at is None:
        rows = rows.filter(resolved_at__isnull=True)
    else:
        rows = rows.filter(Q(resolved_at__isnull=True) | Q(resolved_at__gt=known_at), opened_at__lte=known_at)
    found: dict[str, tuple[str, ...]] = {}
    for code, holds in rows.order_by("pk").values_list("code", "holds"):
        for act in holds:
            found[act] = (*found.get(act, ()), code)
    return found


def _has_dividend(plan: Plan, at: datetime, known_at: datetime | None) -> bool:
    rows = Batch.objects.filter(plan=plan, kind=BatchKind.DIVIDEND, effective_on__lte=clock.new_york_date(at))
    return (rows.filter(recorded_at__lte=known_at) if known_at else rows).exists()
