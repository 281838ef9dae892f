"""The life of one certificate: each state it has been in, since when and by whose hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from certificates.models import Certificate


@dataclass(frozen=True, kw_only=True)
class Step:
    """A state and the instant it began; `by` is the person or the job, `reason` what was told with it."""

    state: str
    at: datetime
    by: str
    reason: str


def of(certificate: Certificate) -> Iterator[Step]:
    """The states in their order, each once where it follows another."""
    last = ""
    rows = certificate.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows:
        if row.state == last:
            continue
        last = row.state
        user = row.history_user
        yield Step(
            state=row.get_state_display(),
            at=row.history_date,
            by=(user.get_full_name() or user.get_username()) if user else "",
            reason=row.history_change_reason or "",
        )
