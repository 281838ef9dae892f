"""When the loss of a certificate, and its recovery, are reported (SEC Rule 17f-1; operations, section 1)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.rules.business_days import BusinessCalendar
from ledger.rules.dates import date_text

LOST_FOR_BUSINESS_DAYS = 2
REPORT_WITHIN_BUSINESS_DAYS = 1


@dataclass(frozen=True)
class DueReport:
    """A report that is owed: its last day, why, and the version of the calendar it was counted by."""

    kind: Literal["loss", "recovery"]
    due_on: date
    why: str
    calendar_version: str


def due_reports(
    kind: str,
    discovered_on: date,
    *,
    ended_on: date | None,
    is_loss_reported: bool,
    calendar: BusinessCalendar,
) -> tuple[DueReport, ...]:
    """The reports owed for a stop of this kind, the loss before the recovery; none where 17f-1 asks for none.

    A theft is reported within one business day of its discovery. A loss that has lasted two business days is reported
    on the next; one that ended before is not. A recovery is reported within one business day where the loss was.
    """
    owed = []
    if kind == "stolen":
        due_on = calendar.advance(discovered_on, REPORT_WITHIN_BUSINESS_DAYS)
        why = f"A theft is reported within one business day of its discovery on {date_text(discovered_on)} (17f-1)."
        owed.append(DueReport("loss", due_on, why, calendar.version))
    elif kind == "lost" and (
        ended_on is None or ended_on > calendar.advance(discovered_on, LOST_FOR_BUSINESS_DAYS)
    ):
        due_on = calendar.advance(discovered_on, LOST_FOR_BUSINESS_DAYS + REPORT_WITHIN_BUSINESS_DAYS)
        why = (
            f"A certificate lost since {date_text(discovered_on)} for more than two business days is reported on the "
            "next one (17f-1)."
        )
        owed.append(DueReport("loss", due_on, why, calendar.version))
    if ended_on is not None and is_loss_reported:
        due_on = calendar.advance(ended_on, REPORT_WITHIN_BUSINESS_DAYS)
        why = f"A recovery is reported within one business day: it was on {date_text(ended_on)} (17f-1)."
        owed.append(DueReport("recovery", due_on, why, calendar.version))
    return tuple(owed)
