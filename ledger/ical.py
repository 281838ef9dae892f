"""A calendar in the format of RFC 5545: lines ending in CR LF, folded at 75 octets, texts escaped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75
_CONTINUED = _LONGEST_LINE - 1  # a folded line begins with a space


@dataclass(frozen=True)
class DayEntry:
    """One whole day: `uid` stays the same when the date moves, `sequence` then rises."""

    uid: str
    on: date
    title: str
    text: str
    changed_at: datetime
    sequence: int = 0


def calendar(name: str, entries: Iterable[DayEntry]) -> str:
    """The calendar as one text."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rightsadmin//deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line ends escaped; other control characters are dropped."""
    told = text.replace("\r\n", "\n").replace("\r", "\n")
    told = "".join(letter for letter in told if letter in "\n\t" or letter.isprintable())
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        told = told.replace(plain, safe)
    return told


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never breaking a character, each but the first after a space."""
    piece, size, limit, lead = "", 0, _LONGEST_LINE, ""
    for letter in line:
        width = len(letter.encode())
        if size + width > limit:
            yield lead + piece
            piece, size, limit, lead = "", 0, _CONTINUED, " "
        piece += letter
        size += width
    yield lead + piece


def _event(entry: DayEntry) -> list[str]:
    stamp = f"{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        f"DESCRIPTION:{escaped(entry.text)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
