"""Latin lines without Pango: every line is a chain of letter pairs, each shaped once.

The slots are set without ligatures, and the kerning of their fonts looks at the next letter only; so what Pango
makes of a line is, letter by letter, what it makes of each letter before its neighbour. `PairTable` asks Pango
for a pair when it first occurs, between two guard letters that keep script and font the same.
"""

from collections.abc import Callable, Mapping
from operator import add
from typing import Any

from certificates.press.slots import is_latin
from certificates.press.textlayer import Shaper, font_key, pixels

GUARD = "H"


class NotLatinError(LookupError):
    """The line has something beyond the pairs; Pango must see all of it."""


class PairTable:
    """The operators and widths of Latin lines in one style, from pairs of letters.

    A single letter is one at the end of a line. `widths_of` are the widths of each font's glyphs in the file, in
    thousandths of an em; a glyph without one is not in the file's constant fonts.
    """

    def __init__(self, style: Any, widths_of: Mapping[Any, Mapping[int, int]]) -> None:
        self._shaper = Shaper(style)
        shaped = self._shaper.shape(GUARD)
        if shaped is None:
            raise NotLatinError(GUARD)
        self.key, self.size = font_key(shaped[0])
        self._widths = widths_of[self.key]
        self._advances: dict[str, int] = {}
        self._operators = _Filled(self._learn)

    def line(self, text: str) -> tuple[str, float]:
        """(what stands between the brackets of the TJ operator, width in CSS pixels) of a line of text.

        Raises NotLatinError if the line needs Pango.
        """
        pairs = [*map(add, text, text[1:]), text[-1]]
        operators = "".join(map(self._operators.__getitem__, pairs))
        width = sum(map(self._advances.__getitem__, pairs))
        return f"<{operators}>".replace("<>", ""), pixels(width)

    def _learn(self, pair: str) -> str:
        """The operators of the first letter of a pair; its advance, kerning included, is noted beside them."""
        if not is_latin(pair):
            raise NotLatinError(pair)
        tail = GUARD if len(pair) > 1 else ""
        shaped = self._shaper.shape(f"{GUARD}{pair}{tail}")
        if (
            shaped is None
            or len(shaped[1]) != 1 + len(pair) + len(tail)
            or font_key(shaped[0])[0] != self.key
        ):
            raise NotLatinError(pair)
        glyph = shaped[1][1]
        if glyph.number not in self._widths:
            raise NotLatinError(pair)
        offset = glyph.offset / self.size
        kerning = int(self._widths[glyph.number] + offset - pixels(glyph.advance) * 1000 / self.size)
        self._advances[pair] = glyph.advance
        before = f">{-offset}<" if offset else ""
        after = f">{kerning}<" if kerning else ""
        return f"{before}{glyph.number:04x}{after}"


class _Filled(dict[str, str]):
    """A dictionary that asks for what it lacks."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: str) -> str:
        self[key] = answer = self._ask(key)
        return answer
