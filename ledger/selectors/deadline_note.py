"""What a careful lawyer would note beside a date: how long is left, what was skipped and on whose word, what it was
before and what moved it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ledger.models import CalendarClosing, Deadline
from ledger.rules.business_days import OutOfRange
from ledger.rules.dates import day_text
from ledger.selectors import calendars, citations, paper_law, questions, rule_book
from ledger.selectors.calendar_year import closings_on

_QUESTION = re.compile(r"DQ\d+")


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A day that was not counted: its name, and for a closing of the calendar the paper that shows it."""

    on: date
    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A date this one replaced, and in words what moved it: (what, was, became)."""

    deadline: Deadline
    moved_by: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Note:
    """Everything said beside a deadline, asked once."""

    left: str
    authority: str
    skipped: tuple[Skipped, ...]
    earlier: tuple[Earlier, ...]
    rules: tuple[tuple[str, str], ...]  # number and what it is about
    questions: tuple[str, ...]
    function: rule_book.RuleFunction | None


def note(deadline: Deadline, today: date) -> Note:
    """The note of a deadline as of a day; seven queries at most, however many dates it had before."""
    cited = f"{deadline.section} {deadline.reason}"
    return Note(
        left=left_words(deadline, today),
        authority=citations.section(deadline.plan, deadline.section),
        skipped=_skipped(deadline),
        earlier=_earlier(deadline),
        rules=rule_book.named(paper_law.rule_numbers(deadline.section)),
        questions=questions.known(deadline.plan, _QUESTION.findall(cited)),
        function=rule_book.functions().get(deadline.rule),
    )


def left_words(deadline: Deadline, today: date) -> str:
    """How long is left, in the days the calendar counts, as a sentence; "" without a date."""
    if deadline.date is None:
        return ""
    if deadline.date == today:
        return f"It is today, {day_text(today)}."
    if deadline.date < today:
        return f"It has passed: today is {day_text(today)}."
    left = business_days_left(deadline, today)
    days = (deadline.date - today).days
    calendar_days = f"{days:,} calendar day{'' if days == 1 else 's'}"
    if left is None:
        return f"{calendar_days} left after today, {day_text(today)}."
    business = "1 Business Day is" if left == 1 else f"{left:,} Business Days are"
    return f"{business} left after today, {day_text(today)} ({calendar_days})."


def business_days_left(deadline: Deadline, today: date) -> int | None:
    """The Business Days after `today` up to and including the date, on the version the date was counted on.

    None without a date or a calendar, or beyond the calendar's reach.
    """
    if deadline.date is None or not deadline.calendar_code:
        return None
    counted = calendars.snapshot(deadline.calendar_code, deadline.calendar_version or None)
    try:
        return counted.business_days_between(today, deadline.date)
    except OutOfRange:
        return None


def _skipped(deadline: Deadline) -> tuple[Skipped, ...]:
    days = {date.fromisoformat(day["date"]): day["name"] for day in deadline.explanation.get("skipped", [])}
    rows: dict[date, CalendarClosing] = (
        closings_on(deadline.calendar_code, deadline.calendar_version, days) if days else {}
    )
    return tuple(
        Skipped(on=on, name=name, source=rows[on].source if on in rows else "") for on, name in days.items()
    )


def _earlier(deadline: Deadline) -> tuple[Earlier, ...]:
    """The dates the same deadline had before, the latest first, each with what moved it to its successor."""
    rows = list(
        Deadline.objects.filter(
            plan=deadline.plan_id,
            key=deadline.key,
            computed_at__lte=deadline.computed_at,
            pk__lte=deadline.pk,
        )
        .select_related("plan")
        .order_by("-computed_at", "-pk")
    )
    return tuple(
        Earlier(deadline=before, moved_by=tuple(_differences(before, after)))
        for after, before in pairwise(rows)
    )


def _differences(before: Deadline, after: Deadline) -> Iterator[tuple[str, str, str]]:
    was = dict(before.explanation.get("inputs", []))
    now = dict(after.explanation.get("inputs", []))
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            yield name, was.get(name, "nothing"), now.get(name, "nothing")
    told = (
        ("Calendar", _calendar(before), _calendar(after)),
        ("Standing", before.state, after.state),
        ("Reason", before.reason, after.reason),
    )
    for name, earlier, later in told:
        if earlier != later:
            yield name, earlier.replace("_", " "), later.replace("_", " ")


def _calendar(deadline: Deadline) -> str:
    return (
        f"{deadline.calendar_code} version {deadline.calendar_version}" if deadline.calendar_code else "none"
    )
