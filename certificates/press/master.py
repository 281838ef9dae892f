"""What the press needs of a document: static pages laid out once, and variable fields over them for each item.

A certificate (`template.py`) and a letter to all holders (`letter.py`) are such documents. Both routes of the press
start here, so that whoever designs a document touches only the files of its version.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from certificates.press import barcode
from certificates.press.errors import UncoveredError
from certificates.press.fonts import uncovered
from certificates.press.slots import Slots, is_latin, read_slots, right_to_left

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pdf"
#: The order in which a character's font is looked for; the Latin family has Greek and Cyrillic too.
FAMILIES = (
    "EB Garamond",
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "Noto Serif Devanagari",
    "Noto Serif SC",
    "Noto Serif JP",
    "Noto Serif KR",
)
PIXELS_AN_INCH, POINTS_AN_INCH = 96, 72
SLOT_CSS = """
@page { size: WIDTHin HEIGHTin; margin: 0 }
html { font-family: FAMILIES; color: #12221d }
body { margin: 0 }
.page { position: relative; width: WIDTHpx; height: HEIGHTpx; overflow: hidden; break-after: page }
.page:last-child { break-after: auto }
.slot {
  position: absolute; margin: 0; white-space: nowrap; font-variant-ligatures: none;
  font-variant-numeric: lining-nums
}
.barcode { position: absolute; display: block }
""".replace("FAMILIES", ", ".join(f'"{family}"' for family in FAMILIES))
#: What differs from item to item.
Content = TypeVar("Content")


class NoFetching(URLFetcher):
    """Refuses every address, of files and networks alike: a document is made of what it was given."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        del headers
        raise ValueError(f"A printed document may not fetch {url}.")


class MasterTemplate(ABC, Generic[Content]):
    """One version of a document with what is the same on every item of a run; never changes.

    `faces` names the kind of each page of an item, as the slots name it. `layers` are the operators that draw what may
    lie under a page: M0, M1, ... are the pages of `masters` in order.
    """

    width: ClassVar[int]  # of a page, in CSS pixels
    height: ClassVar[int]
    title: str
    layers: Sequence[str]

    def __init__(self, name: str, version: str, slots: Path) -> None:
        self.name, self.version = name, version
        self.folder = TEMPLATES / name / version
        self.slots: Slots = read_slots(slots)
        self.font_config = FontConfiguration()

    @property
    @abstractmethod
    def face_digest(self) -> str:
        """SHA-256 (hex) of what is the same on every item."""

    @property
    @abstractmethod
    def faces(self) -> Sequence[str]:
        """The kind of each page of an item."""

    @property
    @abstractmethod
    def masters(self) -> Document:
        """The static pages laid out."""

    @abstractmethod
    def layer(self, place: int, content: Content) -> str:
        """Which of `layers` lies under that page of an item; pages count from 0."""

    @abstractmethod
    def lines(self, content: Content) -> dict[str, tuple[str, ...]]:
        """What each slot says; raises UncoveredError before anything is drawn."""

    @abstractmethod
    def key(self, content: Content) -> str:
        """What names the item in its print file."""

    @abstractmethod
    def content_digest(self, content: Content) -> str:
        """SHA-256 (hex) of the item on this face."""

    @abstractmethod
    def probes(self) -> list[Content]:
        """Items that reach every branch of both routes."""

    def files(self) -> list[Path]:
        """The files that the version is made of, in order."""
        return sorted(path for path in self.folder.iterdir() if path.is_file())

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over the files of the template version: a changed file is another version."""
        parts = (part for path in self.files() for part in (path.name.encode(), path.read_bytes()))
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    @cached_property
    def slot_css(self) -> CSS:
        rules = [
            f".{slot.name}-{index} {{ left: {slot.x}px; width: {slot.width}px; text-align: {slot.align}; "
            f"font-weight: {slot.weight}; color: {slot.color}; font-size: {size.font}px; "
            f"line-height: {size.line}px; height: {size.line}px }}"
            for slot in self.slots.texts
            for index, size in enumerate(slot.sizes)
        ]
        sheet = SLOT_CSS
        for name, length in (("WIDTH", self.width), ("HEIGHT", self.height)):
            sheet = sheet.replace(f"{name}in", f"{length / PIXELS_AN_INCH:g}in").replace(name, str(length))
        return CSS(string=sheet + "\n".join(rules), font_config=self.font_config)

    @property
    def media_box(self) -> str:
        """The page in points, as a PDF has it."""
        return f"0 0 {_points(self.width)} {_points(self.height)}"

    @property
    def page_matrix(self) -> str:
        """The operator from CSS pixels, top left, to points, bottom left."""
        return f".75 0 0 -.75 0 {_points(self.height)} cm"

    def drawn_lines(self, face: str, content: Content) -> list[str]:
        """The lines of one face in the order in which both routes draw them."""
        lines = self.lines(content)
        return [line for slot in self.slots.texts if slot.face == face for line in lines[slot.name]]

    def slot_page(self, face: str, content: Content) -> str:
        """The variable fields of one face of an item as a page of HTML."""
        lines = self.lines(content)
        parts = []
        for slot in self.slots.texts:
            if slot.face == face and lines[slot.name]:
                index = slot.size_for(lines[slot.name])
                top = slot.top(len(lines[slot.name]), index)
                for line in lines[slot.name]:
                    style = f"top:{top}px" + (";direction:rtl" if right_to_left(line) else "")
                    parts.append(
                        f'<div class="slot {slot.name}-{index}" style="{style}">{escape(line)}</div>'
                    )
                    top += slot.sizes[index].line
        if self.slots.barcode and self.slots.barcode.face == face:
            parts.append(self._barcode_svg(self.key(content)))
        return f'<section class="page {face}">{"".join(parts)}</section>'

    def slot_document(self, contents: Iterable[Content]) -> Document:
        """The variable fields of the items laid out on clear pages, in the order of the print file."""
        pages = (self.slot_page(face, content) for content in contents for face in self.faces)
        return self.render(pages, [self.slot_css])

    def render(self, pages: Iterable[str], stylesheets: list[CSS]) -> Document:
        """Pages of HTML laid out with this template's fonts and nothing fetched."""
        head = f'<!doctype html><html lang="en"><head><title>{escape(self.title)}</title></head><body>'
        html = f"{head}{''.join(pages)}</body></html>"
        return HTML(string=html, url_fetcher=NoFetching()).render(
            stylesheets=stylesheets, font_config=self.font_config
        )

    def _barcode_svg(self, text: str) -> str:
        slot = self.slots.barcode
        assert slot is not None  # noqa: S101 - the caller asked
        modules = barcode.width_in_modules(text)
        path = "".join(f"M{left} 0h{width}v1h-{width}z" for left, width in barcode.bars(text))
        style = f"left:{slot.x}px;top:{slot.y}px;width:{modules * slot.module}px;height:{slot.height}px"
        box = f'viewBox="0 0 {modules} 1" preserveAspectRatio="none"'
        return f'<svg class="barcode" style="{style}" {box}><path d="{path}"/></svg>'


def refuse_uncovered(text: str) -> None:
    """UncoveredError where a character of the text cannot be printed."""
    if characters := uncovered(text):
        raise UncoveredError(characters, text)


def refuse_uncovered_lines(lines: Iterable[str]) -> None:
    """UncoveredError where a line has a character that cannot be printed; Latin lines are not looked through."""
    for line in lines:
        if not is_latin(line):
            refuse_uncovered(line)


def _points(pixels: int) -> int:
    return pixels * POINTS_AN_INCH // PIXELS_AN_INCH
