"""The clock: the only caller of now(). Instants are aware UTC; legal dates are New York dates."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def new_york_date(instant: datetime) -> date:
    """The legal date of an aware instant: its date in New York."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone: a naive time has no legal date.")
    return instant.astimezone(NEW_YORK).date()


def today() -> date:
    """Today's legal date (New York)."""
    return new_york_date(now())
