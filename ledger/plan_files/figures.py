"""Dates, percentages, prices, periods and fractions in a sentence, found by plain patterns: what a person may take.

Nothing here decides anything: a figure is offered with its words, and somebody confirms it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

FigureKind = Literal["percentage", "date", "price", "period", "fraction", "multiple"]


@dataclass(frozen=True)
class Figure:
    """A figure as the sentence has it, and its value: of a period how many, and of which days."""

    kind: FigureKind
    words: str
    value: tuple[str, ...]


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_PARTS = {
    "hundredth": 100,
    "thousandth": 1000,
    "ten-thousandth": 10_000,
    "ten thousandth": 10_000,
    "tenth": 10,
}
_ORDINALS = {"tenth": 10, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "ninetieth": 90}
_NUMBERS |= _ORDINALS
_SAID = "|".join((*_ORDINALS, *sorted((*_TENS, *_ONES), key=len, reverse=True)))
_WORD = rf"(?:(?:{_SAID})(?:-(?:{'|'.join(_ONES[1:10])}))?)"
_COUNT = (
    rf"(?:(?P<word>{_WORD}) \((?P<both>\d{{1,4}})\)|(?P<digits>\d{{1,4}})(?:st|nd|rd|th)?|(?P<words>{_WORD}))"
)
_MONTH = "|".join(_MONTHS)
_PERCENTAGE = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)|\b(?P<words>{_WORD}) (?:percent|per cent)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: day of)? (?P<month2>{_MONTH}),? (?P<year2>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
)
_PRICE = re.compile(r"\$ ?(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)")
_PERIOD = re.compile(
    rf"\b{_COUNT}[ -](?:(?P<kind>business|trading|calendar) )?days?\b(?! of (?:{_MONTH}))",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\bone[ -](?:one[ -])?(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b"
    r"|\b1/(?P<under>\d{1,3}(?:,\d{3})+|\d{2,6})",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    rf"\b(?:(?P<digits>\d)|(?P<words>{_WORD})) times\b|\b(?P<twice>twice)\b", re.IGNORECASE
)


def figures(sentence: str) -> tuple[Figure, ...]:
    """Every figure of the sentence, each value of a kind once, in the order of its words."""
    found: dict[tuple[str, tuple[str, ...]], tuple[int, Figure]] = {}
    for at, figure in _all(sentence):
        found.setdefault((figure.kind, figure.value), (at, figure))
    return tuple(figure for _, figure in sorted(found.values(), key=lambda row: row[0]))


def _all(sentence: str) -> Iterator[tuple[int, Figure]]:
    for found in _PERCENTAGE.finditer(sentence):
        yield (
            found.start(),
            Figure("percentage", found[0], (found["digits"] or str(_number(found["words"])),)),
        )
    for found in _DATE.finditer(sentence):
        if day := _day(found):
            yield found.start(), Figure("date", found[0], (day,))
    for found in _PRICE.finditer(sentence):
        amount = found["amount"].replace(",", "")
        yield found.start(), Figure("price", found[0], (f"0{amount}" if amount.startswith(".") else amount,))
    for found in _PERIOD.finditer(sentence):
        count = found["both"] or found["digits"] or str(_number(found["words"]))
        unit = (
            "business_days" if (found["kind"] or "").lower() in {"business", "trading"} else "calendar_days"
        )
        yield found.start(), Figure("period", found[0], (str(int(count)), unit))
    for found in _FRACTION.finditer(sentence):
        under = _PARTS[found["part"].lower()] if found["part"] else int(found["under"].replace(",", ""))
        yield found.start(), Figure("fraction", found[0], (str(under),))
    for found in _MULTIPLE.finditer(sentence):
        times = "2" if found["twice"] else found["digits"] or str(_number(found["words"]))
        yield found.start(), Figure("multiple", found[0], (times,))


def _number(words: str) -> int:
    return sum(_NUMBERS[word] for word in words.lower().split("-"))


def _day(found: re.Match[str]) -> str:
    """The date in ISO form; "" where the calendar has no such day."""
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"]).isoformat()
        month, day, year = (found[name] or found[f"{name}2"] for name in ("month", "day", "year"))
        return date(int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
    except ValueError:
        return ""
