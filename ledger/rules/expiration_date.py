"""The Expiration Date: the earliest of the final date, a redemption and an exchange of all Rights (R24, R46, DQ1).

8-K: "The Rights ... will expire at the close of business on November 24, 1998, unless the Rights are earlier
redeemed or exchanged by the Company".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.business_days import BusinessCalendar, OutOfRange, close_of_business
from ledger.rules.continuing_directors import freeze_at, freezes
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.distribution_date import distribution_date
from ledger.rules.facts import Computed, Exchanged, Redeemed
from ledger.rules.findings import Finding, hold
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ledger.rules.facts import Event, PlanTerms

_RULE = "ledger.rules.expiration_date.expiration_date"
_SECTION = "Expiration; R24, R46"


@dataclass(frozen=True)
class Ending:
    """One way in which the Rights end: `how` is expired, redeemed or exchanged."""

    how: str
    day: date
    instant: datetime | None
    reason: str


@dataclass(frozen=True)
class Expiration:
    """The Expiration Date: `computed.value` is None for a plan with no end in sight; `endings` keeps them all.

    `how` is the way it ends, empty without one. `findings` hold every expiry while the date is in doubt (DQ1).
    """

    computed: Computed[date | None]
    how: str
    endings: tuple[Ending, ...]
    findings: tuple[Finding, ...]


@decides(
    "R24",
    "Expiration",
    "will expire at the close of business on November 24, 1998, unless the Rights are "
    "earlier redeemed or exchanged by the Company as described below",
    term="Expiration Date",
)
@decides(
    "R46",
    "Effect of redemption",
    "Immediately upon effectiveness of the action of the Board ordering the redemption "
    "of the Rights, the Rights will terminate and the only right of the holders of "
    "Rights will be to receive the Redemption Price.",
)
def expiration_date(terms: PlanTerms, events: Iterable[Event], calendar: BusinessCalendar) -> Expiration:
    """The Rights end on the earliest of their final expiration, a redemption and an exchange of them all.

    A redemption counts when it came before the Distribution Date and outside the freeze (R43, R57). The final
    date ends at its close of business. A final date before the Record Date is kept and held (DQ1).
    """
    known = tuple(events)
    own = calendar.with_closings(terms.closings)
    ended = [event for event in known if isinstance(event, Redeemed | Exchanged)]
    # Only what ends the Rights early must have come before they separated.
    separated = distribution_date(terms, known, calendar).date if ended else None
    endings = [
        Ending(
            "redeemed" if isinstance(event, Redeemed) else "exchanged",
            new_york_date(event.at),
            event.at,
            f"The Rights were {'redeemed' if isinstance(event, Redeemed) else 'exchanged'} at "
            f"{moment_text(event.at)} and ended at that instant.",
        )
        for event in ended
        if _counts(event, separated, terms, known)
    ]
    findings: tuple[Finding, ...] = ()
    if terms.expiration:
        endings.append(_final(terms.expiration, own))
        if terms.expiration < terms.record_date:
            findings = (
                hold(
                    "DQ1",
                    f"The expiration as written, {day_text(terms.expiration)}, is before the Record Date, "
                    f"{day_text(terms.record_date)}. Nothing expires until counsel confirms the date.",
                ),
            )
    endings.sort(key=lambda ending: ending.day)
    first = endings[0] if endings else None
    computed: Computed[date | None] = Computed(
        first.day if first else None,
        first.reason if first else "The plan states no final expiration, and the Rights have not been ended.",
        _SECTION,
        _RULE,
        instant=first.instant if first else None,
        inputs=tuple((ending.how, ending.day.isoformat()) for ending in endings),
        calendar=own.code,
        calendar_version=own.version,
    )
    return Expiration(computed, first.how if first else "", tuple(endings), findings)


def _counts(
    event: Redeemed | Exchanged, separated: date | None, terms: PlanTerms, events: tuple[Event, ...]
) -> bool:
    if separated and new_york_date(event.at) >= separated:
        return False
    return isinstance(event, Exchanged) or freeze_at(event.at, freezes(events, terms.freeze_days)) is None


def _final(day: date, calendar: BusinessCalendar) -> Ending:
    try:
        instant = close_of_business(day, calendar)
    except OutOfRange:
        instant = None
    return Ending("expired", day, instant, f"The Rights expire at the close of business on {day_text(day)}.")
