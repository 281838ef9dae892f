"""Prong (ii): ten Business Days after a tender or exchange offer, and what carves an offer out (R15-R16)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import freeze_at
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.facts import TenderOffer
from ledger.rules.prongs.candidate import Candidate, Inquiry, percent_text
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.facts import TenderTerms
    from ledger.rules.prongs.candidate import Status


@decides(
    "R15",
    "Prong (ii): tender offer",
    "following the commencement of a tender offer or exchange offer that would result in "
    "a person or group beneficially owning 15% or more of the then outstanding shares of "
    "Company Common Stock",
)
@decides(
    "R16",
    "Permitted Offer",
    "other than a tender or exchange offer for all outstanding shares of Company Common "
    "Stock at a price and on terms that the Board determines to be fair to and otherwise "
    'in the best interests of the Company and its stockholders (a "Permitted Offer")',
    term="Permitted Offer",
)
def prong_ii(inquiry: Inquiry) -> list[Candidate]:
    """Prong (ii): the period after an offer that would result in the percentage, unless carved out
    (R15-R16).
    """
    terms = inquiry.terms.tender
    if terms is None:
        return [inquiry.candidate("ii", "not_applicable", "The plan has no prong (ii).")]
    return [_offer(inquiry, terms, event) for event in inquiry.events if isinstance(event, TenderOffer)]


def _offer(inquiry: Inquiry, terms: TenderTerms, offer: TenderOffer) -> Candidate:
    inputs = (("would own", percent_text(offer.would_own_pct)), ("at least", percent_text(terms.pct)))
    started = offer.commenced_at if terms.trigger == "commencement" else offer.at
    if offer.would_own_pct < terms.pct:
        reason = (
            f"The offer would result in {percent_text(offer.would_own_pct)}, below {percent_text(terms.pct)}."
        )
        return inquiry.candidate("ii", "not_counted", reason, triggered_at=started, inputs=inputs)
    if started is None:
        reason = (
            "The offer has not commenced, and the announcement of an intent sets nothing off under this plan."
        )
        return inquiry.candidate("ii", "not_counted", reason, triggered_at=offer.at, inputs=inputs)
    what = "commenced" if started == offer.commenced_at else "was announced as an intent"
    fact = (
        f"A tender or exchange offer that would result in {percent_text(offer.would_own_pct)}, at least "
        f"{percent_text(terms.pct)}, {what} at {moment_text(started)}."
    )
    running = inquiry.counted("ii", started, terms.period, terms.extendable, fact, inputs)
    return _carved_out(inquiry, terms, offer, running)


def _carved_out(inquiry: Inquiry, terms: TenderTerms, offer: TenderOffer, running: Candidate) -> Candidate:
    """The running candidate, or without its date where the offer was withdrawn or permitted in time."""
    sentences = []
    if offer.withdrawn_at:
        when = f"The offer was withdrawn at {moment_text(offer.withdrawn_at)}"
        if terms.withdrawn_ignored and _before(offer.withdrawn_at, running.date):
            return _without_date(
                running, "WITHDRAWN", f"{when}, before the prong's date, so it never counted."
            )
        late = (
            "not before the prong's date"
            if terms.withdrawn_ignored
            else "but the plan counts it all the same"
        )
        sentences.append(f"{when}, {late}.")
    if offer.board_permitted_at:
        designated = (
            f"The Board designated the offer a Permitted Offer at {moment_text(offer.board_permitted_at)}"
        )
        refusal = _permission_refused(inquiry, terms, offer, offer.board_permitted_at, running.date)
        if refusal is None:
            return _without_date(
                running, "PERMITTED", f"{designated}, in time: it is carved out of this prong."
            )
        sentences.append(f"{designated}, without effect: {refusal}.")
    return _with_reason(running, sentences)


def _permission_refused(
    inquiry: Inquiry, terms: TenderTerms, offer: TenderOffer, permitted_at: datetime, day: date | None
) -> str | None:
    if not terms.permitted_offer:
        return "the plan knows no Permitted Offer"
    if not offer.all_shares:
        return "the offer is not for all outstanding shares (R16)"
    if not _before(permitted_at, day):
        return "that was not before the prong's date"
    freeze = freeze_at(permitted_at, inquiry.freezes)
    if freeze:
        return f"the Board may designate none through {day_text(freeze.last)}, the end of the freeze (R57)"
    return None


def _before(instant: datetime, day: date | None) -> bool:
    """Whether an act falls on an earlier New York date than `day`; a prong without a date is never
    reached.
    """
    return day is None or new_york_date(instant) < day


def _with_reason(candidate: Candidate, sentences: list[str]) -> Candidate:
    computed = candidate.computed
    return replace(candidate, computed=replace(computed, reason=" ".join([computed.reason, *sentences])))


def _without_date(candidate: Candidate, status: Status, sentence: str) -> Candidate:
    kept = _with_reason(candidate, [sentence])
    return replace(kept, status=status, computed=replace(kept.computed, value=None, instant=None))
