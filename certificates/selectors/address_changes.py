"""Changed addresses of which the holder is told at the old one: whoever moved his mail may not be he."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet

from ledger.enums import Act, ApprovalStatus
from ledger.models import Approval, AuditEvent, HolderAccount, Plan
from rightsadmin.common import clock

# As long as a changed address is a warning to whoever pays or mails to it.
TOLD_WITHIN = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Change:
    """An approved change of an address: its approval, the account's number, its day, whether the letter was made."""

    pk: int
    plan: Plan
    account: str
    on: date
    is_told: bool


def of_account(account: HolderAccount, most: int) -> Iterator[Change]:
    """The latest changes of the account's address."""
    return _read(_approved().filter(target_id=account.pk).order_by("-decided_at", "-pk")[:most])


def untold(most: int) -> Iterator[Change]:
    """The oldest of those of the last days of which no letter to the old address was made yet."""
    since = clock.now() - TOLD_WITHIN
    return _read(_approved().filter(~_told(), decided_at__gte=since).order_by("decided_at", "pk")[:most])


def decided_on(approval: Approval) -> date:
    """The day on which the change was approved, in New York."""
    assert approval.decided_at is not None  # noqa: S101 - an approved one was decided
    return clock.new_york_date(approval.decided_at)


def _read(rows: QuerySet[Approval]) -> Iterator[Change]:
    for approval in rows.annotate(is_told=_told()).select_related("plan"):
        yield Change(
            pk=approval.pk,
            plan=cast("Plan", approval.plan),
            account=approval.payload["account"],
            on=decided_on(approval),
            is_told=approval.is_told,
        )


def _approved() -> QuerySet[Approval]:
    approved = Approval.objects.filter(act=Act.HOLDER_EDIT, status=ApprovalStatus.APPROVED)
    return approved.exclude(payload__before__address_lines=[])


def _told() -> Exists:
    return Exists(
        AuditEvent.objects.filter(verb="file.downloaded", object_type="approval", object_id=OuterRef("pk"))
    )
