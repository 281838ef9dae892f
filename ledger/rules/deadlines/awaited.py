"""What somebody must do by a day that a paper, an act or a rule of the regulator has fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.business_days import close_on
from ledger.rules.deadlines.row import AwaitedKind, Deadline, dated

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ledger.rules.business_days import BusinessCalendar


@dataclass(frozen=True, kw_only=True)
class AwaitedDay:
    """A day by which somebody is to act: `reason` says who, what and what follows, `mends` what meets it.

    `act` is the act (a word of the matrix) whose page meets it, done by whoever may propose it; `page` and `further`
    are a nearer page, by its name and what its address needs beside the plan. `rule` is the function that gave the day;
    None: a paper fixed it.
    """

    kind: AwaitedKind
    key: str
    title: str
    day: date
    reason: str
    section: str
    mends: str
    act: str
    rule: Callable[..., object] | None = None
    page: str = ""
    further: tuple[str, ...] = ()


def awaited_deadline(row: AwaitedDay, calendar: BusinessCalendar) -> Deadline:
    """The deadline of what is awaited: 5:00 p.m. of its day, a Business Day or not, for its own rule has moved it."""
    given = row.rule or awaited_deadline
    rule = f"{given.__module__}.{given.__qualname__}"
    computed = dated(row.day, close_on(row.day), row.reason, row.section, calendar, rule=rule)
    return Deadline(row.kind, row.key, row.title, computed)
