"""Prongs (iii) and (iv): dates that are the day of the fact itself, which neither roll nor extend
(R17-R18).
"""

from __future__ import annotations

from ledger.rules.business_days import announcement_date
from ledger.rules.course.flips import flip_over, gates
from ledger.rules.course.persons import covered, immediate_threshold, release_text
from ledger.rules.course.prongs.candidate import Candidate, Inquiry, percent_text
from ledger.rules.dates import moment_text, new_york_date
from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    FlipOverTransactionCompleted,
)
from ledger.rules.registry import decides


@decides(
    "R17",
    "Prong (iii): immediate effect",
)
def prong_iii(inquiry: Inquiry) -> list[Candidate]:
    """Prong (iii): the very date of the announcement at or above the immediate percentage; no roll (R17)."""
    record = inquiry.record
    if all(terms.immediate_pct is None for _, terms in record.terms.rows):
        return [inquiry.candidate("iii", "not_applicable", "The plan has no prong (iii).")]
    candidates = []
    for event in inquiry.events:
        if not isinstance(event, AcquiringPersonAnnounced):
            continue
        needed = immediate_threshold(record, event.person, event.at)
        if needed is None or not needed.reached_by(event.pct):
            continue
        by = covered(record, event.person, event.pct, event.at)
        who = event.person or "a person or group"
        reason = (
            f"Public announcement at {moment_text(event.at)} that {who} beneficially owns "
            f"{percent_text(event.pct)}, {needed}"
        )
        inputs = (("announced", percent_text(event.pct)), ("needed", str(needed)))
        if by:
            candidates.append(
                inquiry.candidate(
                    "iii",
                    "not_counted",
                    f"{reason}. {release_text(by)}: it sets nothing off.",
                    triggered_at=event.at,
                    person=event.person,
                    inputs=inputs,
                )
            )
            continue
        reason += ": the date of the announcement itself, which neither rolls nor extends."
        candidates.append(
            inquiry.candidate(
                "iii",
                "RUNNING",
                reason,
                day=announcement_date(event.at),
                triggered_at=event.at,
                person=event.person,
                inputs=inputs,
            )
        )
    return candidates


@decides(
    "R18",
    "Prong (iv): Flip-Over Event",
)
@decides(
    "R33",
    "Flip-over window",
)
def prong_iv(inquiry: Inquiry) -> list[Candidate]:
    """Prong (iv): the date of a Flip-Over Event, inside its window (R18, R33-R34)."""
    record = inquiry.record
    if not any(terms.flip_over for _, terms in record.terms.rows):
        return [inquiry.candidate("iv", "not_applicable", "The plan has no prong (iv).")]
    candidates = []
    for event in inquiry.events:
        if not isinstance(event, FlipOverTransactionCompleted) or not record.terms_at(event.at).flip_over:
            continue
        kind = event.transaction or event.kind or "kind not stated"
        what = f"A transaction ({kind.replace('_', ' ')}) was completed at {moment_text(event.at)}"
        fitted = flip_over(record, event)
        if not fitted.qualifies:
            reason = f"{what}; {fitted.text}."
            candidates.append(inquiry.candidate("iv", "not_counted", reason, triggered_at=event.at))
            continue
        opened = gates(record, event.at)
        if not opened:
            reason = (
                f"{what} before any Stock Acquisition Date and while Continuing Directors were a majority: "
                "no Flip-Over Event."
            )
            candidates.append(inquiry.candidate("iv", "not_counted", reason, triggered_at=event.at))
            continue
        reason = (
            f"{what}, when {' and '.join(opened)}: a Flip-Over Event, on its own date, which neither rolls "
            "nor extends."
        )
        day = new_york_date(event.at)
        candidates.append(inquiry.candidate("iv", "RUNNING", reason, day=day, triggered_at=event.at))
    return candidates
