"""Announcements that a person holds a percentage, each measured by the law of its own instant (R12, R13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.course.persons import (
    Lapse,
    Threshold,
    covered,
    held,
    is_caught,
    lapse,
    release_text,
    released,
    schedule,
    threshold,
)
from ledger.rules.dates import moment_text, new_york_date
from ledger.rules.exact import exact_text
from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BecameAcquiringPerson,
    HolderCaught,
)
from ledger.rules.registry import defines

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from ledger.rules.course.record import Record


@dataclass(frozen=True)
class Acquisition:
    """One announcement, and what it came to: `text` is a sentence, `enough` whether it makes an Acquiring or an Adverse
    Person by the law of its instant, `ended` when that lasted no longer, `needed` what it was measured against.
    """

    at: datetime
    person: str
    pct: Fraction
    text: str
    enough: bool
    needed: Threshold | None
    ended: Lapse | None = None
    declared_at: datetime | None = None

    def lasts_at(self, at: datetime) -> bool:
        """Whether by this announcement there is such a person at the instant."""
        return self.enough and self.at <= at and (self.ended is None or self.ended.at > at)

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """What went in, as an answer lists it."""
        told = (("announced", f"{exact_text(self.pct)}%"),)
        return (*told, ("needed", str(self.needed))) if self.needed else told


@defines("Acquiring Person")
@defines("Stock Acquisition Date")
@defines("Adverse Person")
def acquisitions(record: Record) -> tuple[Acquisition, ...]:
    """What may be the Stock Acquisition Date, in order.

    Limb (a), R12: a person or group that reaches its percentage, announced, or caught by an amendment at what it was
    announced to hold. Limb (b), R13: an Adverse Person at or above its percentage, from the announcement and not from
    the Board's declaration.
    """
    found = []
    for event in record.events:
        if isinstance(event, AcquiringPersonAnnounced):
            found.append(_announced(record, event))
        elif isinstance(event, HolderCaught):
            had = held(record, event.person, event.at)
            if had is not None:
                found.append(_caught(record, event, had))
        elif isinstance(event, AdversePersonDeclared) and event.announced_at:
            found.append(_declared(record, event, event.announced_at))
    return tuple(sorted((row for row in found if row), key=lambda row: row.at))


def _announced(record: Record, event: AcquiringPersonAnnounced) -> Acquisition | None:
    needed = threshold(record, event.person, event.at, event.schedule)
    if needed is None:
        return None
    who = event.person or "a person or group"
    text = f"Public announcement at {moment_text(event.at)} that {who} beneficially owns {exact_text(event.pct)}%"
    enough = needed.reached_by(event.pct)
    sentence = f"{text}, {'at least' if enough else 'below'} {_bare(needed)}."
    if needed.comparison == "more_than":
        sentence = f"{text}, {'' if enough else 'not '}{needed}."
    if needed.whose:
        sentence += f" That percentage is {needed.whose}’s own."
    by = covered(record, event.person, event.pct, event.at) if enough else None
    if by:
        sentence, enough = f"{sentence} {release_text(by)}: it sets nothing off.", False
    ended = lapse(record, event.person, event.pct, event.at) if enough else None
    return Acquisition(event.at, event.person, event.pct, sentence, enough, needed, ended)


def _caught(record: Record, event: HolderCaught, had: Fraction) -> Acquisition | None:
    needed = threshold(record, event.person, event.at, schedule(record, event.person, event.at))
    if needed is None or not is_caught(record, event.person, event.at):
        return None
    text = (
        f"The amendment in force from {moment_text(event.at)} caught {event.person}, who held {exact_text(had)}%, "
        f"{needed}."
    )
    ended = lapse(record, event.person, had, event.at)
    return Acquisition(event.at, event.person, had, text, needed.reached_by(had), needed, ended)


def _declared(record: Record, event: AdversePersonDeclared, announced_at: datetime) -> Acquisition | None:
    terms = record.terms_at(event.declared_at).adverse_person
    if terms is None:
        return None
    needed = Threshold(terms.pct)
    who = event.person or "a holder"
    text = (
        f"Announcement at {moment_text(announced_at)} that the Board declared {who} of {exact_text(event.pct)}% an "
        "Adverse Person"
    )
    enough = needed.reached_by(event.pct)
    sentence = f"{text}, {'at least' if enough else 'below'} {_bare(needed)}."
    ended = _release(record, event.person, announced_at) if enough else None
    return Acquisition(
        announced_at, event.person, event.pct, sentence, enough, needed, ended, event.declared_at
    )


def _release(record: Record, person: str, since: datetime) -> Lapse | None:
    """Only an act takes out of the definition whom no percentage of prong (i) made one."""
    return min(released(record, person, since), key=lambda row: row.at, default=None)


def _bare(needed: Threshold) -> str:
    return f"{exact_text(needed.pct)}%"


@dataclass(frozen=True)
class Becoming:
    """A person who became an Acquiring or an Adverse Person by what happened, or was done, at the instant; `ended` when
    that lasted no longer. Whether a clock of the Distribution Date counts from it is another question.
    """

    at: datetime
    person: str
    ended: Lapse | None = None

    def lasts_at(self, at: datetime) -> bool:
        """Whether by this the person is one at the instant."""
        return self.at <= at and (self.ended is None or self.ended.at > at)


@defines("Acquiring Person")
@defines("Adverse Person")
def becomings(record: Record) -> tuple[Becoming, ...]:
    """Everybody who became such a person, first or later, before the Distribution Date or after it (R27, R32).

    By an announcement or an amendment that caught it, from then; by the Board's declaration, from the declaration,
    announced or not; by crossing the percentage, from then.
    """
    found = [
        Becoming(row.declared_at or row.at, row.person, row.ended)
        for row in acquisitions(record)
        if row.enough
    ]
    for event in record.events:
        if isinstance(event, AdversePersonDeclared) and not event.announced_at:
            terms = record.terms_at(event.at).adverse_person
            if terms and event.pct >= terms.pct:
                found.append(Becoming(event.at, event.person, _release(record, event.person, event.at)))
        elif isinstance(event, BecameAcquiringPerson):
            found.append(Becoming(event.at, event.person, _release(record, event.person, event.at)))
    return tuple(sorted(found, key=lambda row: row.at))


def acquiring_persons(record: Record, at: datetime) -> tuple[Acquisition, ...]:
    """Every announcement by which somebody is an Acquiring or Adverse Person at the instant, in order."""
    return tuple(row for row in acquisitions(record) if row.lasts_at(at))


def first_acquiring_person(record: Record, at: datetime) -> datetime | None:
    """When there first was an Acquiring Person, of those there are at the instant: announced, or crossed before."""
    moments = [row.at for row in acquiring_persons(record, at) if row.declared_at is None]
    moments += [
        event.at
        for event in record.events
        if isinstance(event, BecameAcquiringPerson) and event.at <= at and not is_released(record, event, at)
    ]
    return min(moments, default=None)


def is_released(record: Record, event: BecameAcquiringPerson | AdversePersonDeclared, at: datetime) -> bool:
    """Whether an act by the instant took the person out of the definition that the fact or act put it in."""
    ended = _release(record, event.person, event.at)
    return ended is not None and ended.at <= at


def stock_acquisition_by(record: Record, at: datetime) -> Acquisition | None:
    """The announcement whose date is the Stock Acquisition Date, of those whose day had come and that last at the
    instant; None where there is none.
    """
    day = new_york_date(at)
    return next(
        (
            row
            for row in acquisitions(record)
            if row.enough
            and new_york_date(row.at) <= day
            and not (row.ended is not None and row.ended.at <= at)
        ),
        None,
    )
