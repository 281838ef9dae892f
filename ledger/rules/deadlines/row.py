"""A deadline: one date with its reason, section and calendar, and its last moment where the calendar reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from ledger.rules.business_days import BusinessCalendar, OutOfRange, close_of_business
from ledger.rules.facts import Computed

if TYPE_CHECKING:
    from datetime import date, datetime

Kind = Literal[
    "distribution_date",
    "prong",
    "extension_cut_off",
    "redemption_end",
    "exchange_end",
    "amendment_end",
    "freeze_end",
    "expiration",
    "record_date_notice",
    "adjustment_longstop",
    "health_check",
]
# What somebody must do by a day: it runs on after the Rights have ended, until the act that meets it.
AwaitedKind = Literal[
    "agent_successor",
    "instruction_answer",
    "suspension_end",
    "exchange_due",
    "calendar_year",
    "holder_notice",
    "payment",
    "uncashed_check",
    "holder_search",
    "remailing",
    "turnaround",
    "inquiry_answer",
    "loss_report",
]
AWAITED: tuple[AwaitedKind, ...] = get_args(AwaitedKind)
RULE = "ledger.rules.deadlines.plan_deadlines"


@dataclass(frozen=True)
class Deadline:
    """One date by which something happens or must be done.

    `key` names it within the plan and stays the same when it is recomputed ("prong:i"). `business_days_left`
    counts the Business Days after the day asked about, up to and including the date: negative once it has
    passed, None where no day was asked about or the calendar does not reach.
    """

    kind: Kind | AwaitedKind
    key: str
    title: str
    computed: Computed[date]
    business_days_left: int | None = None

    @property
    def date(self) -> date:
        """The New York date of the deadline."""
        return self.computed.value

    @property
    def instant(self) -> datetime | None:
        """The last moment, in UTC; None where the calendar does not reach."""
        return self.computed.instant


def close(day: date, calendar: BusinessCalendar) -> datetime | None:
    """The close of business of the day; None where the calendar does not reach."""
    try:
        return close_of_business(day, calendar)
    except OutOfRange:
        return None


def dated(
    day: date,
    instant: datetime | None,
    reason: str,
    section: str,
    calendar: BusinessCalendar,
    *,
    inputs: tuple[tuple[str, str], ...] = (),
    rule: str = RULE,
) -> Computed[date]:
    """The date as a computed one, counted on the calendar."""
    return Computed(
        day,
        reason,
        section,
        rule,
        instant=instant,
        inputs=inputs,
        calendar=calendar.code,
        calendar_version=calendar.version,
    )
