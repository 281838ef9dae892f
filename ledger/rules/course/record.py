"""What the course of a plan is folded from: its terms through time, what happened, and the calendars it counts on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ledger.rules.acquiring_person import group_of
from ledger.rules.dates import new_york_date
from ledger.rules.facts import AdversePersonDeclared, Exchanged, Prong, Redeemed, TenderOffer
from ledger.rules.plan_terms import CalendarCode, PlanTerms, TermsHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from ledger.rules.acquiring_person import Tie
    from ledger.rules.business_days import BusinessCalendar
    from ledger.rules.facts import Event

# The stricter reading of a calendar, counted beside it: only of banks does a text say “authorized to close” (DQ16).
STRICTER: dict[CalendarCode, CalendarCode] = {"ny-banking": "ny-gcl24"}


@dataclass(frozen=True)
class Frozen:
    """A Distribution Date that has occurred and is on record: what is found later moves it no more (R19).

    `acquired_on` is the Stock Acquisition Date that it was counted from; None where it was counted from none.
    """

    day: date
    instant: datetime
    governing: tuple[Prong, ...]
    acquired_on: date | None = None


@dataclass(frozen=True)
class Ended:
    """An end of all the Rights that is posted and on record: what is found later moves it no more (R24, R46).

    `how` is expired, redeemed or exchanged.
    """

    how: str
    day: date
    instant: datetime


@dataclass(frozen=True)
class Record:
    """Terms, facts and acts as they are known; every step of the course is judged by the terms of its own instant.

    `events` stand in the order of their instants. Every question raises OutOfRange beyond the calendars.
    """

    terms: TermsHistory
    events: tuple[Event, ...]
    calendar_of: Callable[[CalendarCode], BusinessCalendar]
    ties: tuple[Tie, ...] = ()
    frozen: Frozen | None = None
    ended: Ended | None = None
    _calendars: dict[PlanTerms, BusinessCalendar] = field(default_factory=dict, compare=False, repr=False)

    def terms_at(self, at: datetime) -> PlanTerms:
        """The terms in force at the instant."""
        return self.terms.at(at)

    def calendar_at(self, at: datetime) -> BusinessCalendar:
        """The calendar in force at the instant, with the closings and openings that the plan itself names."""
        terms = self.terms_at(at)
        if terms not in self._calendars:
            plain = self.calendar_of(terms.business_day)
            self._calendars[terms] = plain.with_closings(terms.closings, terms.openings)
        return self._calendars[terms]

    def group(self, person: str, at: datetime) -> frozenset[str]:
        """The person and everybody tied to him at the instant, as names are compared: without case."""
        if not person:
            return frozenset()
        return frozenset(map(named, group_of(person, self.ties, new_york_date(at))))

    def are_one(self, one: str, other: str, at: datetime) -> bool:
        """Whether two names are of one group at the instant."""
        return bool(one) and bool(other) and named(other) in self.group(one, at)

    def known(self, as_of: datetime | None) -> Record:
        """The record as it was at an instant: later events and amendments left out; None is all there is."""
        events = tuple(sorted(known_at(self.events, as_of), key=happened_at))
        if as_of is None:
            return replace(self, events=events)
        rows = tuple(row for row in self.terms.rows if row[0] <= as_of) or self.terms.rows[:1]
        ended = self.ended if self.ended and self.ended.instant <= as_of else None
        return replace(self, events=events, terms=TermsHistory(rows), ended=ended)

    def with_events(self, *more: Event) -> Record:
        """The record with these events as well."""
        return replace(self, events=tuple(sorted((*self.events, *more), key=happened_at)))

    def without_events(self, these: Iterable[Event]) -> Record:
        """The record without these events, nor an end on record that one of them brought."""
        left_out = list(these)
        ends = {event.at for event in left_out if isinstance(event, Redeemed | Exchanged)}
        kept = None if self.ended and self.ended.instant in ends else self.ended
        events = tuple(event for event in self.events if event not in left_out)
        return replace(self, events=events, ended=kept)

    def strictly(self) -> Record | None:
        """The record counted on the stricter reading of its calendars; None where they have none."""
        if not any(terms.business_day in STRICTER for _, terms in self.terms.rows):
            return None
        return replace(
            self,
            calendar_of=lambda code: self.calendar_of(STRICTER.get(code, code)),
            frozen=None,
            _calendars={},
        )


def named(person: str) -> str:
    """A name as it is compared: registrations and announcements write it in either case."""
    return " ".join(person.split()).casefold()


def known_at(events: Iterable[Event], as_of: datetime | None) -> Iterable[Event]:
    """The events as they were known at an instant: later ones left out, later moments of an offer blanked."""
    for event in events:
        if as_of is None:
            yield event
        elif isinstance(event, TenderOffer):
            shown = replace(
                event,
                commenced_at=_until(event.commenced_at, as_of),
                intent_at=_until(event.intent_at, as_of),
                board_permitted_at=_until(event.board_permitted_at, as_of),
                withdrawn_at=_until(event.withdrawn_at, as_of),
            )
            if shown.at:
                yield shown
        elif event.at <= as_of:
            if isinstance(event, AdversePersonDeclared):
                yield replace(event, announced_at=_until(event.announced_at, as_of))
            else:
                yield event


def _until(moment: datetime | None, as_of: datetime) -> datetime | None:
    return moment if moment and moment <= as_of else None


def happened_at(event: Event) -> tuple[bool, float]:
    """The order of events; an offer that never commenced nor was announced sorts last: it sets nothing off."""
    return (event.at is None, event.at.timestamp() if event.at else 0)
