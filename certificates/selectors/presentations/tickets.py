"""The tickets themselves: which are on hand, how often one was changed, the days its turnaround is counted in."""

from datetime import datetime
from typing import Any

from certificates.enums import PresentationKind
from certificates.models import (
    Presentation,
)
from certificates.models.presentation import ON_HAND
from ledger.models import Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.findings import Finding, hold
from ledger.selectors import calendars
from ledger.selectors.acts.standing_against import stands_against
from ledger.selectors.terms import value
from rightsadmin.common import clock

# How the history of an item begins its reason when it is put to the company.
PUT_TO_THE_COMPANY = "put to the company: "


@stands_against
def elections_on_hand(plan: Plan) -> list[Finding]:
    """An election that came in time is worked or returned before the Rights end: its holder has done his part."""
    waiting = Presentation.objects.filter(plan=plan, kind=PresentationKind.EXERCISE, status__in=ON_HAND)
    if not (count := waiting.count()):
        return []
    first = waiting.order_by("received_at").first()
    return [
        hold(
            "section 7",
            f"Elections to purchase on hand: {count:,}, the first of them {first}. Post or return each before the "
            "Rights end.",
        )
    ]


def latest_change(presentation: Presentation) -> Any:
    """The latest row of its history: who changed it last, and why."""
    return presentation.history.order_by("-history_id").first()


def referred_with(presentation: Presentation) -> str:
    """What the company was asked when the item was last put to it."""
    asked = presentation.history.filter(history_change_reason__contains=PUT_TO_THE_COMPANY)
    latest = asked.order_by("-history_id").first()
    return latest.history_change_reason.partition(PUT_TO_THE_COMPANY)[2] if latest else ""


def version(presentation: Presentation) -> int:
    """A number that grows with every change of the presentation: what a clerk has seen of it."""
    found: int = latest_change(presentation).history_id
    return found


def calendar_of(plan: Plan, at: datetime) -> BusinessCalendar:
    """The business days that the turnaround of the plan's items is counted in: those of its terms."""
    return calendars.snapshot(value(plan, "business_day.calendar", clock.new_york_date(at)))
