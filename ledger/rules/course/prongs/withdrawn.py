"""Offers that were withdrawn, or made too small, before their prong's date: what the paper says of them (R15)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.course.persons import tender_threshold
from ledger.rules.course.prongs.candidate import percent_text
from ledger.rules.dates import moment_text

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from ledger.rules.course.offers import Offer
    from ledger.rules.course.prongs.candidate import Candidate, Inquiry
    from ledger.rules.course.record import Record
    from ledger.rules.plan_terms import TenderTerms


def as_read(record: Record, terms: TenderTerms, at: datetime) -> TenderTerms:
    """The terms of the offer's instant. Where their paper did not say whether an offer that is withdrawn counts, with
    what the same words have been read as since: a reading is of what the paper always said.
    """
    if terms.withdrawn_ignored is not None:
        return terms
    later = (row.tender for since, row in record.terms.rows if since > at and row.tender)
    return next(
        (
            row
            for row in later
            if row.withdrawn_ignored is not None and replace(row, withdrawn_ignored=None) == terms
        ),
        terms,
    )


def too_small(record: Record, offer: Offer, at: datetime) -> list[tuple[datetime, Fraction]]:
    """When, since it set the prong off, the offer was amended to a size that does not reach the percentage."""
    found = []
    for since, pct, _ in offer.sizes:
        needed = tender_threshold(record, offer.told.person, since)
        if since > at and needed and not needed.reached_by(pct):
            found.append((since, pct))
    return found


def doubt(inquiry: Inquiry, terms: TenderTerms, offer: Offer, running: Candidate) -> str:
    """What is asked of counsel where the paper is silent and the offer was withdrawn, or made too small, in time."""
    if terms.withdrawn_ignored is not None or running.triggered_at is None:
        return ""
    told = offer.told.withdrawn_at
    gone = [(told, "was withdrawn")] if told else []
    gone += [
        (since, f"was amended and would result in {percent_text(pct)} only")
        for since, pct in too_small(inquiry.record, offer, running.triggered_at)
    ]
    for when, what in sorted(gone):
        if is_before(when, running):
            return (
                f"The offer {what} at {moment_text(when)}, before the close on the prong's date, and the paper does "
                "not say whether it then counts: counsel says so."
            )
    return ""


def is_before(instant: datetime, running: Candidate) -> bool:
    """Whether an act came before the close of business on the prong's date, up to which the Board could still have
    moved it; a prong without a date is never reached.
    """
    close = running.computed.instant
    return close is None or instant < close
