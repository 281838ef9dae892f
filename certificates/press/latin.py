"""Latin lines without Pango: every line is a chain of letter pairs, each shaped once.

The slots are set without ligatures, and the kerning of their fonts looks at the next letter only; so what Pango
makes of a line is, letter by letter, what it makes of each letter before its neighbour. `PairTable` asks Pango
for a pair when it first occurs, between two guard letters that keep script and font the same.
"""

from collections.abc import Mapping
from typing import Any

from certificates.press.slots import is_latin
from certificates.press.textlayer import Shaper, font_key, pixels

GUARD = "H"


class NotLatinError(LookupError):
    """The line has something beyond the pairs; Pango must see all of it."""


class PairTable(dict[str, tuple[str, int]]):
    """Pair of letters -> (operators of the first letter, its advance in Pango units with kerning).

    A single letter is one at the end of a line. `widths` are the widths of the font's glyphs in the file, in
    thousandths of an em; a glyph without one is not in the file's constant fonts.
    """

    def __init__(self, style: Any, widths_of: Mapping[Any, Mapping[int, int]]) -> None:
        super().__init__()
        self._shaper = Shaper(style)
        shaped = self._shaper.shape(GUARD)
        if shaped is None:
            raise NotLatinError(GUARD)
        self.key, self.size = font_key(shaped[0])
        self._widths = widths_of[self.key]

    def __missing__(self, pair: str) -> tuple[str, int]:
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
        operators = f"{glyph.number:04x}"
        if offset:
            operators = f">{-offset}<{operators}"
        if kerning:
            operators = f"{operators}>{kerning}<"
        self[pair] = operators, glyph.advance
        return self[pair]

    def line(self, text: str) -> tuple[str, float]:
        """(what stands between the brackets of the TJ operator, width in CSS pixels) of a line of text.

        Raises NotLatinError if the line needs Pango.
        """
        chain = [self[text[index : index + 2]] for index in range(len(text))]
        operators = f"<{''.join([part[0] for part in chain])}>".replace("<>", "")
        return operators, pixels(sum([part[1] for part in chain]))
