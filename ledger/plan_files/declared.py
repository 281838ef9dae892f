"""The parts of a plan file that are no terms: papers, people, acts and figures, with the fields of a row of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.enums import ResolutionKind
from ledger.terms.groups import Part, Rows
from ledger.terms.shapes import Choice, Day, Instant, Number, Text

if TYPE_CHECKING:
    from ledger.rules.wire.reader import Reader

_LONG = 100_000


def _rows(*parts: Part, first: str, blank: int = 1) -> Rows:
    return Rows(parts=parts, read=_as_they_stand, first=first, blank=blank)


def _as_they_stand(rows: Reader, key: str) -> object:
    """What the whole file's reading tells is not told a second time."""
    return rows.items(key)


_QUANTITY = Number(is_positive=False, unit="shares")

PARTS: dict[str, Rows] = {
    "directors": _rows(
        Part("name", "Name", Text(150)),
        Part("joined_on", "Director since", Day()),
        Part("left_on", "Left on", Day(), is_needed=False),
        Part("evidence", "Where it is said", Text(300), is_needed=False),
        first="name",
        blank=6,
    ),
    "signatories": _rows(
        Part("party", "Signs for", Choice(meanings={"issuer": "the company", "agent": "the Rights Agent"})),
        Part("name", "Name", Text(150)),
        Part("title", "Title", Text(150)),
        Part("from_on", "From", Day()),
        Part("email", "E-mail", Text(254), is_needed=False),
        first="name",
        blank=3,
    ),
    "resolutions": _rows(
        Part("number", "Number", Text(30)),
        Part("kind", "What it does", Choice(meanings=dict(ResolutionKind.choices))),
        Part("adopted_at", "Adopted", Instant(), help="New York time."),
        Part("effective_at", "Effective", Instant(), help="New York time."),
        Part("text", "Its words", Text(_LONG)),
        first="number",
    ),
    "control_book": _rows(
        Part("as_of", "As of", Day()),
        Part("outstanding", "Outstanding", _QUANTITY),
        Part("treasury", "In treasury", _QUANTITY),
        Part("reserved", "Reserved", _QUANTITY),
        Part("citation", "The sentence that says so, or its number", Text(5000)),
        first="as_of",
    ),
}
