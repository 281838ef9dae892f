"""Readers of terms that no scenario file has: each answers or raises BadInput, naming the place."""

from __future__ import annotations

from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader
from ledger.terms.shapes import Number, Ratio, Text


def read_classes(terms: Reader, key: str) -> tuple[str, ...]:
    """The codes of the classes of common, each told once, from rows of code, title, Rights of a share and votes."""
    codes: list[str] = []
    for place, item in terms.items(key):
        row = Reader(item, place)
        for name in ("code", "title"):
            Text().check(row.raw(name), row.place(name))
        Ratio().check(row.raw("rights_per_share"), row.place("rights_per_share"))
        row.remarks("votes")
        if row.has("votes"):
            Number(is_positive=False).check(row.raw("votes"), row.place("votes"))
        if row.raw("code") in codes:
            raise BadInput(row.place("code"), f"{row.raw('code')!r} is told twice")
        codes.append(row.raw("code"))
        row.finish()
    return tuple(codes)
