"""When what a moment names happened, or will by a date that is fixed already: the course's answer to the vocabulary."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from ledger.rules.business_days import close_of_business
from ledger.rules.continuing_directors import freezes, majority_is_lost
from ledger.rules.course.acquisitions import (
    first_acquiring_person,
    stock_acquisition_by,
)
from ledger.rules.course.flips import flip_ins, flip_overs
from ledger.rules.course.offers import offers
from ledger.rules.course.prongs import Inquiry, prong_i, prong_ii, prong_iii, prong_iv
from ledger.rules.dates import start_of
from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    ContinuingDirectorsLostMajority,
    Exchanged,
    MergerEffective,
    NamedEvent,
    Redeemed,
)
from ledger.rules.moments import Almanac, last_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ledger.rules.course.prongs import Candidate
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Event
    from ledger.rules.moments import Happening, Moment, When

# Past every calendar: a question about all that is on record.
_LAST = datetime(9999, 1, 1, tzinfo=UTC)


def almanac(record: Record, as_of: datetime | None) -> Almanac:
    """What tells the moments of the plan's terms their instants, as known at an instant (None: on all there is)."""
    at = as_of or _LAST
    terms = record.terms_at(at)
    return Almanac(
        lambda moment: happened(record, moment, at),
        record.calendar_at(at),
        rolls=bool(terms.expiration_rolls),
    )


def happened(record: Record, moment: When, at: datetime) -> datetime | None:
    """When it happened, known at the instant, or will by a date that is fixed already; None where it has not."""
    if not moment.happening:
        return _first(record.events, NamedEvent, lambda event: event.name == moment.named)
    if moment.happening == "ownership_reaches":
        return _ownership_reached(record, moment)
    return _of(moment.happening, record, at)


def _of(happening: Happening, record: Record, at: datetime) -> datetime | None:  # noqa: C901, PLR0911, PLR0912 - one for each
    terms = record.terms_at(at)
    match happening:
        case "adoption":
            return start_of(terms.agreement_date) if terms.agreement_date else None
        case "record_date":
            return close_of_business(terms.record_date, record.calendar_at(at))
        case "acquiring_person":
            return first_acquiring_person(record, at)
        case "stock_acquisition_date":
            acquired = stock_acquisition_by(record, at)
            return acquired.at if acquired else None
        case "adverse_person":
            return _first(record.events, AdversePersonDeclared, lambda _: True)
        case "distribution_date":
            return distribution_instant(record)
        case "flip_in_event":
            return next((when for when, _ in flip_ins(record, at)), None)
        case "flip_over_event":
            return next(iter(flip_overs(record, at)), None)
        case "offer_commenced":
            return min(filter(None, (offer.told.commenced_at for offer in offers(record))), default=None)
        case "acceptance_for_payment":
            return min(filter(None, (offer.accepted_at for offer in offers(record))), default=None)
        case "merger_effective":
            return _first(record.events, MergerEffective, lambda _: True)
        case "majority_lost":
            lost = _first(record.events, ContinuingDirectorsLostMajority, lambda _: True)
            return lost if lost and majority_is_lost(record.events, at) else None
        case "annual_meeting":
            return _first(record.events, NamedEvent, lambda event: event.name == "annual_meeting")
        case "redemption":
            return _first(record.events, Redeemed, lambda _: True)
        case "exchange":
            return _first(record.events, Exchanged, lambda _: True)
        case "final_expiration":
            day = last_date(terms.expiration)
            return close_of_business(day, record.calendar_at(at)) if day else None
        case "ownership_reaches":
            return None
    assert_never(happening)


def _ownership_reached(record: Record, moment: When) -> datetime | None:
    """When somebody was first announced to own so much, or by an acceptance for payment came to."""
    pct = moment.pct or 0
    found = [
        event.at
        for event in record.events
        if isinstance(event, AcquiringPersonAnnounced) and event.pct >= pct
    ]
    found.extend(
        offer.accepted_at
        for offer in offers(record)
        if offer.accepted_at and offer.would_own(offer.accepted_at) >= pct
    )
    return min(found, default=None)


def distribution_instant(record: Record) -> datetime | None:
    """The close of business on the earliest date of the prongs, whether or not the Rights end before it."""
    if record.frozen:
        return record.frozen.instant
    instants = [_earliest(record, prong) for prong in (prong_i, prong_ii, prong_iii, prong_iv)]
    return min(filter(None, instants), default=None)


def _earliest(record: Record, prong: Callable[[Inquiry], list[Candidate]]) -> datetime | None:
    inquiry = Inquiry(record, freezes(record.events, record.terms.rows[-1][1].freeze_days))
    instants = (candidate.computed.instant for candidate in prong(inquiry))
    return min((instant for instant in instants if instant is not None), default=None)


def _first(events: Iterable[Event], kind: type, matches: Callable[..., bool]) -> datetime | None:
    found = (event.at for event in events if isinstance(event, kind) and matches(event))
    return min((at for at in found if at is not None), default=None)


def instant_of(record: Record, moment: Moment | None, as_of: datetime | None) -> datetime | None:
    """The instant of a moment of the plan's terms, None where it is not known yet."""
    return almanac(record, as_of).instant(moment) if moment else None
