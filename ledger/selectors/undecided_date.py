"""A Distribution Date whose close has passed while an act of the Board of before it waits for its second person."""

from datetime import datetime

from ledger.enums import Act
from ledger.models import Plan
from ledger.rules.dates import day_text
from ledger.rules.findings import Finding, hold
from ledger.selectors import board, law


def held(plan: Plan, at: datetime) -> list[Finding]:
    """That what rests on the date by an instant waits: the act counts by its adoption and may move the date yet."""
    waiting = board.waiting(plan, at)
    if waiting is None or plan.distribution_date:
        return []
    found = law.distribution(plan)
    has_passed = found.instant is not None and found.instant <= at
    if found.is_frozen or found.date is None or not has_passed or board.waiting(plan, found.instant) is None:
        return []
    return [
        hold(
            "R19",
            f"{waiting} was adopted before the close of the Distribution Date, {day_text(found.date)}, and waits for a "
            "second person: it may move that date. Approve or reject it first.",
            next_act=Act.BOARD_ACT,
        )
    ]
