"""Until when the Board may redeem, exchange and amend freely: one sentence, wherever it is told (R43, R48, R54)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from ledger.rules.dates import day_text, moment_text

if TYPE_CHECKING:
    from datetime import date, datetime

Power = Literal["redemption", "exchange", "amendment"]
_SAID: dict[Power, str] = {
    "redemption": "The Rights may be redeemed",
    "exchange": "The Rights may be exchanged",
    "amendment": "Any term may be amended without the holders",
}
_BY_RULE: dict[Power, str] = {
    "redemption": "at any time prior to the Distribution Date",
    "exchange": "from the first Flip-In Event until the Distribution Date",
    "amendment": "at any time prior to the Distribution Date",
}
ONE_DAY = timedelta(days=1)


def until_stated(power: Power, words: str, closes: datetime | None) -> str:
    """As the plan's own window has it, with its last moment where that is known."""
    return f"{_SAID[power]} {words}" + (f": {moment_text(closes)}." if closes else ".")


def until_distribution(power: Power, day: date | None) -> str:
    """Of a plan that states no window: until the Distribution Date, on which itself the act waits for counsel."""
    said = f"{_SAID[power]} {_BY_RULE[power]}"
    if day is None:
        return f"{said}, which no fact on record has set."
    return (
        f"{said}, {day_text(day)}; on that date itself an act is refused until counsel confirms, so "
        f"{day_text(day - ONE_DAY)} is the last day."
    )
