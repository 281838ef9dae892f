"""The plans: one by the name in its address, all with what stands against them."""

from django.db.models import Count, Q, QuerySet

from ledger.enums import IssueStatus, Severity
from ledger.models import Plan


def by_slug(slug: str) -> Plan | None:
    """The plan of that name in addresses; None where there is none."""
    return Plan.objects.filter(slug=slug.replace("\x00", "")).first()


def with_open_holds() -> QuerySet[Plan]:
    """All plans, each with `open_holds`: how many open questions hold an act."""
    held = Q(quality_issues__severity=Severity.HOLD) & ~Q(quality_issues__status=IssueStatus.RESOLVED)
    return Plan.objects.annotate(open_holds=Count("quality_issues", filter=held, distinct=True))
