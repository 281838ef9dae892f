"""What staff must see beside a Distribution Date: differences of reading, doubts, acts without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.business_days import close_of_business
from ledger.rules.continuing_directors import freeze_at, freezes
from ledger.rules.course.final_expiration import final_expiration
from ledger.rules.course.prongs import percent_text
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BoardExtension,
    Notice,
    Redeemed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.rules.business_days import BusinessCalendar
    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Event
    from ledger.rules.plan_terms import PlanTerms


def strict_reading(
    answer: Distribution, strict: Distribution, record: Record, strict_record: Record
) -> Iterable[Notice]:
    """Where the stricter reading of the calendar gives other dates."""
    since = record.terms.rows[-1][0]
    calendar, strict_calendar = record.calendar_at(since), strict_record.calendar_at(since)
    pairs = [("the Distribution Date", answer.date, strict.date)] + [
        (f"prong ({row.prong})", row.date, other.date)
        for row, other in zip(answer.prongs, strict.prongs, strict=True)
    ]
    differing = [
        f"{what} is {_day_or_none(day)} by {calendar.code} and {_day_or_none(other)} by "
        f"{strict_calendar.code}"
        for what, day, other in pairs
        if day != other
    ]
    if differing:
        yield Notice(
            "strict_reading_differs",
            f"{'; '.join(differing)}. On the words “authorized or obligated by law to close” the strict "
            "reading is arguable: the act waits for counsel.",
        )


def _day_or_none(day: date | None) -> str:
    return day_text(day) if day else "no date"


def notices(record: Record, answer: Distribution) -> Iterable[Notice]:
    """Every matter to be seen beside the answer, by the terms in force last."""
    since, terms = record.terms.rows[-1]
    events = record.events
    yield from _of_dates(record, terms, answer, record.calendar_at(since))
    windows = freezes(events, terms.freeze_days)
    if windows:
        yield Notice(
            "freeze_legal_risk",
            f"The Board is restricted through {day_text(windows[-1].last)}; Delaware courts have "
            "doubted and struck "
            "such provisions. It is enforced as written until counsel confirms otherwise.",
        )
    for event in events:
        if isinstance(event, Redeemed):
            freeze = freeze_at(event.at, windows)
            if freeze:
                yield Notice(
                    "redemption_in_freeze",
                    f"The redemption at {moment_text(event.at)} falls in the freeze through "
                    f"{day_text(freeze.last)}; "
                    "the Board may not authorize it, so it is given no effect.",
                )
            elif answer.date and new_york_date(event.at) == answer.date:
                yield Notice(
                    "redeemed_on_distribution_date",
                    f"The redemption at {moment_text(event.at)} falls on the Distribution Date, and "
                    "redemption is "
                    "allowed only prior to it: it is given no effect until counsel confirms.",
                )
        elif isinstance(event, BoardExtension) and freeze_at(event.at, windows):
            yield Notice(
                "extension_in_freeze",
                f"The extension at {moment_text(event.at)} falls in the freeze. It is not among the "
                "acts the freeze names; whether it is reached is arguable and waits for counsel.",
            )
        elif (
            isinstance(event, AdversePersonDeclared)
            and terms.immediate_pct is not None
            and event.pct >= terms.immediate_pct
        ):
            yield Notice(
                "adverse_person_at_immediate_percentage",
                f"The Adverse Person is recorded with {percent_text(event.pct)}. Prong (iii) needs an "
                "announcement of that ownership; if there was one, record it.",
            )
    yield from _of_prongs(answer, events)


def _of_dates(
    record: Record, terms: PlanTerms, answer: Distribution, calendar: BusinessCalendar
) -> Iterable[Notice]:
    final = final_expiration(record)
    if final and final.day and final.before_record_date:
        yield Notice(
            "expiry_before_record_date",
            f"The expiration, {day_text(final.day)}, is before the Record Date, "
            f"{day_text(terms.record_date)}: no Rights could ever exist. Nothing may rest on it until "
            "counsel confirms the date.",
        )
    day = answer.date
    if day is None:
        return
    if day < terms.record_date:
        yield Notice(
            "distribution_before_record_date",
            f"{day_text(day)} is before the Record Date, {day_text(terms.record_date)}, and the plan "
            "sets no floor.",
        )
    if final and final.day == day:
        yield Notice(
            "expires_on_distribution_date",
            "The Rights expire at the close of business on the Distribution Date itself.",
        )
    if not calendar.is_business_day(day):
        yield Notice(
            "distribution_date_not_business_day",
            f"{day_text(day)} is no Business Day and does not roll; the close of business on it is "
            f"{moment_text(close_of_business(day, calendar))}.",
        )
    counted = {step.date for step in answer.steps} | {day}
    near = [row for row in calendar.notable_days if row.date in counted and row.date not in terms.closings]
    if near:
        listed = "; ".join(f"{day_text(row.date)} ({row.reason})" for row in near)
        yield Notice(
            "near_one_off",
            f"Counted as Business Days although others were closed: {listed}. Counsel may list them as "
            "closings.",
        )


def _of_prongs(answer: Distribution, events: tuple[Event, ...]) -> Iterable[Notice]:
    for row in answer.prongs:
        for extension in row.extensions:
            if not extension.accepted:
                yield Notice("extension_refused", f"Prong ({row.prong}): {extension.reason}")
        if row.prong in {"iii", "iv"}:
            for event in events:
                if isinstance(event, BoardExtension) and event.prong == row.prong:
                    yield Notice(
                        "extension_refused",
                        f"Prong ({row.prong}): adopted at {moment_text(event.at)}, but prongs (iii) and "
                        "(iv) are never extended.",
                    )
    permitted = any(c.status == "PERMITTED" for c in answer.prongs[1].candidates)
    if permitted and any(isinstance(event, AcquiringPersonAnnounced) for event in events):
        yield Notice(
            "permitted_offer_crossing",
            "A Permitted Offer is excepted from prong (ii) only; an announcement of what it acquired "
            "still counts under prongs (i) and (iii). The act waits for counsel.",
        )
