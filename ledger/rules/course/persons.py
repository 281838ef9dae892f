"""Who reaches which percentage, by the law of each instant, and what takes a person out of the definition again.

A percentage is measured by the terms in force when it was announced; a clock that it started goes on only while its
cause lasts by the law of each later instant (law.md 3.1, 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.acquiring_person import is_reached
from ledger.rules.course.record import named
from ledger.rules.dates import moment_text
from ledger.rules.exact import exact_text
from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    HolderCaught,
    PersonReleased,
    ReleaseReason,
)

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from ledger.rules.course.record import Record
    from ledger.rules.plan_terms import Comparison, PlanTerms

# Acts that cover what the person held when they were made: less, or as much, sets nothing off later.
_COVERING: tuple[ReleaseReason, ...] = ("waived", "kept")
_RELEASED: dict[ReleaseReason, str] = {
    "exempt": "was exempted",
    "waived": "had its crossing waived",
    "inadvertent": "was found to have crossed inadvertently",
    "below": "was found to be below the percentage",
    "kept": "was let keep its holding by the amendment",
}


@dataclass(frozen=True)
class Threshold:
    """The percentage at which a person counts: the plan's, its passive one, or one of the person's own."""

    pct: Fraction
    comparison: Comparison = "at_least"
    whose: str = ""

    def reached_by(self, pct: Fraction) -> bool:
        """Whether so many percent are enough."""
        return is_reached(pct, self.pct, self.comparison)

    def __str__(self) -> str:
        number = f"{exact_text(self.pct)}%"
        return f"more than {number}" if self.comparison == "more_than" else f"at least {number}"


@dataclass(frozen=True)
class Lapse:
    """A cause that lasted no longer: from when, and the sentence that says by what."""

    at: datetime
    sentence: str


def held(record: Record, person: str, at: datetime) -> Fraction | None:
    """What the person's group was last announced to hold by the instant, in percent; None where nothing was."""
    found = _announced(record, person, at)
    return found.pct if found else None


def schedule(record: Record, person: str, at: datetime) -> str:
    """On which Schedule the person's group last reported by the instant."""
    found = _announced(record, person, at)
    return found.schedule if found else ""


def _announced(record: Record, person: str, at: datetime) -> AcquiringPersonAnnounced | None:
    group = record.group(person, at)
    return next(
        (
            event
            for event in reversed(record.events)
            if isinstance(event, AcquiringPersonAnnounced) and event.at <= at and named(event.person) in group
        ),
        None,
    )


def own_threshold(record: Record, person: str, at: datetime) -> Threshold | None:
    """The highest percentage of its own that an amendment gave a member of the person's group; None without one."""
    group = record.group(person, at)
    given = []
    for row in record.terms_at(at).own_thresholds:
        if named(row.person) not in group:
            continue
        if row.pct is not None:
            given.append(row.pct)
        elif row.plus is not None:
            since = record.terms.since(row.person, at) or at
            base = held(record, row.person, since)
            if base is not None:
                given.append(base + row.plus)
    return Threshold(max(given), whose=person) if given else None


def threshold(record: Record, person: str, at: datetime, filed_on: str = "") -> Threshold | None:
    """At which percentage the person becomes an Acquiring Person at the instant (R12, DQ13).

    Its own where an amendment gave it one; the passive one where it reports on Schedule 13G and the plan has such; else
    the plan's. None where the plan has no prong (i).
    """
    own = own_threshold(record, person, at)
    terms = record.terms_at(at).stock_acquisition
    if own or terms is None:
        return own if terms else None
    if terms.passive_pct is not None and filed_on == "13G":
        return Threshold(terms.passive_pct, terms.comparison)
    return Threshold(terms.pct, terms.comparison)


def immediate_threshold(record: Record, person: str, at: datetime) -> Threshold | None:
    """At which announced percentage the Rights separate at once (R17); None where the plan has no prong (iii)."""
    pct = record.terms_at(at).immediate_pct
    if pct is None:
        return None
    own = own_threshold(record, person, at)
    return own if own and own.pct > pct else Threshold(pct)


def tender_threshold(record: Record, person: str, at: datetime) -> Threshold | None:
    """What an offer must result in (R15), or the bidder's own percentage; None where the plan has no prong (ii)."""
    terms: PlanTerms = record.terms_at(at)
    if terms.tender is None:
        return None
    own = own_threshold(record, person, at)
    return own or Threshold(terms.tender.pct, terms.tender.comparison)


def releases(record: Record, person: str, at: datetime) -> tuple[PersonReleased, ...]:
    """The acts that took a member of the person's group out of the definition, in their order."""
    group = record.group(person, at)
    return tuple(
        event for event in record.events if isinstance(event, PersonReleased) and named(event.person) in group
    )


def covered(record: Record, person: str, pct: Fraction, at: datetime) -> PersonReleased | None:
    """The earlier act that lets the person hold so many percent without any effect; None where none does."""
    for event in releases(record, person, at):
        if event.at > at:
            continue
        if event.why == "exempt":
            return event
        had = held(record, person, event.at)
        if event.why in _COVERING and had is not None and pct <= had:
            return event
    return None


def release_text(event: PersonReleased) -> str:
    """What the act was, as a sentence says it."""
    return f"{event.person} {_RELEASED[event.why]} at {moment_text(event.at)}"


def is_caught(record: Record, person: str, at: datetime) -> bool:
    """Whether an amendment of that very instant caught the person."""
    group = record.group(person, at)
    return any(
        isinstance(event, HolderCaught) and event.at == at and named(event.person) in group
        for event in record.events
    )


def released(record: Record, person: str, since: datetime) -> list[Lapse]:
    """Every act from `since` on that took the person out of the definition again."""
    return [
        Lapse(event.at, f"{release_text(event)}: the cause lasts no longer.")
        for event in releases(record, person, since)
        if event.at >= since
    ]


def lapse(
    record: Record, person: str, pct: Fraction, since: datetime, *, of_offer: bool = False
) -> Lapse | None:
    """When the cause that a person, or somebody unnamed, gave at `since` with so many percent lasted no longer.

    The first act that takes the person out of the definition, or the first amendment under which what the person then
    holds, or would own by the offer, is not enough. None while the cause lasts.
    """
    found = released(record, person, since)
    # What has occurred is not undone by an amendment of later. Of an act the rule of releases says whom it reaches.
    frozen_at = record.frozen.instant if record.frozen and since < record.frozen.instant else None
    for at in record.terms.changes(since):
        if frozen_at and at >= frozen_at:
            break
        now = pct if of_offer else held(record, person, at) or pct
        needed = (
            tender_threshold(record, person, at)
            if of_offer
            else threshold(record, person, at, schedule(record, person, at))
        )
        if needed is None or not needed.reached_by(now):
            what = f"only {needed} would be enough" if needed else "the plan has this prong no more"
            whom = person or "the person announced"
            found.append(
                Lapse(
                    at,
                    f"By the amendment in force from {moment_text(at)} {what}, and {whom} counts with "
                    f"{exact_text(now)}%: the cause lasts no longer.",
                )
            )
            break
    return min(found, key=lambda row: row.at, default=None)
