"""Roles that are lent in an emergency: in force now, and all there ever were.

The audit trail is where they stand. The cache says of whom to ask it, so that nobody else's pages cost a question more;
a cache that is lost ends what was lent, and never lengthens it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from ledger.enums import Role
from ledger.models import AuditEvent
from rightsadmin.common import clock

LENT, TAKEN_BACK = "role.lent", "role.taken_back"


@dataclass(frozen=True, kw_only=True)
class Loan:
    """One role, lent to one person until an instant."""

    event_id: int
    user_id: int
    role: str
    until: datetime
    reason: str


def key_of(user_id: int) -> str:
    """Under which the cache says that something is lent to this person."""
    return f"lent:{user_id}"


def roles_of(user_id: int) -> tuple[str, ...]:
    """The roles that are lent to this person at this moment."""
    if not cache.get(key_of(user_id)):
        return ()
    return tuple(sorted({loan.role for loan in in_force(user_id)}))


def in_force(user_id: int) -> Iterator[Loan]:
    """What is lent to this person and has neither run out nor been taken back."""
    events = AuditEvent.objects.filter(object_type="user", object_id=user_id, verb__in=(LENT, TAKEN_BACK))
    for event in events.order_by("-at", "-pk"):
        if event.verb == TAKEN_BACK:
            return
        loan = loan_of(event)
        if loan.until > clock.now():
            yield loan


def loan_of(event: AuditEvent) -> Loan:
    """What an event on the trail says was lent."""
    told: dict[str, Any] = event.after or {}
    return Loan(
        event_id=event.pk,
        user_id=event.object_id or 0,
        role=Role(told["role"]),
        until=datetime.fromisoformat(told["until"]),
        reason=event.reason,
    )


def listed() -> QuerySet[AuditEvent]:
    """Everything that was ever lent or taken back."""
    return AuditEvent.objects.filter(verb__in=(LENT, TAKEN_BACK))
