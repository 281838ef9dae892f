"""The proof: what the pages of a print file say, read with a library that had no part in writing them.

PDFium parses the static faces anew on every page (10 ms each), so they are hidden first: a Form XObject of
another subtype is not drawn. What remains is what differs between certificates: what the proof compares.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
from pypdfium2 import raw

from certificates.press import barcode
from certificates.press.slots import FACES, Slot, Slots, read_slots
from certificates.press.template import CERTIFICATE, TEMPLATES

PAGE_HEIGHT = 816
POINTS = 0.75  # of a CSS pixel
SHOWN, HIDDEN = b"/Subtype /Form", b"/Subtype /None"
PAGE_MARK = re.compile(r"Page (\d) of (\d)")


class UnreadableError(Exception):
    """A page does not say what every certificate must say; the message names the page."""


@dataclass(frozen=True)
class ReadCertificate:
    """What the two pages of a certificate say; `first_page` counts from 0 in the file.

    `number` was read on both faces, `barcode` from the bars, `rights_in_figures` is the number with commas
    ("1,234,567"), `rights_in_words` without dashes and the word Rights.
    """

    number: str
    rights_in_figures: str
    rights_in_words: str
    registration: tuple[str, ...]
    address: tuple[str, ...]
    account: str
    controls: str
    echo: str
    barcode: str
    first_page: int

    @property
    def rights(self) -> int:
        return int(self.rights_in_figures.replace(",", ""))


def readback(data: bytes) -> list[ReadCertificate]:
    """Every certificate of a print file, in order.

    Raises UnreadableError where pages are missing or out of order, bars do not decode, or front and reverse
    bear different numbers.
    """
    slots = _slots()
    with pypdfium2.PdfDocument(data.replace(SHOWN, HIDDEN)) as document:
        count = len(document)
        if count % len(FACES):
            raise UnreadableError(f"The file has {count} pages, but a certificate has two.")
        return [_certificate(document, slots, page) for page in range(0, count, len(FACES))]


def _certificate(document: pypdfium2.PdfDocument, slots: Slots, first: int) -> ReadCertificate:
    texts: dict[str, tuple[str, ...]] = {}
    bars = ""
    for offset, face in enumerate(FACES):
        page = document[first + offset]
        text_page = page.get_textpage()
        for slot in slots.texts:
            if slot.face == face:
                texts[slot.name] = _lines(text_page, slot)
        if slots.barcode.face == face:
            bars = _barcode(page, first + offset)
        text_page.close()
        page.close()
    _check_pages(texts, first)
    return ReadCertificate(
        number=_single(texts, "number", first),
        rights_in_figures=_single(texts, "rights", first),
        rights_in_words=re.sub(r"^— | RIGHTS? —$", "", _single(texts, "words", first)),
        registration=texts["registration"],
        address=texts["address"],
        account=_single(texts, "account", first).removeprefix("Account "),
        controls=_single(texts, "controls", first),
        echo=_single(texts, "echo", first),
        barcode=bars,
        first_page=first,
    )


def _lines(text_page: pypdfium2.PdfTextPage, slot: Slot) -> tuple[str, ...]:
    left, right = slot.x * POINTS, (slot.x + slot.width) * POINTS
    top, bottom = (PAGE_HEIGHT - slot.y) * POINTS, (PAGE_HEIGHT - slot.y - slot.height) * POINTS
    text = text_page.get_text_bounded(left, bottom, right, top)
    return tuple(stripped for line in text.splitlines() if (stripped := line.strip()))


def _single(texts: dict[str, tuple[str, ...]], name: str, first: int) -> str:
    if len(texts[name]) != 1:
        raise UnreadableError(f"The {name} on pages {first + 1} and {first + 2} reads {texts[name]!r}.")
    return texts[name][0]


def _check_pages(texts: dict[str, tuple[str, ...]], first: int) -> None:
    marks = [PAGE_MARK.findall(" ".join(texts[name])) for name in ("controls", "echo")]
    if marks != [[("1", "2")], [("2", "2")]]:
        raise UnreadableError(
            f"Pages {first + 1} and {first + 2} are not page 1 and page 2 of a certificate."
        )
    number = _single(texts, "number", first)
    if not _single(texts, "echo", first).startswith(f"{number} "):
        raise UnreadableError(f"The pages {first + 1} and {first + 2} bear different certificate numbers.")


def _barcode(page: pypdfium2.PdfPage, index: int) -> str:
    try:
        return barcode.decode(sorted(_bars(page)))
    except ValueError as reason:
        raise UnreadableError(f"The bar code on page {index + 1} cannot be read: {reason}") from reason


def _bars(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    """(left, right) of every rectangle of the page's paths, as drawn."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPage_CountObjects(page)):
        path = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(path) != raw.FPDF_PAGEOBJ_PATH:
            continue
        edges: list[float] = []
        for place in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, place)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and edges:
                yield min(edges), max(edges)
                edges = []
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            edges.append(x.value)
        if edges:
            yield min(edges), max(edges)


@lru_cache(maxsize=1)
def _slots() -> Slots:
    return read_slots(TEMPLATES.joinpath(*CERTIFICATE) / "slots.toml")
