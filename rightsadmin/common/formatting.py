"""How numbers, dates and instants are written for people: on pages, in tables and in letters of the UI."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rightsadmin.common.clock import NEW_YORK

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERCENT_PLACES = 4
_STORED_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?")


def quantity(value: int | Decimal | None) -> str:
    """17890739 -> "17,890,739"; a fraction keeps exactly the digits it has; "—" for None."""
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else f"{plain(value):,f}"


def plain(value: Decimal) -> Decimal:
    """The same figure with the digits it has: no zeros of the scale it is stored in, no exponent."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def money(value: Decimal | int | None) -> str:
    """Dollars with at least two places and never fewer than the figure has: 20 -> "$20.00", .0001 -> "$0.0001"."""
    if value is None:
        return "—"
    exact = Decimal(value)
    exponent = exact.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    sign = "−" if exact < 0 else ""
    return f"{sign}${abs(exact):,.{places}f}"


def percent(value: Fraction | Decimal | None) -> str:
    """A share as a percentage, half-up to four places: 81/500 -> "16.2%".

    A figure just below a whole percentage is never written as that percentage: places are added until it differs,
    because 14.999999% must not read as the 15% of a threshold.
    """
    if value is None:
        return "—"
    exact = Fraction(value) * 100
    places = PERCENT_PLACES
    while True:
        scaled = exact * 10**places
        rounded = (
            Decimal(int(scaled + Fraction(1, 2))) / 10**places
        )  # half-up: a percentage here is never negative
        if Fraction(rounded) == exact or rounded != rounded.to_integral_value(ROUND_HALF_UP):
            return f"{quantity(rounded)}%"
        places += 2


def mixed(value: Fraction) -> str:
    """An exact number as people write it, a whole and a fraction: 64/7 -> "9 1/7", 2/7 -> "2/7", 4 -> "4"."""
    whole, rest = divmod(abs(value), 1)
    sign = "−" if value < 0 else ""
    parts = [f"{whole:,}"] if whole or not rest else []
    return sign + " ".join([*parts, *([f"{rest.numerator:,}/{rest.denominator:,}"] if rest else [])])


def long_date(value: date | None) -> str:
    """A legal date in full: "Wednesday 30 December 1998"."""
    return f"{value:%A} {value.day} {value:%B %Y}" if value else "—"


def short_date(value: date | None) -> str:
    """A legal date in a table: "30 Dec 1998"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "—"


def _clock_time(local: datetime) -> str:
    hour = local.hour % 12 or 12
    half = "a.m." if local.hour < 12 else "p.m."  # noqa: PLR2004 - noon
    seconds = f":{local.second:02d}" if local.second else ""
    return f"{hour}:{local.minute:02d}{seconds} {half}"


def instant(value: datetime | None) -> str:
    """An aware instant as New York reads it, with its zone: "30 Dec 1998, 5:00 p.m. EST"."""
    if value is None:
        return "—"
    local = value.astimezone(NEW_YORK)
    return f"{short_date(local.date())}, {_clock_time(local)} {local:%Z}"


def short_digest(value: str) -> str:
    """The first and last eight characters of a SHA-256, enough to compare by eye."""
    return f"{value[:8]}…{value[-8:]}" if value else "—"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 holder", "2,500 holders"; `many` where an s is not enough."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def state_words(state: str) -> str:
    """A stored state as words: "NOT_TRIGGERED" -> "Not triggered"."""
    return label(state).capitalize()


def label(name: str) -> str:
    """A stored name for reading: "effective_on" as "effective on", "would_own_pct" as "would own percentage"."""
    return " ".join("percentage" if word == "pct" else word for word in name.split("_"))


def recorded(value: object) -> str:
    """A stored value for reading: yes or no, figures with their commas, days and instants as New York reads them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "—"
    if isinstance(value, list):
        return ", ".join(map(recorded, value)) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{label(str(name))}: {recorded(part)}" for name, part in value.items()) or "—"
    return quantity(value) if isinstance(value, int) else _moment_words(str(value))


def _moment_words(text: str) -> str:
    if not _STORED_MOMENT.fullmatch(text):
        return text
    try:
        if "T" not in text:
            return long_date(date.fromisoformat(text))
        read = datetime.fromisoformat(text)
    except ValueError:
        return text
    return instant(read if read.tzinfo else read.replace(tzinfo=NEW_YORK))  # without a zone it is New York's
