"""The Distribution Date: the earliest of the four prongs, with every candidate kept (R12-R19, R28, R43).

`distribution_date` is the one place where the Rights' separation is dated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import freezes
from ledger.rules.course.distribution import Break, Distribution, ProngRow
from ledger.rules.course.distribution_notices import notices, strict_reading
from ledger.rules.course.ends import counts
from ledger.rules.course.extensions import extensions_of
from ledger.rules.course.final_expiration import final_expiration
from ledger.rules.course.prongs import (
    RULE,
    Candidate,
    Inquiry,
    Status,
    prong_i,
    prong_ii,
    prong_iii,
    prong_iv,
)
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.facts import PRONGS, Computed, Exchanged, Redeemed
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.course.final_expiration import FinalExpiration
    from ledger.rules.course.record import Frozen, Record
    from ledger.rules.facts import Prong

_FINDERS = {"i": prong_i, "ii": prong_ii, "iii": prong_iii, "iv": prong_iv}
_WAITING = ("RUNNING", "EXTENDED", "SUSPENDED")


@decides(
    "R19",
    "The earliest of the four",
    term="Distribution Date",
)
def distribution_date(
    record: Record, *, as_of: datetime | None = None, with_strict: bool = True
) -> Distribution:
    """The Distribution Date is the earliest date that any of the four prongs gives (8-K, "earliest to
    occur").

    Rights that are redeemed, exchanged whole or expired on an earlier date never separate (R24, R43); an end
    on or after the Distribution Date changes nothing. Every fact is measured by the terms, and counted on the calendar,
    of its own instant. Where `with_strict`, a stricter reading of the calendar is counted beside it and a difference is
    warned of (DQ16). `as_of` leaves out what was not known at that instant; a prong is then HIT only once its date has
    come. A date that has occurred and is on record (`record.frozen`) is the date, whatever was found since; the two
    answers are then a break (R19). Raises OutOfRange where a date needed lies outside the calendar. Rules R12-R19.
    """
    known = record.known(as_of)
    answer = _decide(known, as_of)
    warnings = list(notices(known, answer))
    strict_record = known.strictly() if with_strict else None
    if strict_record:
        strict = _decide(strict_record, as_of)
        warnings = [*strict_reading(answer, strict, known, strict_record), *warnings]
    answer = replace(answer, warnings=tuple(warnings))
    return _frozen(answer, known.frozen, known) if known.frozen else answer


def _decide(record: Record, as_of: datetime | None) -> Distribution:
    inquiry = Inquiry(record, freezes(record.events, record.terms.rows[-1][1].freeze_days))
    rows = [_row(prong, _FINDERS[prong](inquiry), inquiry) for prong in PRONGS]
    dated = [(row.date, row.computed.instant) for row in rows if row.date]
    earliest, at = min(dated, key=lambda each: each[0], default=(None, None))
    final = final_expiration(inquiry.record, as_of)
    ended = _ended_before(earliest, at, inquiry, final)
    hit = None if ended else earliest
    come = as_of is None or (hit is not None and _has_come(rows, hit, as_of))
    rows = [_settled(row, hit if come else None, ended) for row in rows]
    governing = tuple(row.prong for row in rows if hit and row.date == hit)
    pending = () if hit and come else tuple(row.prong for row in rows if row.status in _WAITING)
    acquired = next(
        (
            c.triggered_at
            for c in rows[0].candidates
            if c.triggered_at and c.status not in {"not_counted", "STOPPED"}
        ),
        None,
    )
    return Distribution(
        _answer(rows, governing, ended, inquiry),
        governing,
        tuple(rows),
        pending,
        new_york_date(acquired) if acquired else None,
        (),
        final,
    )


def _frozen(answer: Distribution, frozen: Frozen, record: Record) -> Distribution:
    """The answer with the date that has occurred; where what is known now would give another, with that break."""
    if answer.date == frozen.day:
        return replace(answer, is_frozen=True)
    other = day_text(answer.date) if answer.date else "none"
    sentence = (
        f"The Distribution Date of {day_text(frozen.day)} has occurred and is on record. On the facts and terms known "
        f"now it would be {other}: nothing moves until counsel and a second person decide."
    )
    governing = frozen.governing or answer.governing
    rows = tuple(
        replace(row, status="HIT") if row.prong in governing and row.date == frozen.day else row
        for row in answer.prongs
    )
    calendar = record.calendar_at(frozen.instant)
    computed: Computed[date | None] = Computed(
        frozen.day,
        f"{sentence} {answer.computed.reason}",
        answer.computed.section,
        RULE,
        instant=frozen.instant,
        calendar=calendar.code,
        calendar_version=calendar.version,
    )
    return replace(
        answer,
        computed=computed,
        governing=governing,
        prongs=rows,
        pending=(),
        stock_acquisition_date=frozen.acquired_on or answer.stock_acquisition_date,
        is_frozen=True,
        breaks=(Break(frozen.day, answer.date, sentence),),
    )


def _row(prong: Prong, candidates: list[Candidate], inquiry: Inquiry) -> ProngRow:
    """The prong's row: from its earliest candidate with a date, or else from the one with most to say."""
    dated = sorted((c for c in candidates if c.date), key=lambda c: (c.date, c.triggered_at))
    order: tuple[Status, ...] = ("SUSPENDED", "STOPPED", "WITHDRAWN", "PERMITTED", "not_applicable")
    ranked = dated or sorted(
        (c for c in candidates if c.status in order), key=lambda c: order.index(c.status)
    )
    if ranked:
        chosen = ranked[0]
        return ProngRow(prong, chosen.status, chosen.computed, tuple(candidates), chosen.extensions)
    reasons = [c.computed.reason for c in candidates] or ["Nothing that would set it off is recorded."]
    if extensions_of(prong, inquiry.events):
        reasons.append("The Board acted to extend it, but no date of this prong is running.")
    idle = inquiry.candidate(prong, "not_triggered", " ".join(reasons))
    return ProngRow(prong, idle.status, idle.computed, tuple(candidates), ())


def _ended_before(
    day: date | None, at: datetime | None, inquiry: Inquiry, final: FinalExpiration | None
) -> str | None:
    """The sentence that says how the Rights ended before the close `at` of the day; None where they did not.

    Only what ended them counts, and an end on record always (R24, R43). Without a day, only a redemption or an
    exchange that has happened: an expiration then lies ahead.
    """
    ends = []
    posted = inquiry.record.ended
    if posted and posted.how == "expired" and day and posted.day < day:
        ends.append((posted.day, f"The Rights expired at {moment_text(posted.instant)}"))
    for event in inquiry.events:
        if not isinstance(event, Redeemed | Exchanged) or (at and event.at >= at):
            continue
        if not counts(event, inquiry.record):
            continue
        what = "redeemed" if isinstance(event, Redeemed) else "exchanged"
        ends.append((new_york_date(event.at), f"The Rights were {what} at {moment_text(event.at)}"))
    expired = final.day if final and (final.instant or final.before_record_date) else None
    if expired and day and expired < day:
        ends.append((expired, f"The Rights expire at the close of business on {day_text(expired)}"))
    if not ends:
        return None
    ended_on, told = min(ends)
    close = "the close of business on " if ended_on == day else ""
    before = f", before {close}{day_text(day)}" if day else ""
    return f"{told}{before}: they never separate."


def _has_come(rows: list[ProngRow], day: date, as_of: datetime) -> bool:
    """Whether the date has come: prongs (iii) and (iv) on their day, the others at its close of business."""
    return any(
        row.date == day
        and (
            new_york_date(as_of) >= day
            if row.prong in {"iii", "iv"}
            else row.computed.instant is not None and row.computed.instant <= as_of
        )
        for row in rows
    )


def _settled(row: ProngRow, hit: date | None, ended: str | None) -> ProngRow:
    if ended and row.status in _WAITING:
        computed = replace(row.computed, reason=f"{row.computed.reason} {ended}")
        return replace(row, status="ENDED", computed=computed)
    return replace(row, status="HIT") if hit and row.date == hit else row


def _answer(
    rows: list[ProngRow], governing: tuple[Prong, ...], ended: str | None, inquiry: Inquiry
) -> Computed[date | None]:
    first = next((row for row in rows if row.prong in governing), None)
    if first is None or first.date is None:
        reason = ended or "No prong has a date, so the Rights have not separated and no date is set."
        return replace(
            inquiry.candidate("i", "not_triggered", reason).computed, section="Distribution Date; R19"
        )
    named = " and ".join(f"({prong})" for prong in governing)
    verb = "governs" if len(governing) == 1 else "govern together"
    others = [
        f"Prong ({row.prong}) would give {day_text(row.date)}."
        for row in rows
        if row.date and row.prong not in governing
    ]
    reason = " ".join([f"Prong {named} {verb}, as the earliest.", first.reason, *others])
    return replace(first.computed, reason=reason)
