"""Certificate numbers: one series per plan, unique, never used twice, every gap explained (form.md F1)."""

import re
from collections.abc import Iterable

PREFIX = "R"
WIDTH = 7
NUMBER = re.compile(r"R-(\d{7,})", re.ASCII)
_RANGE = re.compile(r"(R-\d+)\s*(?:-|–|\bTO\b)\s*(R-\d+)", re.ASCII)
MOST_AT_ONCE = 10_000


SCANNED = re.compile(r"(?:R-?)?0*([1-9]\d{0,8})", re.ASCII | re.IGNORECASE)
BETWEEN = re.compile(r"[\s,;]+")


def certificate_number(serial: int) -> str:
    """The printed number of a serial: 1 is "R-0000001". Raises ValueError below 1."""
    if serial < 1:
        raise ValueError(f"{serial} cannot number a certificate: the series starts at 1.")
    return f"{PREFIX}-{serial:0{WIDTH}d}"


def serial_of(number: str) -> int:
    """The serial of a printed number; raises ValueError with a sentence for staff if it is not one.

    The inverse of `certificate_number`: every serial has exactly one printed form.
    """
    match = NUMBER.fullmatch(number)
    serial = int(match[1]) if match else 0
    if serial < 1 or certificate_number(serial) != number:
        raise ValueError(f"{number!r} is not a certificate number: it must look like R-0000001.")
    return serial


def serials_in(text: str) -> list[int]:
    """The serials of printed numbers and ranges of them: "R-0000001 R-0000005-R-0000007" is 1, 5, 6, 7, each once.

    Blanks, commas, semicolons and lines part them; a range has a hyphen or "to" between. Raises ValueError, with a
    sentence for staff, for what is none, a range that runs backwards, or more than MOST_AT_ONCE.
    """
    words = _RANGE.sub(r"\1:\2", text.strip().upper())
    found: set[int] = set()
    for word in re.split(r"[\s,;]+", words):
        first, _, last = word.partition(":")
        serials = range(serial_of(first), serial_of(last or first) + 1)
        if not serials:
            raise ValueError(f"{first} to {last} runs backwards.")
        if len(serials) + len(found) > MOST_AT_ONCE:
            raise ValueError(f"More than {MOST_AT_ONCE:,} certificates at once: take them in parts.")
        found.update(serials)
    return sorted(found)


def spans(serials: Iterable[int]) -> list[tuple[int, int]]:
    """The serials, which are in order, as (first, last) of each unbroken range."""
    found: list[tuple[int, int]] = []
    for serial in serials:
        if found and found[-1][1] == serial - 1:
            found[-1] = (found[-1][0], serial)
        else:
            found.append((serial, serial))
    return found


def scanned_serials(text: str) -> tuple[list[int], list[str]]:
    """The serials in what a scanner or a clerk wrote, each once, in its order; and the words that are none.

    The bar code says "R-0000007"; a clerk may write "7". Line ends, spaces, commas and semicolons part them.
    """
    words = [word for word in BETWEEN.split(text.strip()) if word]
    read = [(word, SCANNED.fullmatch(word)) for word in words]
    serials = dict.fromkeys(int(match[1]) for _, match in read if match)
    return list(serials), [word for word, match in read if not match]
