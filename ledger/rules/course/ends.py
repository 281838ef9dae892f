"""Whether a redemption or an exchange that the Board ordered ended the Rights (R43, R48, R57)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import freeze_at, freezes
from ledger.rules.course.happenings import distribution_instant, instant_of
from ledger.rules.dates import new_york_date
from ledger.rules.facts import Redeemed

if TYPE_CHECKING:
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Exchanged


def counts(event: Redeemed | Exchanged, record: Record) -> bool:
    """Whether the act ended the Rights at its instant: by the window that the plan's terms give it, on what had
    happened by then, and outside the freeze; one that is on record as their end always did.

    Where the terms state no window, a redemption must have come before the day of the Distribution Date, and of an
    exchange its own verdict has said.
    """
    if record.ended and record.ended.instant == event.at:
        return True
    before, terms = record.known(event.at), record.terms_at(event.at)
    is_redemption = isinstance(event, Redeemed)
    if is_redemption and freeze_at(event.at, freezes(record.events, terms.freeze_days)) is not None:
        return False
    window = terms.redemption_window if is_redemption else terms.exchange_window
    if window:
        closes = instant_of(before, window.closes, event.at)
        return closes is None or event.at < closes
    separated = distribution_instant(before) if is_redemption else None
    return separated is None or new_york_date(event.at) < new_york_date(separated)
