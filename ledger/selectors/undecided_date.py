"""A Distribution Date whose close has passed while an act of the Board of before it waits for its second person."""

from datetime import datetime

from ledger.enums import Act
from ledger.models import Plan
from ledger.rules.course.distribution import Distribution
from ledger.rules.dates import day_text
from ledger.rules.findings import Finding, hold
from ledger.selectors import board, law


def held(
    plan: Plan, at: datetime, found: Distribution | None = None, known_at: datetime | None = None
) -> list[Finding]:
    """That what rests on the date by an instant waits: the act counts by its adoption and may move the date yet.

    `found` is the distribution where the caller has it, as known at `known_at` (default: now).
    """
    if plan.distribution_date or (found is None and board.waiting(plan, at) is None):
        return []
    found = found or law.distribution(plan)
    if found.is_frozen or found.date is None or found.instant is None or found.instant > at:
        return []
    waiting = board.waiting(plan, found.instant, known_at)
    if waiting is None:
        return []
    return [
        hold(
            "R19",
            f"{waiting} was adopted before the close of the Distribution Date, {day_text(found.date)}, and waits for a "
            "second person: it may move that date. Approve or reject it first.",
            next_act=Act.BOARD_ACT,
        )
    ]
