"""A template version with the terms of one run: its static faces and its variable fields as HTML and CSS.

Both routes of the press and the plain way start here, so that a designer of templates touches only the files
in `templates/pdf/<name>/<version>/`.
"""

import hashlib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from certificates.press import barcode
from certificates.press.errors import PressError, UncoveredError
from certificates.press.fonts import uncovered
from certificates.press.lock import LIBRARIES
from certificates.press.slots import (
    FACES,
    Face,
    Slots,
    fit_lines,
    is_latin,
    read_slots,
    right_to_left,
    slot_lines,
)
from certificates.rules.content import CertificateContent, FaceTerms
from certificates.rules.legends import face_text

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
SLOT_CSS = """
@page { size: 11in 8.5in; margin: 0 }
html { font-family: FAMILIES; color: #12221d }
body { margin: 0 }
.page { position: relative; width: 1056px; height: 816px; overflow: hidden; break-after: page }
.page:last-child { break-after: auto }
.slot {
  position: absolute; margin: 0; white-space: nowrap; font-variant-ligatures: none;
  font-variant-numeric: lining-nums
}
.barcode { position: absolute; display: block }
""".replace("FAMILIES", ", ".join(f'"{family}"' for family in FAMILIES))
#: The template version whose slots decide what fits.
CERTIFICATE = ("rights_certificate", "v1")


class NoFetching(URLFetcher):
    """Refuses every address, of files and networks alike: a document is made of what it was given."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        del headers
        raise ValueError(f"A printed document may not fetch {url}.")


class PressTemplate:
    """One version of a template with the terms of one run. Made by `load_template`; never changes."""

    def __init__(self, name: str, version: str, face: FaceTerms) -> None:
        self.name, self.version, self.face = name, version, face
        self.folder = TEMPLATES / name / version
        self.face_digest = face.digest()
        self.slots: Slots = read_slots(self.folder / "slots.toml")
        self.font_config = FontConfiguration()
        for text in self._static_texts():
            _refuse_uncovered(text)

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over the files of the template version: a changed file is another version."""
        files = sorted(path for path in self.folder.iterdir() if path.is_file())
        parts = (part for path in files for part in (path.name.encode(), path.read_bytes()))
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    @cached_property
    def static_css(self) -> CSS:
        return CSS(string=(self.folder / "certificate.css").read_text(), font_config=self.font_config)

    @cached_property
    def slot_css(self) -> CSS:
        rules = [
            f".{slot.name}-{index} {{ left: {slot.x}px; width: {slot.width}px; text-align: {slot.align}; "
            f"font-weight: {slot.weight}; color: {slot.color}; font-size: {size.font}px; "
            f"line-height: {size.line}px; height: {size.line}px }}"
            for slot in self.slots.texts
            for index, size in enumerate(slot.sizes)
        ]
        return CSS(string=SLOT_CSS + "\n".join(rules), font_config=self.font_config)

    @cached_property
    def static_pages(self) -> dict[str, str]:
        """The static HTML: "front", "reverse", and "legend", which is laid over a front that needs it."""
        engine = Engine(dirs=[str(self.folder)], autoescape=True)
        drawings = {path.stem: path.read_text() for path in sorted(self.folder.glob("*.svg"))}
        heading_lines = fit_lines(self.slots.heading, [self.face.issuer])
        heading = self.slots.heading.sizes[self.slots.heading.size_for(heading_lines)]
        context = {
            "face": self.face,
            "text": face_text(self.face),
            "heading": heading,
            "heading_lines": heading_lines,
            **drawings,
        }
        return {
            page: engine.get_template(f"{page}.html").render(Context(context, use_l10n=False, use_tz=False))
            for page in (*FACES, "legend")
        }

    @cached_property
    def masters(self) -> Document:
        """The three static pages laid out: front, reverse, legend."""
        return self.render(self.static_pages.values(), [self.static_css])

    def lines(self, content: CertificateContent) -> dict[str, tuple[str, ...]]:
        """What each slot says; raises UncoveredError before anything is drawn."""
        for line in (*content.registration, *content.address, content.account, content.batch, content.status):
            if not is_latin(line):
                _refuse_uncovered(line)
        return slot_lines(content, self.face_digest)

    def drawn_lines(self, face: Face, content: CertificateContent) -> list[str]:
        """The lines of one face in the order in which both routes draw them."""
        lines = self.lines(content)
        return [line for slot in self.slots.texts if slot.face == face for line in lines[slot.name]]

    def slot_page(self, face: Face, content: CertificateContent) -> str:
        """The variable fields of one face of a certificate as a page of HTML."""
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
        if self.slots.barcode.face == face:
            parts.append(self._barcode_svg(content.number))
        return f'<section class="page {face}">{"".join(parts)}</section>'

    def slot_document(self, contents: Iterable[CertificateContent]) -> Document:
        """The variable fields of the certificates laid out on clear pages, front and reverse in turn."""
        pages = (self.slot_page(face, content) for content in contents for face in FACES)
        return self.render(pages, [self.slot_css])

    def render(self, pages: Iterable[str], stylesheets: list[CSS]) -> Document:
        """Pages of HTML laid out with this template's fonts and nothing fetched."""
        title = f"Rights Certificate of {escape(self.face.issuer)}"
        head = f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>'
        html = f"{head}{''.join(pages)}</body></html>"
        return HTML(string=html, url_fetcher=NoFetching()).render(
            stylesheets=stylesheets, font_config=self.font_config
        )

    def _barcode_svg(self, text: str) -> str:
        slot = self.slots.barcode
        modules = barcode.width_in_modules(text)
        path = "".join(f"M{left} 0h{width}v1h-{width}z" for left, width in barcode.bars(text))
        style = f"left:{slot.x}px;top:{slot.y}px;width:{modules * slot.module}px;height:{slot.height}px"
        box = f'viewBox="0 0 {modules} 1" preserveAspectRatio="none"'
        return f'<svg class="barcode" style="{style}" {box}><path d="{path}"/></svg>'

    def _static_texts(self) -> Iterable[str]:
        text = face_text(self.face)
        yield from (self.face.issuer, text.incorporated, text.witness, self.face.agent, self.face.cusip or "")
        yield from (*text.banners, *text.paragraphs)
        yield from (f"{officer.name}{officer.title}" for officer in self.face.officers)


