"""Which open questions hold which acts (rules part B)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from ledger.enums import Act, IssueStatus, Severity
from ledger.errors import Held
from ledger.models import DataQualityIssue, Plan
from ledger.rules.course.answers import BREAK
from ledger.rules.questions import held_words
from ledger.selectors import plan_day
from ledger.selectors.stated_figures import BASIS
from ledger.selectors.terms import value


def known(plan: Plan, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that are questions of this plan, each once, in the order given; the rest lead nowhere."""
    asked = tuple(dict.fromkeys(codes))
    if not asked:
        return ()
    found = set(DataQualityIssue.objects.filter(plan=plan, code__in=asked).values_list("code", flat=True))
    return tuple(code for code in asked if code in found)


def holding(plan: Plan, act: str) -> list[DataQualityIssue]:
    """The unresolved issues of severity HOLD that hold this act (issue, exercise, expiry, ...), in their order."""
    return list(
        DataQualityIssue.objects.filter(plan=plan, severity=Severity.HOLD, holds__contains=[act])
        .exclude(status=IssueStatus.RESOLVED)
        .order_by("pk")
    )


def about(plan: Plan, key: str) -> list[DataQualityIssue]:
    """The unresolved issues about this term, in their order; a plan whose paper is clear about it has none."""
    return list(
        DataQualityIssue.objects.filter(plan=plan, term_keys__contains=[key])
        .exclude(status=IssueStatus.RESOLVED)
        .order_by("pk")
    )


def holds_in_words(issue: DataQualityIssue) -> str:
    """What the question really holds while it is open."""
    return held_words(issue.holds, issue.term_keys, is_hold=issue.severity == Severity.HOLD)


def breaks(
    plan: Plan, known_at: datetime | None = None, *, is_closed: bool = False
) -> list[DataQualityIssue]:
    """The unresolved questions of a date on record against another that was found since, in their order; or those that
    counsel closed; as known at an instant (default: now).
    """
    told = DataQualityIssue.objects.filter(plan=plan, code__startswith=BREAK)
    closed = Q(resolved_at__lte=known_at) if known_at else Q(status=IssueStatus.RESOLVED)
    if known_at:
        told = told.filter(opened_at__lte=known_at)
    return list((told.filter(closed) if is_closed else told.exclude(closed)).order_by("pk"))


def as_filed(plan: Plan, issue: DataQualityIssue) -> str:
    """The Purchase Price word for word, where the question is about what it is the price of; else ""."""
    if BASIS not in issue.term_keys:
        return ""
    return str(value(plan, "purchase_price.literal", plan_day.today(plan)) or "")


def require_clear(plan: Plan, act: str) -> None:
    """Held, naming every open issue, unless nothing holds the act."""
    if issues := holding(plan, act):
        names = "; ".join(f"{issue.code} ({issue.title})" for issue in issues)
        raise Held(
            f"This waits until counsel or the Board closes {names}. "
            "Record the confirmation on the plan's page of open questions.",
            rule=issues[0].code,
            next_act=Act.QUALITY,
        )
