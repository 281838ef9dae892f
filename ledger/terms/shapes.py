"""The shapes that the values of terms have: each check raises BadInput, naming the place in the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ledger.rules.facts import BadInput, exact_number
from ledger.rules.wire.reader import Reader, read_day

Check = Callable[[object, str], object]
_DECIMAL = re.compile(r"[0-9]{1,18}(\.[0-9]{1,10})?")
_LONGEST_TEXT = 500


def text(value: object, path: str) -> None:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT:
        raise BadInput(path, f"{value!r} is not a text of 1 to {_LONGEST_TEXT} characters")


def decimal(value: object, path: str) -> None:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise BadInput(path, f'{value!r} is not an exact decimal number written as text, such as "0.0001"')


def positive(value: object, path: str) -> None:
    decimal(value, path)
    if exact_number(value, path) == 0:
        raise BadInput(path, "must be more than zero")


def percent(value: object, path: str) -> None:
    if not 0 < exact_number(value, path) <= 100:  # noqa: PLR2004 - per cent
        raise BadInput(path, f"{value!r} is not a percentage above 0 and up to 100")


def whole(value: object, path: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadInput(path, f"{value!r} is not a whole number of 0 or more")


def yes_no(value: object, path: str) -> None:
    if not isinstance(value, bool):
        raise BadInput(path, f"{value!r} is neither true nor false")


def days(value: object, path: str) -> None:
    if not isinstance(value, list):
        raise BadInput(path, "must be a list of dates")
    for index, day in enumerate(value):
        read_day(day, f"{path}[{index}]")


def one_of(choices: tuple[str, ...]) -> Check:
    def check(value: object, path: str) -> None:
        if value not in choices:
            raise BadInput(path, f"{value!r} is none of {', '.join(choices)}")

    return check


def as_scenario(read: Callable[[Reader, str], object]) -> Check:
    """The check of a term whose value is the object that a scenario file has under the same name."""

    def check(value: object, path: str) -> None:
        read(Reader({path: value}), path)

    return check


def ratio(value: object, path: str) -> None:
    """A number above zero as decimal text, or as a fraction of two such: "1", "0.5", "1/3", "1/343.65"."""
    parts = value.split("/") if isinstance(value, str) else [""]
    if len(parts) > 2:  # noqa: PLR2004 - one numerator, one denominator
        raise BadInput(path, f'{value!r} is not a number such as "1", "0.5" or "1/343.65"')
    for part in parts:
        positive(part.strip(), path)


def at_least_one(value: object, path: str) -> None:
    whole(value, path)
    if value == 0:
        raise BadInput(path, "must be at least 1: a Unit is a fraction of a whole share")


def some_of(words: tuple[str, ...]) -> Check:
    def check(value: object, path: str) -> None:
        if not isinstance(value, list):
            raise BadInput(path, f"must be a list of some of {', '.join(words)}")
        for index, word in enumerate(value):
            one_of(words)(word, f"{path}[{index}]")

    return check


def classes(value: object, path: str) -> None:
    """A list of {code, title, rights_per_share, votes}: the classes of common, the Rights of a share of each, and its
    votes, one where none are told.
    """
    if not isinstance(value, list) or not value:
        raise BadInput(path, "must be a list of the classes of common")
    codes = set()
    for index, row in enumerate(value):
        reader = Reader(row, f"{path}[{index}]")
        for key in ("code", "title"):
            text(reader.raw(key), reader.place(key))
        ratio(reader.raw("rights_per_share"), reader.place("rights_per_share"))
        if reader.has("votes"):
            decimal(reader.raw("votes"), reader.place("votes"))
        if reader.raw("code") in codes:
            raise BadInput(reader.place("code"), f"{reader.raw('code')!r} is told twice")
        codes.add(reader.raw("code"))
        reader.finish()


def titles(value: object, path: str) -> None:
    """An object of texts: exhibit number -> title."""
    if not isinstance(value, Mapping):
        raise BadInput(path, "must be an object of texts")
    for name, title in value.items():
        text(title, f"{path}.{name}")
