"""When a question is asked: the instant it asks of, and what was known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from fractions import Fraction

    from ledger.models import Plan
    from rightsadmin.rehearsal.scene import Scene


@dataclass(frozen=True)
class Moment:
    """The plan at an instant (`on` is its legal date), as known at `known_at` (None: by all that is recorded)."""

    scene: Scene
    at: datetime
    on: date
    known_at: datetime | None

    @property
    def plan(self) -> Plan:
        return self.scene.plan


def day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def number(value: Decimal) -> str:
    """A quantity without zeros that say nothing."""
    return f"{value.normalize():f}"


def dollars(value: Decimal | Fraction) -> str:
    return f"{value:.2f}"


Answer = dict[str, Any]
