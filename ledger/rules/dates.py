"""Days and instants in words, and the one way from an instant to its legal date: for rules, and for every sentence.

A page shows a day or an instant by `rightsadmin.common.formatting`, which knows "none"; nothing else writes one.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
_NOON = 12


def new_york_date(instant: datetime) -> date:
    """The New York calendar date of an aware instant: the only way an instant becomes a legal date."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone; a legal date needs one")
    return instant.astimezone(NEW_YORK).date()


def to_utc(moment: datetime) -> datetime:
    """The instant in UTC; a moment without a zone is New York wall time."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=NEW_YORK)).astimezone(UTC)


def start_of(day: date) -> datetime:
    """The first instant of a New York day, in UTC: from then on what is effective on the day is in force."""
    return datetime.combine(day, time.min, NEW_YORK).astimezone(UTC)


def anniversary(day: date, years: int) -> date:
    """The same date years later; that of a 29 February is 28 February where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def date_text(day: date | datetime | None) -> str:
    """A date, or the legal date of an instant, as a sentence names it: "04 December 1998"; where none is kept, so."""
    if day is None:
        return "a day not recorded"
    return f"{new_york_date(day) if isinstance(day, datetime) else day:%d %B %Y}"


def month_text(day: date) -> str:
    """The month of a date: "January 1999"."""
    return f"{day:%B %Y}"


def day_text(day: date) -> str:
    """A date as a lawyer writes it: "Friday 25 December 1998"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def prose_date(day: date) -> str:
    """A date as legal prose has it: "November 24, 1998"."""
    return f"{day:%B} {day.day}, {day.year}"


def moment_text(instant: datetime) -> str:
    """An instant as a lawyer writes it: "5:00 p.m. New York on Friday 25 December 1998"."""
    local = instant.astimezone(NEW_YORK)
    half = "a.m." if local.hour < _NOON else "p.m."
    return f"{(local.hour - 1) % _NOON + 1}:{local:%M} {half} New York on {day_text(local.date())}"


def prose_moment(instant: datetime) -> str:
    """An instant as legal prose has it: 12:00 noon, New York City time, on December 15, 1998."""
    local = instant.astimezone(NEW_YORK)
    half = "noon" if (local.hour, local.minute) == (_NOON, 0) else "a.m." if local.hour < _NOON else "p.m."
    return (
        f"{(local.hour - 1) % _NOON + 1}:{local:%M} {half}, New York City time, on {prose_date(local.date())}"
    )
