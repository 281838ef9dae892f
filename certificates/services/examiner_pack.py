"""The examiner pack: one archive a month with the registers the SEC's transfer agent rules ask for (operations 1).

It is made while it is sent. It speaks of the month as of its last day, known at the instant of making; made again
with the same instant it is the same, whatever was recorded since.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from certificates.documents.examiner_summary import Summary, examiner_summary
from certificates.rules.turnaround import Month, MonthCounts, obligations
from certificates.selectors.examiner import REGISTERS, Period, Register
from certificates.selectors.examiner.items import ratio_text, scopes
from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import Plan
from ledger.permissions import require_propose
from ledger.rules.dates import month_text
from ledger.selectors import plan_day, record_proofs
from ledger.selectors.terms import value
from ledger.services import audit
from rightsadmin.common import clock, formatting
from rightsadmin.common.actor import Actor
from rightsadmin.common.archives import Member, zipped
from rightsadmin.common.exports import csv_for_people

TAKEN = "file.downloaded"
REASON = "examiner pack"


def take(*, plan: Plan, month: Month, known_at: datetime | None = None, actor: Actor) -> Iterator[bytes]:
    """The archive in pieces; `known_at` (None: now) makes an earlier pack again.

    RuleViolation, before the first byte, for a month that has not begun or an instant that is still to come.
    """
    require_propose(actor, Act.EXAMINER_PACK)
    now = clock.now()
    known = (known_at or now).astimezone(UTC)
    if known > now:
        raise RuleViolation("A pack cannot know what is still to come: choose an instant up to now.")
    if month.first > plan_day.day_at(plan, known):
        raise RuleViolation(
            f"{month} had not begun for this plan: choose the running month or one before it."
        )
    period = Period(plan, month, known)
    with transaction.atomic():
        audit.record(
            TAKEN,
            plan=plan,
            target=plan,
            reason=REASON,
            after={"month": str(month), "known_at": known.isoformat()},
            actor=actor,
        )
    return zipped(_members(period), at=known)


class _Counted:
    """Rows that count themselves as they pass, the heading left out."""

    def __init__(self, rows: Iterable[list[Any]]) -> None:
        self.rows, self.count = rows, -1

    def __iter__(self) -> Iterator[list[Any]]:
        for row in self.rows:
            self.count += 1
            yield row


def _members(period: Period) -> Iterator[Member]:
    """The registers in their order, then what is said of them: their rows are counted by then."""
    counts: list[tuple[Register, int]] = []
    for register in REGISTERS:
        rows = _Counted(register.rows(period))
        yield Member(register.file_name, (line.encode() for line in csv_for_people(rows)), deflated=True)
        counts.append((register, rows.count))
    yield Member("README.txt", [_readme(period, counts).encode()], deflated=True)
    yield Member("summary.pdf", [examiner_summary(_summary(period, counts))])


def _readme(period: Period, counts: list[tuple[Register, int]]) -> str:
    lines = [
        f"Examiner pack of {period.month}: {period.plan.name}",
        f"As of {formatting.long_date(period.day)}, known at {period.known_at.isoformat()}.",
        f"Business Days: calendar {period.calendar.code}, version {period.calendar.version}.",
        f"Proof of the record: {record_proofs.told(period.known_at)}.",
        "",
        "Each file is CSV in UTF-8, marked as such, with a heading. Days are New York dates, instants New York time",
        "with its offset. A cell that a spreadsheet would take for a formula begins with an apostrophe. SHA256SUMS",
        "holds the digest of every file: sha256sum --check SHA256SUMS.",
        "",
    ]
    for register, count in counts:
        lines += [
            f"{register.file_name}  ({formatting.plural(count, 'row')})",
            f"    {register.title}. Answers {register.rules}.",
            f"    {register.about}",
            "",
        ]
    return "\n".join(lines)


def _summary(period: Period, counts: list[tuple[Register, int]]) -> Summary:
    counted = dict(scopes(period))
    here, everywhere = counted["this plan"], counted["all plans"]
    agent = value(period.plan, "agent.name", period.day, period.known_at)
    return Summary(
        agent=agent,
        issuer=period.plan.name,
        month=month_text(period.month.first),
        as_of=formatting.long_date(period.day),
        known_at=formatting.instant(period.known_at),
        calendar=f"{period.calendar.code} version {period.calendar.version}",
        proof=record_proofs.told(period.known_at),
        counts=tuple(
            (name, one, other)
            for (name, one), (_, other) in zip(figures(here[-1]), figures(everywhere[-1]), strict=True)
        ),
        obligations=tuple(
            f"{told.sentence} {f'By {formatting.long_date(told.due_on)}. ' if told.due_on else ''}({told.rule})"
            for told in obligations(everywhere, period.calendar)
        ),
        registers=tuple(
            (register.file_name, register.title, register.rules, f"{count:,}") for register, count in counts
        ),
    )


def figures(counted: MonthCounts) -> list[tuple[str, str]]:
    """The month's counts in the words of 17Ad-6, for the page and the summary."""
    return [
        ("Routine items received", f"{counted.received:,}"),
        ("Turned around within three Business Days", f"{counted.in_time:,}"),
        ("Not turned around within three Business Days", f"{counted.late:,}"),
        ("Still within their three Business Days", f"{counted.running:,}"),
        ("In time", f"{formatting.percent(counted.ratio)} ({ratio_text(counted) or 'none decided'})"),
        ("More that may be late before 90% is missed", f"{counted.may_be_late:,}"),
        ("Routine items held longer than four Business Days", f"{sum(items for _, items in counted.held):,}"),
        ("Non-routine items received", f"{counted.other_received:,}"),
        ("Non-routine items turned around", f"{counted.other_turned:,}"),
        ("Non-routine items on hand", f"{counted.other_on_hand:,}"),
    ]
