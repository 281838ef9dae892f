"""The clock: the only caller of now(). Instants are aware UTC; legal dates are New York dates.

A rehearsal alone holds it (`held`), for what it does itself: every other task and request goes by the real time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


_A_LOOK = timedelta(microseconds=1)


class HeldClock:
    """A clock that stands where it was put; each look is a microsecond later, so that what is recorded has an order."""

    def __init__(self, instant: datetime) -> None:
        self.put(instant)

    def put(self, instant: datetime) -> None:
        """It stands at this aware instant from now, later or earlier than before."""
        self._at = instant.astimezone(UTC)

    def look(self) -> datetime:
        """Where it stands; the next look is later."""
        self._at += _A_LOOK
        return self._at


_held: ContextVar[HeldClock | None] = ContextVar("held clock", default=None)


@contextmanager
def held(instant: datetime) -> Iterator[HeldClock]:
    """Within it, in this thread alone, the time is what the held clock says: a rehearsal's story has its own days."""
    clock = HeldClock(instant)
    token = _held.set(clock)
    try:
        yield clock
    finally:
        _held.reset(token)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    held_clock = _held.get()
    return held_clock.look() if held_clock else datetime.now(tz=UTC)


def new_york_date(instant: datetime) -> date:
    """The legal date of an aware instant: its date in New York."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone: a naive time has no legal date.")
    return instant.astimezone(NEW_YORK).date()


def today() -> date:
    """Today's legal date (New York)."""
    return new_york_date(now())
