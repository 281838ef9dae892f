"""Board extensions of prongs (i) and (ii): which count, and to what date they move the prong (R14, R47, DQ8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.business_days import BusinessCalendar, close_of_business, close_on
from ledger.rules.dates import day_text, moment_text
from ledger.rules.facts import BoardExtension
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from ledger.rules.facts import Event, Prong
    from ledger.rules.plan_terms import Extendable


@dataclass(frozen=True)
class ExtensionRecord:
    """One extension by the Board and what became of it.

    `accepted` says whether it has effect, `moves_to` the prong's date after it; None, where accepted, is
    "until the Board fixes a date". `earlier` is the date that the Board named, where it is no Business Day and the
    paper does not say whether it moves to the next.
    """

    at: datetime
    to: date | None
    accepted: bool
    moves_to: date | None
    reason: str
    earlier: date | None = None


@dataclass(frozen=True)
class ExtensionRule:
    """When the Board may move a prong: the plan's `extendable`, and when, by an instant, there first was an Acquiring
    Person. `rolls`: whether a date of the Board's on no Business Day moves to the next one, None where the paper is
    silent.
    """

    extendable: Extendable
    acquiring_person: Callable[[datetime], datetime | None]
    calendar: BusinessCalendar
    rolls: bool | None = None

    def closes(self, day: date) -> datetime:
        """The close of business on a date of the prong."""
        return close_on(day) if self.rolls is False else close_of_business(day, self.calendar)


def extensions_of(prong: Prong, events: Iterable[Event]) -> tuple[BoardExtension, ...]:
    """The Board's extensions of one prong, in the order in which they were adopted."""
    named = (event for event in events if isinstance(event, BoardExtension) and event.prong == prong)
    return tuple(sorted(named, key=lambda event: event.at))


@decides(
    "R14",
    "Extension by the Board",
)
@decides(
    "R47",
    "Extension of the redemption period",
)
def extend(
    base: date, extensions: Iterable[BoardExtension], rule: ExtensionRule
) -> tuple[date | None, tuple[ExtensionRecord, ...]]:
    """The prong's date after the extensions, and the record of each; None while the Board has to fix a date.

    An extension counts when it was adopted in time and names a later date; the next one is measured against
    the date it left. `base` is the prong's date without any. Where the paper is silent on a date that is no Business
    Day, the next one stands until counsel says otherwise.
    """
    current: date | None = base
    latest_fixed = base
    records = []
    for extension in extensions:
        refusal = _out_of_time(extension, current, rule)
        moved = extension.to
        if moved and rule.rolls is not False:
            moved = rule.calendar.adjust(moved)
        if not refusal and moved:
            refusal = _not_later(extension, moved, current, latest_fixed, rule)
        if refusal:
            records.append(ExtensionRecord(extension.at, extension.to, False, current, refusal))
            continue
        earlier = extension.to if rule.rolls is None and moved != extension.to else None
        reason = _moved_text(extension, moved)
        records.append(ExtensionRecord(extension.at, extension.to, True, moved, reason, earlier))
        current = moved
        latest_fixed = moved or latest_fixed
    return current, tuple(records)


def _out_of_time(extension: BoardExtension, current: date | None, rule: ExtensionRule) -> str | None:
    adopted = f"Adopted at {moment_text(extension.at)}"
    if rule.extendable == "no":
        return f"{adopted}, but the plan does not let the Board extend this prong."
    if current and extension.at >= rule.closes(current):
        return (
            f"{adopted}: too late, since the prong's date was {day_text(current)} and the act was not "
            "before its close of business (5:00 p.m. sharp is late)."
        )
    person = rule.acquiring_person(extension.at) if rule.extendable == "before_acquiring_person" else None
    if person:
        return (
            f"{adopted}: too late, since a person became or was announced as an Acquiring Person at "
            f"{moment_text(person)}, and the plan allows an extension only before that."
        )
    return None


def _not_later(
    extension: BoardExtension, moved: date, current: date | None, latest_fixed: date, rule: ExtensionRule
) -> str | None:
    if current and moved <= current:
        return (
            f"{day_text(moved)} is not later than the prong's date, {day_text(current)}; only a later "
            "date counts."
        )
    if moved < latest_fixed:
        return (
            f"{day_text(moved)} is earlier than {day_text(latest_fixed)}, from which the prong was deferred."
        )
    if extension.at >= rule.closes(moved):
        return f"{day_text(moved)} had already closed when the Board acted; an extension is never back-dated."
    return None


def _moved_text(extension: BoardExtension, moved: date | None) -> str:
    adopted = f"Adopted in time, at {moment_text(extension.at)}"
    if moved is None:
        return f"{adopted}: the prong is deferred until the Board fixes a date."
    if moved != extension.to and extension.to:
        return (
            f"{adopted}: {day_text(extension.to)} is no Business Day, so the prong moves to "
            f"{day_text(moved)}."
        )
    return f"{adopted}: the prong moves to {day_text(moved)}."
