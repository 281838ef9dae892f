"""The Distribution Date: the earliest of the four prongs, with every candidate kept (R12-R19, R28, R43).

`distribution_date` is the one place where the Rights' separation is dated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.business_days import BusinessCalendar, close_of_business
from ledger.rules.continuing_directors import freeze_at, freezes
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.distribution import Distribution, ProngRow
from ledger.rules.distribution_notices import notices, strict_reading
from ledger.rules.extensions import extensions_of
from ledger.rules.facts import PRONGS, AdversePersonDeclared, Computed, Exchanged, Redeemed, TenderOffer
from ledger.rules.prongs import (
    RULE,
    Candidate,
    Inquiry,
    Status,
    prong_i,
    prong_ii,
    prong_iii,
    prong_iv,
)
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ledger.rules.facts import Event, PlanTerms, Prong

_FINDERS = {"i": prong_i, "ii": prong_ii, "iii": prong_iii, "iv": prong_iv}
_WAITING = ("RUNNING", "EXTENDED", "SUSPENDED")


@decides(
    "R19",
    "The earliest of the four",
    "The Rights will separate from the Company Common Stock and Rights certificates will "
    'be separately distributed (the "Distribution Date") and the Rights will be '
    "separately traded upon the earliest to occur of",
    term="Distribution Date",
)
def distribution_date(
    terms: PlanTerms,
    events: Iterable[Event],
    calendar: BusinessCalendar,
    *,
    strict_calendar: BusinessCalendar | None = None,
    as_of: datetime | None = None,
) -> Distribution:
    """The Distribution Date is the earliest date that any of the four prongs gives (8-K, "earliest to
    occur").

    Rights that are redeemed, exchanged whole or expired on an earlier date never separate (R24, R43); an end
    on or after the Distribution Date changes nothing. `calendar` counts the Business Days, the plan's own
    closings added here. `strict_calendar`, where given, is counted beside it and a difference is warned of
    (DQ16). `as_of` leaves out what was not known at that instant; a prong is then HIT only once its date has
    come. Raises OutOfRange where a date needed lies outside the calendar. Rules R12-R19.
    """
    known = tuple(sorted(known_at(events, as_of), key=_happened_at))
    answer = _decide(terms, known, calendar.with_closings(terms.closings), as_of)
    warnings = list(notices(terms, known, answer, calendar))
    if strict_calendar:
        strict = _decide(terms, known, strict_calendar.with_closings(terms.closings), as_of)
        warnings = [*strict_reading(answer, strict, calendar, strict_calendar), *warnings]
    return replace(answer, warnings=tuple(warnings))


def known_at(events: Iterable[Event], as_of: datetime | None) -> Iterable[Event]:
    """The events as they were known at an instant: later ones left out, later moments of an offer blanked."""
    for event in events:
        if as_of is None:
            yield event
        elif isinstance(event, TenderOffer):
            shown = replace(
                event,
                commenced_at=_until(event.commenced_at, as_of),
                intent_at=_until(event.intent_at, as_of),
                board_permitted_at=_until(event.board_permitted_at, as_of),
                withdrawn_at=_until(event.withdrawn_at, as_of),
            )
            if shown.at:
                yield shown
        elif event.at <= as_of:
            if isinstance(event, AdversePersonDeclared):
                yield replace(event, announced_at=_until(event.announced_at, as_of))
            else:
                yield event


def _until(moment: datetime | None, as_of: datetime) -> datetime | None:
    return moment if moment and moment <= as_of else None


def _happened_at(event: Event) -> tuple[bool, float]:
    # An offer that never commenced nor was announced sorts last: it sets nothing off.
    return (event.at is None, event.at.timestamp() if event.at else 0)


def _decide(
    terms: PlanTerms, events: tuple[Event, ...], calendar: BusinessCalendar, as_of: datetime | None
) -> Distribution:
    inquiry = Inquiry(terms, events, calendar, freezes(events, terms.freeze_days))
    rows = [_row(prong, _FINDERS[prong](inquiry), inquiry) for prong in PRONGS]
    earliest = min((row.date for row in rows if row.date), default=None)
    ended = _ended_before(earliest, inquiry)
    hit = None if ended else earliest
    come = as_of is None or (hit is not None and _has_come(rows, hit, as_of))
    rows = [_settled(row, hit if come else None, ended) for row in rows]
    governing = tuple(row.prong for row in rows if hit and row.date == hit)
    pending = () if hit and come else tuple(row.prong for row in rows if row.status in _WAITING)
    acquired = next(
        (c.triggered_at for c in rows[0].candidates if c.triggered_at and c.status != "not_counted"), None
    )
    return Distribution(
        _answer(rows, governing, ended, calendar),
        governing,
        tuple(rows),
        pending,
        new_york_date(acquired) if acquired else None,
        (),
    )


def _row(prong: Prong, candidates: list[Candidate], inquiry: Inquiry) -> ProngRow:
    """The prong's row: from its earliest candidate with a date, or else from the one with most to say."""
    dated = sorted((c for c in candidates if c.date), key=lambda c: (c.date, c.triggered_at))
    order: tuple[Status, ...] = ("SUSPENDED", "WITHDRAWN", "PERMITTED", "not_applicable")
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


def _ended_before(day: date | None, inquiry: Inquiry) -> str | None:
    """The sentence that says how the Rights ended before `day`; None where they did not.

    A redemption in the freeze is one the Board may not authorize (R57) and ends nothing. Without a day, only
    a redemption or an exchange that has happened counts: an expiration then lies ahead.
    """
    ends = []
    for event in inquiry.events:
        if not isinstance(event, Redeemed | Exchanged) or (day and new_york_date(event.at) >= day):
            continue
        if isinstance(event, Redeemed) and freeze_at(event.at, inquiry.freezes):
            continue
        what = "redeemed" if isinstance(event, Redeemed) else "exchanged"
        ends.append((new_york_date(event.at), f"The Rights were {what} at {moment_text(event.at)}"))
    expiration = inquiry.terms.expiration
    if expiration and day and expiration < day:
        ends.append((expiration, f"The Rights expire at the close of business on {day_text(expiration)}"))
    if not ends:
        return None
    before = f", before {day_text(day)}" if day else ""
    return f"{min(ends)[1]}{before}: they never separate."


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
    rows: list[ProngRow], governing: tuple[Prong, ...], ended: str | None, calendar: BusinessCalendar
) -> Computed[date | None]:
    first = next((row for row in rows if row.prong in governing), None)
    if first is None or first.date is None:
        reason = ended or "No prong has a date, so the Rights have not separated and no date is set."
        return Computed(
            None,
            reason,
            "Distribution Date; R19",
            RULE,
            calendar=calendar.code,
            calendar_version=calendar.version,
        )
    named = " and ".join(f"({prong})" for prong in governing)
    verb = "governs" if len(governing) == 1 else "govern together"
    others = [
        f"Prong ({row.prong}) would give {day_text(row.date)}."
        for row in rows
        if row.date and row.prong not in governing
    ]
    reason = " ".join([f"Prong {named} {verb}, as the earliest.", first.reason, *others])
    return replace(first.computed, reason=reason, instant=close_of_business(first.date, calendar))
