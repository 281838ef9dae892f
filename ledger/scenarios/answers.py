"""The answer to a case, as the plain values that JSON carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.calendars import STRICT_CALENDAR, seeded_calendar
from ledger.rules.business_days import OutOfRange
from ledger.rules.calculations import answer
from ledger.rules.deadlines import plan_deadlines
from ledger.rules.distribution_date import distribution_date
from ledger.rules.facts import BadInput
from ledger.scenarios.cases import Calculations, Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from ledger.rules.business_days import BusinessCalendar
    from ledger.rules.deadlines import Deadline
    from ledger.rules.distribution_date import Distribution, ProngRow
    from ledger.rules.extensions import ExtensionRecord
    from ledger.rules.facts import CalendarCode, Computed, Event, PlanTerms
    from ledger.rules.prongs import Candidate


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
    return _distribution_answer(case.question.terms, case.question.events)


def _distribution_answer(terms: PlanTerms, events: tuple[Event, ...]) -> dict[str, Any]:
    decided = decide(terms, events)
    return distribution_json(decided.distribution, decided.deadlines)


@dataclass(frozen=True)
class Decision:
    """What the rules say of hypothetical events: the Distribution Date with its prongs, and every deadline."""

    distribution: Distribution
    deadlines: tuple[Deadline, ...]
    calendar: BusinessCalendar


def decide(
    terms: PlanTerms,
    events: tuple[Event, ...],
    *,
    calendar_of: Callable[[CalendarCode], BusinessCalendar] = seeded_calendar,
    today: date | None = None,
) -> Decision:
    """The rules on these terms and events alone, counted on the calendars that `calendar_of` gives by code.

    `today` gives each deadline its Business Days left. Raises OutOfRange beyond the calendars.
    """
    calendar = calendar_of(terms.business_day)
    # Only a bank calendar has a stricter reading of "authorized or obligated by law to close".
    strict = calendar_of(STRICT_CALENDAR) if terms.business_day == "ny-banking" else None
    decided = distribution_date(terms, events, calendar, strict_calendar=strict)
    deadlines = plan_deadlines(terms, events, calendar, today=today, distribution=decided)
    return Decision(decided, tuple(deadlines), calendar)


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
