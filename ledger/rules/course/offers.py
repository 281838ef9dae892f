"""Tender and exchange offers through their life: commenced, amended, withdrawn, permitted, accepted (R15, R16).

An offer is one fact, and what becomes of it are facts of their own; here they are put together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.rules.course.record import named
from ledger.rules.facts import AcceptedForPayment, OfferAmended, OfferWithdrawn, TenderOffer

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from ledger.rules.course.record import Record


@dataclass(frozen=True)
class Offer:
    """An offer as it stands, and how it came to: `sizes` are the instants with what it would then result in."""

    told: TenderOffer
    sizes: tuple[tuple[datetime, Fraction, bool], ...] = ()
    accepted_at: datetime | None = None

    def would_own(self, at: datetime) -> Fraction:
        """What the offer would leave its maker with, by the terms it had at the instant."""
        return next((pct for since, pct, _ in reversed(self.sizes) if since <= at), self.told.would_own_pct)

    def is_for_all(self, at: datetime) -> bool:
        """Whether it was for all outstanding shares at the instant."""
        return next((every for since, _, every in reversed(self.sizes) if since <= at), self.told.all_shares)


def offers(record: Record) -> tuple[Offer, ...]:
    """Every offer on record with what became of it, in the order in which they were first heard of.

    What names a person changes the last offer of that person; what names nobody, the last offer there is. A
    commencement of an offer whose intent is on record is of that offer.
    """
    found: list[Offer] = []
    for event in record.events:
        if isinstance(event, TenderOffer):
            _add(found, event)
        elif isinstance(event, OfferAmended | OfferWithdrawn | AcceptedForPayment):
            index = _last_of(found, event.person)
            if index is None:
                if isinstance(event, AcceptedForPayment):
                    told = TenderOffer(event.would_own_pct, all_shares=event.all_shares, person=event.person)
                    found.append(Offer(told, accepted_at=event.at))
                continue
            found[index] = _changed(found[index], event)
    return tuple(found)


def _add(found: list[Offer], event: TenderOffer) -> None:
    index = _last_of(found, event.person)
    if index is not None and event.commenced_at and not event.intent_at:
        earlier = found[index].told
        if earlier.intent_at and not earlier.commenced_at and earlier.intent_at <= event.commenced_at:
            sizes = ((event.commenced_at, event.would_own_pct, event.all_shares),)
            told = replace(earlier, commenced_at=event.commenced_at)
            found[index] = replace(found[index], told=told, sizes=(*found[index].sizes, *sizes))
            return
    found.append(Offer(event))


def _last_of(found: list[Offer], person: str) -> int | None:
    return next(
        (
            index
            for index in reversed(range(len(found)))
            if not person or not found[index].told.person or named(found[index].told.person) == named(person)
        ),
        None,
    )


def _changed(offer: Offer, event: OfferAmended | OfferWithdrawn | AcceptedForPayment) -> Offer:
    if isinstance(event, OfferAmended):
        return replace(offer, sizes=(*offer.sizes, (event.at, event.would_own_pct, event.all_shares)))
    if isinstance(event, OfferWithdrawn):
        return replace(offer, told=replace(offer.told, withdrawn_at=offer.told.withdrawn_at or event.at))
    return replace(offer, accepted_at=offer.accepted_at or event.at)
