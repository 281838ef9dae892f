"""What becomes of holders on record when an amendment lowers a percentage or widens the definition (law.md 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ledger.rules.course.persons import Threshold, covered, held, schedule, threshold
from ledger.rules.course.record import named
from ledger.rules.facts import AcquiringPersonAnnounced

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from ledger.rules.course.record import Record

# Caught: the person counts from the amendment on. Kept: it may keep what it holds, and counts once it holds more.
Answer = Literal["caught", "kept"]


@dataclass(frozen=True)
class ExistingHolder:
    """A person whom the amendment's own words would reach at what it holds, and who was not reached before."""

    person: str
    pct: Fraction
    needed: Threshold


def existing_holders(before: Record, after: Record, at: datetime) -> tuple[ExistingHolder, ...]:
    """Everybody on record who reaches the percentage by the terms amended at `at`, and did not by those before.

    A percentage of its own that the amendment gives the person counts; so does an exemption on record.
    """
    found: dict[str, ExistingHolder] = {}
    for event in before.known(at).events:
        if (
            not isinstance(event, AcquiringPersonAnnounced)
            or not event.person
            or named(event.person) in found
        ):
            continue
        pct = held(before, event.person, at)
        filed_on = schedule(before, event.person, at)
        old = threshold(before, event.person, at, filed_on)
        new = threshold(after, event.person, at, filed_on)
        if pct is None or new is None or not new.reached_by(pct) or (old and old.reached_by(pct)):
            continue
        if covered(before, event.person, pct, at) is None:
            found[named(event.person)] = ExistingHolder(event.person, pct, new)
    return tuple(found.values())
