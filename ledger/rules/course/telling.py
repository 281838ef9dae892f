"""What must be told of the end of the Rights on every page, from its order to its posting (R24, R46)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.rules.course.answers import is_end_in_doubt
from ledger.rules.dates import moment_text
from ledger.rules.facts import Redeemed

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.rules.course.answers import Asked

# The state that each way of ending brings, in words; and the act that posts it.
_ACTS = {"redeemed": "redemption", "exchanged": "exchange", "expired": "expiration"}


@dataclass(frozen=True)
class ToldEnd:
    """An end of all the Rights that is not posted: in a heading, in a sentence, and the act that it waits for.

    `is_come` is False of one that was ordered with effect from a later instant.
    """

    at: datetime
    heading: str
    sentence: str
    next_act: str
    is_come: bool = True


def told_end(asked: Asked) -> ToldEnd | None:
    """The end that has come by the instant, or one of those ordered for a later one; None without one.

    That the Rights will expire is told by their deadline. Whether an end is posted is the caller's to know.
    """
    for ending in asked.ending.endings:
        if ending.instant is None or asked.at < ending.instant:
            continue
        when = moment_text(ending.instant)
        if ending.how == "expired" and is_end_in_doubt(asked):
            why = asked.ending.findings[0].sentence
            return ToldEnd(ending.instant, f"The Rights may have ended at {when}", why, "quality")
        return ToldEnd(
            ending.instant,
            f"Ended at {when}, not yet posted",
            f"The Rights were {ending.how} by law at that instant: from then on shares are issued and moved alone. The "
            "ledger shows them until two persons have posted it.",
            _ACTS[ending.how],
        )
    to_come = [event for event in asked.ordered if event.at > asked.at]
    if not to_come:
        return None
    first = min(to_come, key=lambda event: event.at)
    how = "redeemed" if isinstance(first, Redeemed) else "exchanged"
    return ToldEnd(
        first.at,
        f"The Rights will be {how} at {moment_text(first.at)}",
        "Until then they stand as they are; from that instant on shares are issued and moved alone.",
        _ACTS[how],
        is_come=False,
    )
