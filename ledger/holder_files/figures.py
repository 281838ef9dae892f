"""Quantities and days as agents write them, read into exact figures and into the house's own form of a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PLAIN = re.compile(
    r"(?:[0-9]{1,24}|[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,3}(?: [0-9]{3}){1,6})(?:\.[0-9]{0,10})?|\.[0-9]{1,10}"
)
_COMMA = re.compile(r"(?:[0-9]{1,24}|[0-9]{1,3}(?:[. ][0-9]{3}){1,6})(?:,[0-9]{1,10})?")
_WORDS = re.compile(r"\s*(?:SHARES|SHS|SH|UNITS)\.?$", re.IGNORECASE)
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9:.]+(?: ?[AP]M)?$", re.IGNORECASE)
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
MOST = Decimal(10**18)

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), start=1
    )
}
# Day 1 of a spreadsheet is 1 January 1900, and it counts a 29 February 1900 that never was.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(61, 80_000)


def quantity(text: str, *, implied: int = 0, decimal_comma: bool = False) -> Decimal | None:
    """The figure, negative where a sign or brackets say so; None where it is none.

    `implied`: so many of the last digits are decimals, with no point before them.
    """
    told = _WORDS.sub("", text.strip()).removeprefix("$").strip()
    negative = False
    if told.startswith("(") and told.endswith(")"):
        negative, told = True, told[1:-1].strip()
    elif told.endswith(_MINUS):
        negative, told = True, told[:-1].strip()
    elif told.startswith(_MINUS):
        negative, told = True, told[1:].strip()
    elif told.startswith("+"):
        told = told[1:].strip()
    if not (_COMMA if decimal_comma else _PLAIN).fullmatch(told):
        return None
    plain = told.replace(" ", "")
    plain = plain.replace(".", "").replace(",", ".") if decimal_comma else plain.replace(",", "")
    figure = Decimal(plain.rstrip(".") or "0")
    if implied and "." not in plain:
        figure = figure.scaleb(-implied)
    if figure >= MOST:
        return None
    return -figure if negative else figure


def _numbers(pattern: str, order: str) -> Callable[[str, date], date | None]:
    form = re.compile(pattern)

    def read(text: str, as_of: date) -> date | None:
        found = form.fullmatch(text)
        if not found:
            return None
        parts = dict(zip(order, found.groups(), strict=True))
        return _day(parts["y"], parts["m"], parts["d"], as_of)

    return read


def _named(text: str, as_of: date) -> date | None:
    found = re.fullmatch(r"([0-9]{1,2})[- /.]?([A-Za-z]{3})[A-Za-z]*[- /.,]?\s?([0-9]{2,4})", text)
    month = _MONTHS.get(found[2].upper()) if found else None
    return _day(found[3], str(month), found[1], as_of) if found and month else None


def _serial(text: str, _: date) -> date | None:
    if not re.fullmatch(r"[0-9]{2,5}(?:\.0*)?", text):
        return None
    days = int(text.partition(".")[0])
    return _SERIAL_ZERO + timedelta(days=days) if days in _SERIALS else None


def _day(year: str, month: str, day: str, as_of: date) -> date | None:
    if len(year) == 3:  # noqa: PLR2004 - no year is written so
        return None
    full = int(year)
    if len(year) <= 2:  # noqa: PLR2004 - a year of two digits is the last one of its kind
        full += as_of.year // 100 * 100
        full -= 100 if full > as_of.year else 0
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


# Each with its name on the page. The order is that in which they are tried.
DAYS: dict[str, tuple[str, Callable[[str, date], date | None]]] = {
    "iso": ("1998-12-04", _numbers(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", "ymd")),
    "ymd": ("19981204", _numbers(r"((?:1[89]|20)[0-9]{2})([0-9]{2})([0-9]{2})", "ymd")),
    "mdy": (
        "12/4/1998 or 12/04/98, the month first",
        _numbers(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})", "mdy"),
    ),
    "dmy": (
        "4/12/1998 or 04/12/98, the day first",
        _numbers(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})", "dmy"),
    ),
    "named": ("04-DEC-1998 or 4 Dec 98", _named),
    "mdy8": ("12041998, the month first", _numbers(r"([0-9]{2})([0-9]{2})((?:1[89]|20)[0-9]{2})", "mdy")),
    "mdy6": ("120498, the month first", _numbers(r"([0-9]{2})([0-9]{2})([0-9]{2})", "mdy")),
    "serial": ("36133, a spreadsheet's count of days", _serial),
}
NO_DAYS = frozenset({"", "0", "00000000", "00/00/0000", "0000-00-00", "000000", "N/A", "NULL"})


def day(text: str, form: str, as_of: date) -> date | None:
    """The day, None where the text is none of that form; a time of day after it says nothing."""
    return DAYS[form][1](_TIME.sub("", text), as_of)


def forms_of(values: Sequence[str], as_of: date) -> list[str]:
    """The forms in which every one of the values is a day, in the order in which they are likely."""
    told = [value for value in values if value.upper() not in NO_DAYS]
    return [form for form in DAYS if told and all(day(value, form, as_of) for value in told)]