@lru_cache(maxsize=4)
def load_template(name: str, version: str, face: FaceTerms) -> PressTemplate:
    """The template of a run, ready to press; kept per process, since a run presses many chunks of one face.

    Raises FileNotFoundError for an unknown template version, UncoveredError if the terms cannot be printed.
    """
    with LIBRARIES:
        return PressTemplate(name, version, face)


def fit_registration(lines: Iterable[str]) -> tuple[str, ...]:
    """The registration as a certificate will print it: at most seven lines, broken at spaces, never cut.

    Raises DoesNotFitError or UncoveredError: then the holder belongs on the exception list.
    """
    return _fitted("registration", lines)


def fit_address(lines: Iterable[str]) -> tuple[str, ...]:
    """The mailing panel as a certificate will print it; raises like `fit_registration`."""
    return _fitted("address", lines)


def fits(lines: Iterable[str]) -> bool:
    """Whether a registration can be printed: at most seven lines, broken at spaces, all letters in a font."""
    try:
        fit_registration(lines)
    except PressError:
        return False
    return True


def _fitted(slot: str, lines: Iterable[str]) -> tuple[str, ...]:
    fitted = fit_lines(_slots(*CERTIFICATE).named(slot), lines)
    for line in fitted:
        _refuse_uncovered(line)
    return fitted


@lru_cache(maxsize=8)
def _slots(name: str, version: str) -> Slots:
    return read_slots(TEMPLATES / name / version / "slots.toml")


def _refuse_uncovered(text: str) -> None:
    if characters := uncovered(text):
        raise UncoveredError(characters, text)
