"""Route B: the static faces and the places of the fields laid out once, only the variable text shaped again.

A file is the template's constant prefix and a tail with two short content streams a certificate. Latin lines come
from the pair tables, all others are drawn by WeasyPrint's own text functions: either way its operators.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic

from certificates.press import barcode
from certificates.press.errors import DoesNotFitError
from certificates.press.latin import NotLatinError, PairTable
from certificates.press.master import Content, MasterTemplate
from certificates.press.pdffile import TailWriter
from certificates.press.prefix import Prefix, make_prefix
from certificates.press.printfile import PrintFile
from certificates.press.route_a import slices
from certificates.press.slots import Slot, actual_text, right_to_left
from certificates.press.textlayer import FontBook, laid_out_texts

ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class _Setting:
    """A slot in one of its sizes: styles, baseline below the top of a line, operators for colour and font."""

    slot: Slot
    line_height: float
    align: float
    styles: tuple[Any, Any]  # left to right, right to left
    baseline: float
    pairs: PairTable
    color: str
    font: str


class RouteB(Generic[Content]):
    """The fast press of one template; raises whatever the private layer raises if that is not as expected."""

    def __init__(self, template: MasterTemplate[Content]) -> None:
        self.template = template
        self.prefix: Prefix = make_prefix(template)
        self._settings = self._read_settings()
        self._pristine_fonts: dict[Any, Any] = {}
        self._symbols: dict[tuple[int, int], str] = {}
        if slot := template.slots.barcode:
            self._bars = f"0 0 0 rg q {slot.module} 0 0 {slot.height} {slot.x} {slot.y} cm "

    def press(self, contents: Sequence[Content]) -> PrintFile:
        """The print file of the items."""
        writer, book = TailWriter(self.prefix), FontBook(self._pristine_fonts)
        streams = [
            writer.add_stream(stream) for content in contents for stream in self.streams(content, book)
        ]
        objects, fonts = book.objects(writer.next_number)
        writer.add_objects(objects)
        tail = writer.finish(streams, fonts, book.resources["ExtGState"].data)
        sha = self.prefix.sha.copy()
        sha.update(tail)
        return PrintFile(
            data=self.prefix.data + tail,
            sha256=sha.hexdigest(),
            slices=slices(self.template, contents),
            route="B",
            prefix_length=len(self.prefix.data),
        )

    def streams(self, content: Content, book: FontBook) -> list[bytes]:
        """The content streams of the item's pages; fonts beyond the constant ones go in the book."""
        template, lines = self.template, self.template.lines(content)
        return [
            b"%b %b %b"
            % (
                template.layer(place, content).encode(),
                template.page_matrix.encode(),
                self._face(face, content, lines, book),
            )
            for place, face in enumerate(template.faces)
        ]

    def _face(self, face: str, content: Content, lines: dict[str, tuple[str, ...]], book: FontBook) -> bytes:
        """The operators of the variable fields of a face, in the coordinates of the template."""
        operators = _Operators()
        bars = self.template.slots.barcode
        if bars and bars.face == face:
            operators.draw(self._barcode(self.template.key(content)))
        for slot in self.template.slots.texts:
            texts = lines[slot.name]
            if slot.face == face and texts:
                index = slot.size_for(texts)
                setting = self._settings[slot.name, index]
                top = slot.top(len(texts), index)
                for text in texts:
                    self._line(operators, text, setting, top, book)
                    top += setting.line_height
        return operators.joined()

    def _line(
        self, operators: "_Operators", text: str, setting: _Setting, top: float, book: FontBook
    ) -> None:
        slot = setting.slot
        try:
            glyphs, width = setting.pairs.line(text)
        except NotLatinError:
            style = setting.styles[right_to_left(text)]
            place = (slot.x, top, slot.width, setting.line_height, setting.align)
            drawn = actual_text(text) + b"\n" + book.draw_line(text, style, place) + b"\nEMC"
            operators.draw(drawn.decode("latin1"))
            return
        if width > slot.width:
            raise DoesNotFitError(slot.name, (text,))
        x = slot.x + (slot.width - width) * setting.align
        matrix = f"1 0 0 -1 {_number(x)} {_number(top + setting.baseline)} Tm"
        operators.show(setting.color, setting.font, f"{matrix}[{glyphs}]TJ")

    def _barcode(self, text: str) -> str:
        parts = []
        for place, code in enumerate(barcode.symbols(text)):
            drawn = self._symbols.get((place, code))
            if drawn is None:
                bars = barcode.symbol_bars(code, place * barcode.SYMBOL_WIDTH)
                drawn = self._symbols[place, code] = "".join(
                    f"{left} 0 {width} 1 re " for left, width in bars
                )
            parts.append(drawn)
        return f"{self._bars}{''.join(parts)}f Q"

    def _read_settings(self) -> dict[tuple[str, int], _Setting]:
        """Lay out one letter in every slot, size and direction, and read styles and baselines from the boxes."""
        variants = [
            (slot, index, direction)
            for slot in self.template.slots.texts
            for index in range(len(slot.sizes))
            for direction in ("ltr", "rtl")
        ]
        lines = "".join(
            f'<div class="slot {slot.name}-{index}" style="top:0;direction:{direction}">H</div>'
            for slot, index, direction in variants
        )
        page = f'<section class="page {self.template.faces[0]}">{lines}</section>'
        texts = laid_out_texts(self.template.render([page], [self.template.slot_css]))
        settings = {}
        for place in range(0, len(variants), 2):
            slot, index, _direction = variants[place]
            left_to_right, right_to_left_text = texts[place], texts[place + 1]
            pairs = PairTable(left_to_right.style, self.prefix.widths)
            settings[slot.name, index] = _Setting(
                slot=slot,
                line_height=slot.sizes[index].line,
                align=ALIGN[slot.align],
                styles=(left_to_right.style, right_to_left_text.style),
                baseline=left_to_right.baseline,
                pairs=pairs,
                color=_rgb(slot.color),
                font=f"/{self.prefix.font_names[pairs.key]} {_number(pairs.size)} Tf",
            )
        return settings


class _Operators:
    """The operators of a page; opens text objects and changes colour and font only where they change."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._in_text = False
        self._color = self._font = ""

    def show(self, color: str, font: str, shown: str) -> None:
        """Add a line of text, inside a text object."""
        if not self._in_text:
            self._parts.append("BT")
            self._in_text = True
        if color != self._color:
            self._parts.append(color)
            self._color = color
        if font != self._font:
            self._parts.append(font)
            self._font = font
        self._parts.append(shown)

    def draw(self, drawn: str) -> None:
        """Add operators that stand outside a text object and may leave any colour and font."""
        self._end_text()
        self._parts.append(drawn)

    def joined(self) -> bytes:
        self._end_text()
        return "\n".join(self._parts).encode("latin1")

    def _end_text(self) -> None:
        if self._in_text:
            self._parts.append("ET")
        self._in_text = False
        self._color = self._font = ""


def _number(value: float) -> str:
    """A coordinate to six decimals, as WeasyPrint writes it: fewer would move pixels."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _rgb(color: str) -> str:
    """The operator for a CSS colour like #12221d, with the decimals WeasyPrint writes."""
    channels = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return " ".join(_number(channel) for channel in channels) + " rg"
