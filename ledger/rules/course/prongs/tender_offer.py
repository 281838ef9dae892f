"""Prong (ii): ten Business Days after a tender or exchange offer, and what carves an offer out (R15-R16)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import freeze_at
from ledger.rules.course.offers import Offer, offers
from ledger.rules.course.persons import Lapse, covered, lapse, release_text, tender_threshold
from ledger.rules.course.prongs.candidate import TENDER, Candidate, Inquiry, percent_text
from ledger.rules.course.prongs.withdrawn import as_read, doubt, is_before, too_small
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.rules.course.persons import Threshold
    from ledger.rules.course.prongs.candidate import Status
    from ledger.rules.plan_terms import TenderTerms


@decides(
    "R15",
    "Prong (ii): tender offer",
)
@decides(
    "R16",
    "Permitted Offer",
    term="Permitted Offer",
)
def prong_ii(inquiry: Inquiry) -> list[Candidate]:
    """Prong (ii): the period after an offer that would result in the percentage, unless carved out
    (R15-R16).
    """
    if all(terms.tender is None for _, terms in inquiry.record.terms.rows):
        return [inquiry.candidate("ii", "not_applicable", "The plan has no prong (ii).")]
    return [_of_offer(inquiry, offer) for offer in offers(inquiry.record)]


def _of_offer(inquiry: Inquiry, offer: Offer) -> Candidate:
    told = offer.told
    heard_at = told.at or offer.accepted_at
    if heard_at is None:
        return _not_counted(inquiry, offer, None, "The offer has no date.")
    if _is_before_plan(inquiry, offer, heard_at):
        return _before_plan(inquiry, offer, heard_at)
    begun = _begun(inquiry, offer)
    if begun is None:
        return _idle(inquiry, offer, heard_at)
    at, needed, started = begun
    what = "commenced" if started == told.commenced_at else "was announced as an intent"
    if at != started:
        what = f"was so amended after it {what}"
    counted = _counted(inquiry, offer, at, needed, what)
    if counted.status == "PERMITTED" and (again := _permitted_no_more(inquiry, offer)):
        # Permitted was an offer for all shares: what it was amended to runs from its own instant (R16).
        offer = replace(offer, told=replace(told, board_permitted_at=None))
        since, needed = again
        what = "was amended to less than all outstanding shares, so that it is no Permitted Offer any more,"
        return _counted(inquiry, offer, since, needed, what)
    return counted


def _counted(inquiry: Inquiry, offer: Offer, at: datetime, needed: Threshold, what: str) -> Candidate:
    """The period from the instant at which the offer set the prong off, and whether it still does."""
    record = inquiry.record
    terms = record.terms_at(at).tender
    if terms is None:
        return _not_counted(inquiry, offer, at, "The plan had no prong (ii) then.")
    would_own = offer.would_own(at)
    fact = (
        f"A tender or exchange offer that would result in {percent_text(would_own)}, {needed}, {what} at "
        f"{moment_text(at)}."
    )
    inputs = (("would own", percent_text(would_own)), ("needed", str(needed)))
    running = inquiry.counted("ii", at, terms.period, terms.extendable, fact, inputs, offer.told.person)
    terms = as_read(record, terms, at)
    carved = _carved_out(inquiry, terms, offer, running)
    if carved.date is None and carved.status != "SUSPENDED":
        return carved
    return inquiry.lasting(carved, _ended(inquiry, terms, offer, at))


def _permitted_no_more(inquiry: Inquiry, offer: Offer) -> tuple[datetime, Threshold] | None:
    """When a Permitted Offer was first amended to less than all shares and to enough of them all the same, with what it
    was measured against; None while it is as the Board permitted it.
    """
    record, told = inquiry.record, offer.told
    for since, pct, is_for_all in offer.sizes:
        if is_for_all or told.board_permitted_at is None or since <= told.board_permitted_at:
            continue
        terms = record.terms_at(since).tender
        started = _started(terms, offer) if terms else None
        needed = tender_threshold(record, told.person, since)
        if started is None or needed is None or not needed.reached_by(pct):
            continue
        if told.withdrawn_at and told.withdrawn_at <= since:
            continue
        if covered(record, told.person, pct, since) is None:
            return max(since, started), needed
    return None


def _not_counted(inquiry: Inquiry, offer: Offer, at: datetime | None, reason: str) -> Candidate:
    return inquiry.candidate("ii", "not_counted", reason, triggered_at=at, person=offer.told.person)


def _started(terms: TenderTerms, offer: Offer) -> datetime | None:
    return offer.told.commenced_at if terms.trigger == "commencement" else offer.told.at


def _begun(inquiry: Inquiry, offer: Offer) -> tuple[datetime, Threshold, datetime] | None:
    """When the offer first set the prong off: once it had started and would result in the percentage, by the terms of
    that instant; with what it was measured against, and when it started.
    """
    record, person = inquiry.record, offer.told.person
    moments = [moment for moment in (offer.told.intent_at, offer.told.commenced_at) if moment]
    moments += [since for since, _, _ in offer.sizes]
    for at in sorted(moments):
        terms, needed = record.terms_at(at).tender, tender_threshold(record, person, at)
        started = _started(terms, offer) if terms else None
        if needed is None or started is None or started > at or not needed.reached_by(offer.would_own(at)):
            continue
        if covered(record, person, offer.would_own(at), at) is None:
            return at, needed, started
    return None


def _idle(inquiry: Inquiry, offer: Offer, heard_at: datetime) -> Candidate:
    """Why the offer sets nothing off."""
    record, told = inquiry.record, offer.told
    terms, needed = record.terms_at(heard_at).tender, tender_threshold(record, told.person, heard_at)
    started = _started(terms, offer) if terms else None
    would_own = offer.would_own(heard_at)
    if needed is None:
        return _not_counted(inquiry, offer, heard_at, "The plan had no prong (ii) then.")
    inputs = (("would own", percent_text(would_own)), ("needed", str(needed)))
    if not needed.reached_by(would_own):
        reason = f"The offer would result in {percent_text(would_own)}, below {percent_text(needed.pct)}."
        if needed.comparison == "more_than":
            reason = f"The offer would result in {percent_text(would_own)}, not {needed}."
        at = started
    elif started is None:
        reason = (
            "The offer has not commenced, and the announcement of an intent sets nothing off under this plan."
        )
        at = told.at
    else:
        by = covered(record, told.person, would_own, started)
        reason = f"{release_text(by)}: its offer sets nothing off." if by else "The offer sets nothing off."
        at = started
    return inquiry.candidate("ii", "not_counted", reason, triggered_at=at, person=told.person, inputs=inputs)


def _is_before_plan(inquiry: Inquiry, offer: Offer, heard_at: datetime) -> bool:
    """Whether the offer was open when the plan came, and the plan treats such an offer in a way of its own."""
    first = inquiry.record.terms.rows[0][1]
    terms = inquiry.record.terms_at(heard_at)
    adopted = first.agreement_date
    begun = offer.told.commenced_at or offer.told.intent_at
    return (
        terms.tender is not None
        and terms.tender.offers_before_plan == "acceptance_for_payment"
        and adopted is not None
        and begun is not None
        and new_york_date(begun) < adopted
    )


def _before_plan(inquiry: Inquiry, offer: Offer, heard_at: datetime) -> Candidate:
    record, accepted = inquiry.record, offer.accepted_at
    open_then = f"The offer was open before the plan, from {moment_text(heard_at)}"
    if accepted is None:
        return _not_counted(
            inquiry,
            offer,
            heard_at,
            f"{open_then}: it separates the Rights only when shares are accepted for payment.",
        )
    needed = tender_threshold(record, offer.told.person, accepted)
    would_own = offer.would_own(accepted)
    if needed is None or not needed.reached_by(would_own):
        return _not_counted(
            inquiry,
            offer,
            accepted,
            f"{open_then}; shares were accepted for payment at {moment_text(accepted)}, when it would result in "
            f"{percent_text(would_own)}, which is not enough.",
        )
    if offer.told.withdrawn_at and offer.told.withdrawn_at <= accepted:
        return _not_counted(
            inquiry, offer, accepted, f"{open_then}, and was withdrawn before any acceptance."
        )
    return inquiry.candidate(
        "ii",
        "RUNNING",
        f"{open_then}; shares were accepted for payment at {moment_text(accepted)}, and the Rights separate just "
        "before that.",
        day=new_york_date(accepted),
        triggered_at=accepted,
        person=offer.told.person,
        inputs=(("would own", percent_text(would_own)), ("needed", str(needed))),
    )


def _ended(inquiry: Inquiry, terms: TenderTerms, offer: Offer, at: datetime) -> Lapse | None:
    """When the offer was a cause no longer: by an act, an amendment of the plan, or its own amendment below the
    percentage where the plan lets an offer that is withdrawn go.
    """
    record, person = inquiry.record, offer.told.person
    found = [lapse(record, person, offer.would_own(at), at, of_offer=True)]
    for since, pct in too_small(record, offer, at):
        if terms.withdrawn_ignored:
            sentence = (
                f"The offer was amended at {moment_text(since)} and would result in {percent_text(pct)} only: the "
                "cause lasts no longer."
            )
            found.append(Lapse(since, sentence))
    return min((row for row in found if row), key=lambda row: row.at, default=None)


def _carved_out(inquiry: Inquiry, terms: TenderTerms, offer: Offer, running: Candidate) -> Candidate:
    """The running candidate, or without its date where the offer was withdrawn or permitted in time."""
    sentences = []
    told = offer.told
    if told.withdrawn_at:
        when = f"The offer was withdrawn at {moment_text(told.withdrawn_at)}"
        in_time = is_before(told.withdrawn_at, running)
        if terms.withdrawn_ignored and in_time:
            return _without_date(
                running, "WITHDRAWN", f"{when}, before the close on the prong's date, so it never counted."
            )
        late = (
            "but the plan counts it all the same"
            if terms.withdrawn_ignored is False
            else "and the plan does not say whether it then counts: ask counsel"
            if in_time
            else "not before the close on the prong's date"
        )
        sentences.append(f"{when}, {late}.")
    if told.board_permitted_at:
        designated = (
            f"The Board designated the offer a Permitted Offer at {moment_text(told.board_permitted_at)}"
        )
        refusal = _permission_refused(inquiry, terms, offer, told.board_permitted_at, running)
        if refusal is None:
            return _without_date(
                running, "PERMITTED", f"{designated}, in time: it is carved out of this prong."
            )
        sentences.append(f"{designated}, without effect: {refusal}.")
    asked = doubt(inquiry, terms, offer, running)
    kept = _with_reason(running, sentences)
    return replace(kept, doubt=asked, asks=TENDER, earlier=None) if asked else kept


def _permission_refused(
    inquiry: Inquiry, terms: TenderTerms, offer: Offer, permitted_at: datetime, running: Candidate
) -> str | None:
    if not terms.permitted_offer:
        return "the plan knows no Permitted Offer"
    if not offer.is_for_all(permitted_at):
        return "the offer is not for all outstanding shares"
    if not is_before(permitted_at, running):
        return "that was not before the close on the prong's date"
    freeze = freeze_at(permitted_at, inquiry.freezes)
    if freeze:
        return f"the Board may designate none through {day_text(freeze.last)}, the end of the freeze"
    return None


def _with_reason(candidate: Candidate, sentences: list[str]) -> Candidate:
    computed = candidate.computed
    return replace(candidate, computed=replace(computed, reason=" ".join([computed.reason, *sentences])))


def _without_date(candidate: Candidate, status: Status, sentence: str) -> Candidate:
    kept = _with_reason(candidate, [sentence])
    return replace(kept, status=status, computed=replace(kept.computed, value=None, instant=None))
