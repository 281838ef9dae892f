"""What a file's own words propose: its header, what each column is, how its days and figures are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.enums import Listing
from ledger.holder_files.figures import forms_of, quantity
from ledger.holder_files.layout import MOST_COLUMNS
from ledger.holder_files.profile import Profile
from ledger.holder_files.targets import NOT_READ, plain, proposed, target_of
from ledger.holder_files.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.holder_files.lines import Record

# A row of so many known words is a header.
_FEWEST_KNOWN = 2
_LONGEST_LABEL = 60
_DIGIT = re.compile(r"[0-9]")
_DEPOSITORY = re.compile(r"\b(?:PARTICIPANT|DTC)\b")


def header_of(records: Sequence[Record], wanted: Sequence[str]) -> Record | None:
    """The row that names every column wanted; without any, the first row with the most words that are known, else the
    first row where it alone has no digit.
    """
    if wanted:
        names = {plain(label) for label in wanted}
        return next((each for each in records if names <= {plain(name) for name in _labels(each)}), None)
    best, most = None, _FEWEST_KNOWN - 1
    for record in records:
        known = len({word for cell in record.fields if (word := target_of(cell))})
        if known > most:
            best, most = record, known
    if best is None and len(records) > 1 and not any(_DIGIT.search(cell) for cell in records[0].fields):
        is_first = all(any(_DIGIT.search(cell) for cell in each.fields) for each in records[1:])
        return records[0] if is_first and len(records[0].fields) > 1 else None
    return best


def labels_of(fields: Sequence[str], *, named: bool) -> tuple[str, ...]:
    """A name for each column, none twice: its header, or its number where it has none."""
    labels: list[str] = []
    taken: set[str] = set()
    for number, told in enumerate(fields[:MOST_COLUMNS], start=1):
        label = " ".join(printable(told).split())[:_LONGEST_LABEL] if named else ""
        if not plain(label):
            label = f"Column {number}"
        stem, count = label, 1
        while plain(label) in taken:
            count += 1
            label = f"{stem} ({count})"
        taken.add(plain(label))
        labels.append(label)
    return tuple(labels)


def _labels(record: Record) -> tuple[str, ...]:
    return labels_of(record.fields, named=True)


def guessed(labels: Sequence[str], sample: Sequence[Record], as_of: date, *, has_header: bool) -> Profile:
    """The profile that the header and the first rows propose; what they leave open is left open."""
    words = proposed(labels) if has_header else [NOT_READ] * len(labels)

    def values(word: str) -> list[str]:
        return [
            record.fields[place]
            for place, each in enumerate(words)
            if each == word
            for record in sample
            if place < len(record.fields) and record.fields[place]
        ]

    if len(set(values("class"))) == 1:  # one issue alone: nothing to tell apart
        words = [NOT_READ if word == "class" else word for word in words]
    days = forms_of([*values("opened_on"), *values("deceased_on")], as_of)
    figures = values("shares")
    is_depository = any(_DEPOSITORY.search(plain(label)) for label in labels)
    return Profile(
        columns=tuple(zip(labels, words, strict=True)),
        listing=(Listing.PARTICIPANTS if is_depository else Listing.REGISTER).value,
        has_header=has_header,
        days=days[0] if days else "",
        decimal_comma=any(quantity(each) is None for each in figures)
        and all(quantity(each, decimal_comma=True) is not None for each in figures),
        merges_certificates="certificate" in words,
    )


def places_of(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where the columns of a fixed-width file may begin and end (from 1): between them every line is blank."""
    width = max((len(line) for line in lines), default=0)
    blank = [all(place >= len(line) or line[place] == " " for line in lines) for place in range(width)]
    places: list[tuple[int, int]] = []
    begin = None
    for place, is_gap in enumerate([*blank, True]):
        if begin is None and not is_gap:
            begin = place
        elif begin is not None and is_gap:
            places.append((begin + 1, place))
            begin = None
    return places
