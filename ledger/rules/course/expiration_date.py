"""The Expiration Date: the earliest of the final date, a redemption and an exchange of all Rights (R24, R46, DQ1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.rules.course.distribution import Break
from ledger.rules.course.ends import counts
from ledger.rules.course.final_expiration import final_expiration
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.facts import Computed, Exchanged, Redeemed
from ledger.rules.findings import Finding, hold
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.final_expiration import FinalExpiration
    from ledger.rules.course.record import Ended, Record

_RULE = "ledger.rules.course.expiration_date.expiration_date"
_SECTION = "Expiration; R24, R46"
_NOUNS = {"expired": "their expiration", "redeemed": "their redemption", "exchanged": "their exchange"}


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
    `is_on_record`: the end is posted; `breaks` are what would have changed it since.
    """

    computed: Computed[date | None]
    how: str
    endings: tuple[Ending, ...]
    findings: tuple[Finding, ...]
    is_on_record: bool = False
    breaks: tuple[Break, ...] = ()


@decides(
    "R24",
    "Expiration",
    term="Expiration Date",
)
@decides(
    "R46",
    "Effect of redemption",
)
def expiration_date(
    record: Record, as_of: datetime | None = None, *, decided: Distribution | None = None
) -> Expiration:
    """The Rights end on the earliest of their final expiration, a redemption and an exchange of them all.

    A redemption counts when it came before the Distribution Date and outside the freeze (R43, R57). The final
    date ends at its close of business. A final date before the Record Date is kept and held (DQ1), and so is one on no
    Business Day of which the paper does not say whether it moves to the next. An end that is posted is the end,
    whatever was found since; the two answers are then a break. Of two at one instant the final date is the end: what
    comes earlier ends them before it. `as_of` leaves out what was not known; `decided` is the distribution as known
    then, and spares folding the final date again.
    """
    known = record.known(as_of)
    own = known.calendar_at(known.terms.rows[-1][0])
    ended = [event for event in known.events if isinstance(event, Redeemed | Exchanged)]
    unposted = replace(known, ended=None)
    # An end on record is not asked of itself: what is known now says what it would be.
    endings = [
        Ending(
            "redeemed" if isinstance(event, Redeemed) else "exchanged",
            new_york_date(event.at),
            event.at,
            f"The Rights were {'redeemed' if isinstance(event, Redeemed) else 'exchanged'} at "
            f"{moment_text(event.at)} and ended at that instant.",
        )
        for event in ended
        if counts(event, unposted)
    ]
    findings: tuple[Finding, ...] = ()
    final = decided.final if decided else final_expiration(known, as_of)
    if final and final.day:
        endings.append(Ending("expired", final.day, final.instant, final.reason))
        findings = _in_doubt(final)
    endings.sort(
        key=lambda ending: (ending.day, ending.instant is None, ending.instant, ending.how != "expired")
    )
    first = endings[0] if endings else None
    reason = (
        final.reason if final else "The plan states no final expiration, and the Rights have not been ended."
    )
    computed: Computed[date | None] = Computed(
        first.day if first else None,
        first.reason if first else reason,
        _SECTION,
        _RULE,
        instant=first.instant if first else None,
        inputs=tuple((ending.how, ending.day.isoformat()) for ending in endings),
        calendar=own.code,
        calendar_version=own.version,
    )
    found = Expiration(computed, first.how if first else "", tuple(endings), findings)
    return _on_record(found, known.ended) if known.ended else found


def _on_record(found: Expiration, ended: Ended) -> Expiration:
    """The end that is posted; where what is known now would give another, with that break."""
    if (found.how, found.computed.instant) == (ended.how, ended.instant):
        return replace(found, findings=(), is_on_record=True)
    were = "expired" if ended.how == "expired" else f"were {ended.how}"
    posted = f"The Rights {were} at {moment_text(ended.instant)}"
    at = found.computed.instant
    other = f"{_NOUNS[found.how]} at {moment_text(at)}" if found.how and at else "none"
    sentence = (
        f"{posted}, and that end is on record. On the facts and terms known now their end would be {other}: nothing "
        "moves until counsel and a second person decide."
    )
    ending = Ending(ended.how, ended.day, ended.instant, f"{posted}, and that end is on record.")
    computed = replace(found.computed, value=ended.day, reason=sentence, instant=ended.instant)
    return Expiration(
        computed,
        ended.how,
        (ending, *(each for each in found.endings if each.how != ended.how)),
        (),
        is_on_record=True,
        breaks=(Break(ended.day, found.computed.value, sentence),),
    )


def _in_doubt(final: FinalExpiration) -> tuple[Finding, ...]:
    if final.before_record_date:
        return (hold("DQ1", f"{final.reason} Nothing expires until counsel confirms the date."),)
    if final.unsaid:
        return (
            hold(
                "R24",
                f"The expiration, {day_text(final.unsaid)}, is no Business Day, and the paper does not say whether it "
                "moves to the next: nothing expires until counsel says so.",
            ),
        )
    return ()
