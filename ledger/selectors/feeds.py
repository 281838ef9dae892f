"""The calendar feed of a person: who owns a secret, and the deadlines as an iCalendar text."""

import hashlib
from typing import Any

from django.db.models import Count

from ledger.enums import DeadlineStatus
from ledger.ical import DayEntry, calendar
from ledger.models import Deadline, FeedSecret
from ledger.rules.dates import moment_text
from ledger.selectors import citations


def secret_hash(secret: str) -> str:
    """What is kept of a secret: its SHA-256; the secret itself is random enough to need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def owner_of(secret: str) -> Any | None:
    """The active user whose feed this is; None for a secret that was never given, or is revoked."""
    found = (
        FeedSecret.objects.filter(secret_hash=secret_hash(secret), user__is_active=True)
        .select_related("user")
        .first()
    )
    return found.user if found else None


def calendar_text() -> str:
    """Every current deadline with a date, of every plan, as RFC 5545 has it; a moved date keeps its entry."""
    rows = list(
        Deadline.objects.filter(status=DeadlineStatus.CURRENT, date__isnull=False)
        .exclude(kind="prong")
        .select_related("plan")
        .order_by("date", "pk")
    )
    versions = {
        (plan, key): count
        for plan, key, count in Deadline.objects.filter(plan__in={row.plan_id for row in rows})
        .order_by()
        .values_list("plan_id", "key")
        .annotate(count=Count("pk"))
    }
    papers = {plan.pk: citations.paper(plan) for plan in {row.plan for row in rows}}
    return calendar(
        "Deadlines of rights plans",
        (_entry(row, papers[row.plan_id], versions[row.plan_id, row.key] - 1) for row in rows),
    )


def _entry(row: Deadline, paper: str, sequence: int) -> DayEntry:
    assert row.date is not None  # noqa: S101 - filtered above
    latest = [f"At the latest at {moment_text(row.instant)}."] if row.instant else []
    mends = [row.explanation["mends"]] if row.explanation.get("mends") else []
    name = hashlib.sha256(f"{row.plan.slug}|{row.key}".encode()).hexdigest()[:32]
    return DayEntry(
        uid=f"{name}@rightsadmin",
        on=row.date,
        title=f"{row.plan.name}: {row.title}",
        text="\n".join([*latest, row.reason, *mends, f"Source: {paper}, {row.clause}"]),
        changed_at=row.computed_at,
        sequence=sequence,
    )
