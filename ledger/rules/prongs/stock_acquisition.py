"""Prong (i): ten Business Days after the Stock Acquisition Date (R12-R13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.facts import AcquiringPersonAnnounced, AdversePersonDeclared
from ledger.rules.prongs.candidate import Candidate, Inquiry, percent_text
from ledger.rules.registry import decides, defines

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction


@defines("Adverse Person")
def announcements(inquiry: Inquiry) -> list[tuple[datetime, str, bool, tuple[tuple[str, str], ...]]]:
    """What may be the Stock Acquisition Date, in order: instant, sentence, whether it qualifies, inputs.

    Limb (a), R12: a person or group at or above the percentage, announced. Limb (b), R13: an Adverse Person
    at or above its percentage, from the announcement and not from the Board's declaration.
    """
    terms = inquiry.terms
    found = []
    for event in inquiry.events:
        if isinstance(event, AcquiringPersonAnnounced) and terms.stock_acquisition:
            least = terms.stock_acquisition.pct
            text = (
                f"Public announcement at {moment_text(event.at)} that a person or group beneficially owns "
                f"{percent_text(event.pct)}"
            )
            found.append((event.at, *_measured(text, event.pct, least)))
        elif isinstance(event, AdversePersonDeclared) and event.announced_at and terms.adverse_person:
            text = (
                f"Announcement at {moment_text(event.announced_at)} that the Board declared a holder of "
                f"{percent_text(event.pct)} an Adverse Person"
            )
            found.append((event.announced_at, *_measured(text, event.pct, terms.adverse_person.pct)))
    return sorted(found, key=lambda row: row[0])


def _measured(text: str, pct: Fraction, least: Fraction) -> tuple[str, bool, tuple[tuple[str, str], ...]]:
    enough = pct >= least
    inputs = (("announced", percent_text(pct)), ("at least", percent_text(least)))
    return f"{text}, {'at least' if enough else 'below'} {percent_text(least)}.", enough, inputs


@defines("Stock Acquisition Date")
def stock_acquisition_at(inquiry: Inquiry) -> datetime | None:
    """The instant of the announcement whose date is the Stock Acquisition Date; None where none has been
    made.
    """
    return next((at for at, _, enough, _ in announcements(inquiry) if enough), None)


@decides(
    "R12",
    "Prong (i)(a): Stock Acquisition Date",
    'following a public announcement (the date of such announcement being the "Stock '
    'Acquisition Date") that (a) a person or group of affiliated or associated persons '
    '(an "Acquiring Person") has acquired, obtained the right to acquire, or otherwise '
    "obtained beneficial ownership of 15% or more of the then outstanding shares",
)
@decides(
    "R13",
    "Prong (i)(b): Adverse Person",
    "the Board has, in accordance with the criteria set forth in the Rights Agreement, "
    "declared a person who beneficially owns at least 10% of the then outstanding shares "
    'of Company Common Stock to be an "Adverse Person,"',
)
def prong_i(inquiry: Inquiry) -> list[Candidate]:
    """Prong (i): the period after the Stock Acquisition Date; later announcements restart nothing
    (R12-R13).
    """
    terms = inquiry.terms.stock_acquisition
    if terms is None:
        return [inquiry.candidate("i", "not_applicable", "The plan has no prong (i).")]
    candidates: list[Candidate] = []
    started = False
    for at, text, enough, inputs in announcements(inquiry):
        if enough and not started:
            fact = f"{text} {day_text(new_york_date(at))} is the Stock Acquisition Date."
            candidates.append(inquiry.counted("i", at, terms.period, terms.extendable, fact, inputs))
            started = True
        else:
            why = "The Stock Acquisition Date had come already; a later announcement restarts nothing."
            reason = f"{text} {why}" if enough else text
            candidates.append(inquiry.candidate("i", "not_counted", reason, triggered_at=at, inputs=inputs))
    candidates.extend(
        inquiry.candidate(
            "i",
            "not_counted",
            f"The Board declared an Adverse Person at {moment_text(event.declared_at)}; the count needs the "
            "announcement, and none is recorded.",
            triggered_at=event.declared_at,
        )
        for event in inquiry.events
        if isinstance(event, AdversePersonDeclared)
        and inquiry.terms.adverse_person
        and not event.announced_at
    )
    return candidates
