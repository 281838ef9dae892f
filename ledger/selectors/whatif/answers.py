"""The answer to a case, as the plain values that JSON carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.rules.business_days import OutOfRange
from ledger.rules.facts import BadInput
from ledger.selectors import law
from ledger.selectors.whatif.calculations import answer
from ledger.selectors.whatif.cases import Calculations, Case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ledger.rules.course.distribution import Distribution, ProngRow
    from ledger.rules.course.extensions import ExtensionRecord
    from ledger.rules.course.prongs import Candidate
    from ledger.rules.deadlines import Deadline
    from ledger.rules.facts import Computed


def answer_case(case: Case) -> dict[str, Any]:
    """The answer to one case; BadInput names the case and the place where it cannot be answered."""
    named = {} if case.name is None else {"name": case.name}
    try:
        return {**named, **_answer(case)}
    except (BadInput, OutOfRange) as error:
        raise case.blame(error) from None


def _answer(case: Case) -> dict[str, Any]:
    if isinstance(case.question, Calculations):
        items = enumerate(case.question.items)
        return {"calculations": [answer(item, f"calculations[{index}]") for index, item in items]}
    dates = law.supposed(case.question.terms, case.question.events).dates()
    return distribution_json(dates.distribution, dates.deadlines)


def distribution_json(decided: Distribution, deadlines: Iterable[Deadline] = ()) -> dict[str, Any]:
    """A Distribution Date and its deadlines as JSON values: dates ISO, instants "1998-12-30T22:00Z"."""
    return {
        "distribution_date": _day(decided.date),
        "governing_prong": decided.governing_prong,
        "close_of_business_utc": _instant(decided.instant),
        "prongs": [_prong(row) for row in decided.prongs],
        "deadlines": [_deadline(row) for row in deadlines],
        "warnings": [str(notice) for notice in decided.warnings],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(instant: datetime | None) -> str | None:
    return f"{instant:%Y-%m-%dT%H:%M}Z" if instant else None


def _computed(computed: Computed[Any]) -> dict[str, Any]:
    return {
        "date": _day(computed.value),
        "close_of_business_utc": _instant(computed.instant),
        "reason": computed.reason,
        "section": computed.section,
        "inputs": dict(computed.inputs),
        "counted": [str(day) for day in computed.counted],
        "skipped": [str(day) for day in computed.skipped],
        "rule": computed.rule,
        "calendar": computed.calendar,
        "calendar_version": computed.calendar_version,
    }


def _prong(row: ProngRow) -> dict[str, Any]:
    return {
        "prong": row.prong,
        "status": row.status,
        **_computed(row.computed),
        "extensions": [_extension(record) for record in row.extensions],
        "candidates": [_candidate(candidate) for candidate in row.candidates],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "status": candidate.status,
        "triggered_at": _instant(candidate.triggered_at),
        "nominal": _day(candidate.nominal),
        **_computed(candidate.computed),
        "extensions": [_extension(record) for record in candidate.extensions],
    }


def _extension(record: ExtensionRecord) -> dict[str, Any]:
    return {
        "at": _instant(record.at),
        "to": _day(record.to),
        "accepted": record.accepted,
        "moves_to": _day(record.moves_to),
        "reason": record.reason,
    }


def _deadline(row: Deadline) -> dict[str, Any]:
    said = {"kind": row.kind, "title": row.title, **_computed(row.computed)}
    # A deadline's last moment is not always a close of business: a freeze ends at midnight.
    said["instant_utc"] = said.pop("close_of_business_utc")
    return said
