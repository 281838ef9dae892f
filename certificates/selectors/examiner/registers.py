"""What a register of the examiner pack is, and how one is added."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from certificates.rules.turnaround import Month
from certificates.selectors.turnaround import calendar_of
from ledger.models import Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.selectors import plan_day
from rightsadmin.common.clock import NEW_YORK

Rows = Iterator[list[Any]]
FETCH = 2_000


@dataclass(frozen=True)
class Period:
    """A month of a plan as known at an instant: what every register is made of."""

    plan: Plan
    month: Month
    known_at: datetime

    @property
    def day(self) -> date:
        """The day the pack speaks of: the month's last, or the plan's own where the month still runs."""
        return min(self.month.last, plan_day.day_at(self.plan, self.known_at))

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The month's first instant and, excluded, its last; never beyond what is known."""
        first = datetime.combine(self.month.first, time(), NEW_YORK)
        end = datetime.combine(self.month.following.first, time(), NEW_YORK)
        return first, min(end, self.known_at)

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The plan's Business Day calendar, in its present version."""
        return calendar_of(self.plan)


@dataclass(frozen=True)
class Register:
    """One file of the pack: its name, the rules it answers, what it is, and its rows with the heading first."""

    name: str
    title: str
    rules: str
    about: str
    rows: Callable[[Period], Rows]

    @property
    def file_name(self) -> str:
        """Its name in the archive."""
        return f"{self.name}.csv"


_registers: list[Register] = []


def register(
    name: str, title: str, rules: str, about: str
) -> Callable[[Callable[[Period], Rows]], Callable[[Period], Rows]]:
    """Adds the decorated function's rows to the pack."""

    def add(rows: Callable[[Period], Rows]) -> Callable[[Period], Rows]:
        _registers.append(Register(name, title, rules, about, rows))
        return rows

    return add


def registered() -> tuple[Register, ...]:
    """The registers in the order in which they were added."""
    return tuple(_registers)
