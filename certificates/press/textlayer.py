"""The only file that touches WeasyPrint's private text layer: laid-out styles, Pango glyphs, font subsets.

Exact for the pinned WeasyPrint, and guarded: `guard.py` compares what comes of it with the public route in every
process and on a sample of every run, and turns to the public route if a single pixel differs.
"""

import contextlib
import copy
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf
import weasyprint.pdf.fonts as weasyprint_fonts
from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.inline import strut
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, split_first_line

from certificates.press.errors import PressError

#: PangoGlyphInfo: glyph, width, x offset, y offset, attributes; the last is of no use here.
GLYPH = struct.Struct("<Iiii4x")
#: Pango sets a bit above these for a character that no font has.
LARGEST_GLYPH = 0xFFFF


@dataclass(frozen=True)
class LaidOutText:
    """The computed style of a piece of text, and its baseline in CSS pixels below the top of the page."""

    style: Any
    baseline: float


@dataclass(frozen=True)
class Glyph:
    """A shaped glyph: its number in the font, its advance and horizontal offset in Pango units."""

    number: int
    advance: int
    offset: int


def laid_out_texts(document: Document) -> list[LaidOutText]:
    """Every piece of text of a laid-out document, in the order of the page."""
    return [
        LaidOutText(box.style, box.position_y + box.baseline)
        for page in document.pages
        for box in page._page_box.descendants(placeholders=True)  # noqa: SLF001 - there is no public way
        if isinstance(box, TextBox)
    ]


class Shaper:
    """One persistent Pango layout for a style, to shape short Latin texts quickly."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self._layout = Layout(style)

    def shape(self, text: str) -> tuple[Any, list[Glyph]] | None:
        """The Pango font and the glyphs of a text; None unless it is one run of plain glyphs of one font."""
        self._layout.set_text(text)
        line = pango.pango_layout_get_line_readonly(self._layout.layout, 0)
        run = line.runs[0]
        if run == ffi.NULL or run.next != ffi.NULL:
            return None
        glyphs = run.data.glyphs
        infos = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size)
        found = []
        for number, advance, offset, rise in GLYPH.iter_unpack(infos):
            if rise or number > LARGEST_GLYPH:
                return None
            found.append(Glyph(number, advance, offset))
        return run.data.item.analysis.font, found


def font_key(pango_font: Any) -> tuple[Any, float]:
    """WeasyPrint's key of a Pango font in `Document.fonts`, and the font size in CSS pixels."""
    key, _description, size = get_pango_font_key(pango_font)
    return key, size


class FontBook:
    """The fonts that the lines of one file need beyond the constant ones, subset to what is used."""

    def __init__(self, pristine: dict[Any, Font]) -> None:
        self._pristine = pristine
        self.fonts: dict[Any, Font] = {}
        self.resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary()})

    def draw_line(self, text: str, style: Any, place: tuple[float, float, float, float, float]) -> bytes:
        """The operators of one line of any script, drawn by WeasyPrint itself.

        `place` is x, top, width and line height in CSS pixels, then the part of the free room left of the text
        (0 left, 0.5 centre, 1 right). Raises PressError if the line is wider than its place or has a character
        without a glyph.
        """
        x, top, width, line_height, align = place
        layout, _length, resume, text_width, height, baseline = split_first_line(text, style, None, None, 0)
        if resume is not None or text_width > width:
            raise PressError(f"The line {text!r} does not fit on the certificate and is never cut.")
        _line_height, strut_baseline = strut(style)
        baseline += (line_height - height) / 2
        box = _Line(
            style, layout, x + (width - text_width) * align, top - min(-strut_baseline, -baseline), text
        )
        stream = _BookStream(self.fonts, (0, 0, 0, 0), self.resources, {}, None, {}, None)
        stream.pristine = self._pristine
        draw_text(stream, box, 0, "clip", "none")
        for font in self.fonts.values():
            if font.missing:
                raise PressError(f"No font has a glyph for a character of {text!r}.")
        return b"\n".join(pydyf._to_bytes(part) for part in stream.stream)  # noqa: SLF001

    def objects(self, first_number: int) -> tuple[list[pydyf.Object], dict[str, bytes]]:
        """The PDF objects of the subsets, numbered from `first_number`, and resource name -> reference."""
        if not self.fonts:
            return [], {}
        for font in self.fonts.values():
            used = hashlib.sha256(repr((font.name, sorted(font.to_unicode))).encode()).digest()
            tag = bytes(65 + byte % 26 for byte in used[:6])
            font.name = b"/" + tag + b"+" + font.name.partition(b"+")[2]
        numbered = _Numbered(first_number)
        with _quick_array_types():
            references = build_fonts_dictionary(numbered, self.fonts, True, True, DEFAULT_OPTIONS)
        return numbered.objects, dict(references)


class _Line:
    """What `draw_text` wants to know of a text box."""

    baseline = 0

    def __init__(self, style: Any, layout: Layout, x: float, y: float, text: str) -> None:
        self.style, self.pango_layout, self.text = style, layout, text
        self.position_x, self.position_y = x, y


class _BookStream(Stream):
    """A content stream whose fonts start from copies: reading a font of 11 MB once a process is enough."""

    pristine: dict[Any, Font]

    def add_font(self, pango_font: Any) -> tuple[Font, float]:
        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            if key not in self.pristine:
                self.pristine[key] = Font(pango_font, description, size)
            font = self._fonts[key] = copy.copy(self.pristine[key])
            font.to_unicode, font.widths, font.missing = {}, {}, {}
            font.hash = f"X{font.hash}"
        return self._fonts[key], size


class _Numbered:
    """A list of PDF objects that numbers them from where another file part ended."""

    def __init__(self, first_number: int) -> None:
        self._first = first_number
        self.objects: list[pydyf.Object] = []

    def add_object(self, added: pydyf.Object) -> None:
        added.number = self._first + len(self.objects)
        self.objects.append(added)


class _ArrayTypes:
    """cffi with array types of open length: WeasyPrint names one per length, which cffi parses for 10-20 ms."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    def new(self, declaration: str, *initial: Any) -> Any:
        if declaration.startswith("hb_codepoint_t[") and initial:
            declaration = "hb_codepoint_t[]"
        return ffi.new(declaration, *initial)


@contextlib.contextmanager
def _quick_array_types() -> Iterator[None]:
    weasyprint_fonts.ffi = _ArrayTypes()
    try:
        yield
    finally:
        weasyprint_fonts.ffi = ffi


def pixels(units: int) -> float:
    """Pango units in CSS pixels."""
    return float(units * FROM_UNITS)
