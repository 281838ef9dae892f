"""Prong (i): ten Business Days after the Stock Acquisition Date (R12-R13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.course.acquisitions import acquisitions
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.facts import AdversePersonDeclared
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from ledger.rules.course.prongs.candidate import Candidate, Inquiry


@decides(
    "R12",
    "Prong (i)(a): Stock Acquisition Date",
)
@decides(
    "R13",
    "Prong (i)(b): Adverse Person",
)
def prong_i(inquiry: Inquiry) -> list[Candidate]:
    """Prong (i): the period after the Stock Acquisition Date; while one lasts later announcements restart nothing
    (R12-R13).
    """
    record = inquiry.record
    if all(terms.stock_acquisition is None for _, terms in record.terms.rows):
        return [inquiry.candidate("i", "not_applicable", "The plan has no prong (i).")]
    candidates: list[Candidate] = []
    started = False
    for row in acquisitions(record):
        terms = record.terms_at(row.at).stock_acquisition
        if not row.enough or terms is None or started:
            why = "The Stock Acquisition Date had come already; a later announcement restarts nothing."
            reason = f"{row.text} {why}" if row.enough else row.text
            candidates.append(
                inquiry.candidate(
                    "i", "not_counted", reason, triggered_at=row.at, person=row.person, inputs=row.inputs
                )
            )
            continue
        fact = f"{row.text} {day_text(new_york_date(row.at))} is the Stock Acquisition Date."
        counted = inquiry.counted("i", row.at, terms.period, terms.extendable, fact, row.inputs, row.person)
        candidate = inquiry.lasting(counted, row.ended)
        started = candidate.status != "STOPPED"
        candidates.append(candidate)
    candidates.extend(
        inquiry.candidate(
            "i",
            "not_counted",
            f"The Board declared an Adverse Person at {moment_text(event.declared_at)}; the count needs the "
            "announcement, and none is recorded.",
            triggered_at=event.declared_at,
            person=event.person,
        )
        for event in inquiry.events
        if isinstance(event, AdversePersonDeclared)
        and record.terms_at(event.declared_at).adverse_person
        and not event.announced_at
    )
    return candidates
