"""The proof: what the pages of a print file say, read with a library that had no part in writing them.

PDFium parses the static faces anew on every page (10 ms each), so they are hidden first: a Form XObject of
another subtype is not drawn. What remains is what differs between certificates: what the proof compares.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
from pypdfium2 import raw

from certificates.press import barcode
from certificates.press.lock import LIBRARIES
from certificates.press.slots import FACES, Slot, Slots, read_slots
from certificates.press.template import CERTIFICATE, TEMPLATES

POINTS = 0.75  # of a CSS pixel
SHOWN, HIDDEN = b"/Subtype /Form", b"/Subtype /None"
#: Room for the text of one object; a line of a certificate is far shorter.
TEXT_ROOM = 4096
_room = (ctypes.c_ushort * TEXT_ROOM)()
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
    with LIBRARIES, pypdfium2.PdfDocument(hide_faces(data)) as document:
        count = len(document)
        if count % len(FACES):
            raise UnreadableError(f"The file has {count} pages, but a certificate has two.")
        return [_certificate(document, slots, page) for page in range(0, count, len(FACES))]


def hide_faces(data: bytes) -> bytes:
    """The file with its static faces not drawn; no byte moves, so the file stays sound."""
    return data.replace(SHOWN, HIDDEN)


def _certificate(document: pypdfium2.PdfDocument, slots: Slots, first: int) -> ReadCertificate:
    texts: dict[str, tuple[str, ...]] = {}
    bars = ""
    for offset, face in enumerate(FACES):
        page = document[first + offset]
        objects = page_objects(page)
        texts |= slot_texts(page, objects, [slot for slot in slots.texts if slot.face == face])
        if slots.barcode and slots.barcode.face == face:
            bars = _barcode(objects, first + offset)
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


def page_objects(page: pypdfium2.PdfPage) -> list[Any]:
    """Everything drawn on the page itself, in order; hidden faces are not."""
    return [raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page))]


def slot_texts(page: pypdfium2.PdfPage, objects: list[Any], slots: list[Slot]) -> dict[str, tuple[str, ...]]:
    """The lines in each slot, in the order in which they were drawn.

    The letters of joined scripts do not spell their text, so those lines carry it as ActualText, which is read
    instead of the letters.
    """
    found: dict[str, list[str]] = {slot.name: [] for slot in slots}
    text_page, height = page.get_textpage(), page.get_height() / POINTS
    marked = ""
    for drawn in objects:
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        actual = _actual_text(drawn)
        if actual and actual == marked:
            continue
        marked = actual
        found[_slot_of(drawn, slots, height)].append(actual or _text(drawn, text_page).rstrip())
    text_page.close()
    return {name: tuple(lines) for name, lines in found.items()}


def _slot_of(drawn: Any, slots: list[Slot], height: float) -> str:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    x = (left.value + right.value) / 2 / POINTS
    y = height - (bottom.value + top.value) / 2 / POINTS
    for slot in slots:
        if slot.x <= x <= slot.x + slot.width and slot.y <= y <= slot.y + slot.height:
            return slot.name
    raise UnreadableError(f"There is text where none belongs, at {x:.0f} by {y:.0f} pixels.")


def _text(drawn: Any, text_page: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(drawn, text_page, _room, ctypes.sizeof(_room))
    return _read(length).decode("utf-16-le").rstrip("\0")


def _actual_text(drawn: Any) -> str:
    for index in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, index)
        length = ctypes.c_ulong()
        room = ctypes.cast(_room, ctypes.POINTER(ctypes.c_ubyte))
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", room, ctypes.sizeof(_room), length):
            return _read(length.value).decode("utf-16")
    return ""


def _read(length: int) -> bytes:
    if length > ctypes.sizeof(_room):
        raise UnreadableError("A line of text is longer than any line of a certificate.")
    return ctypes.string_at(_room, length)


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


def _barcode(objects: list[Any], index: int) -> str:
    try:
        return barcode.decode(sorted(_bars(objects)))
    except ValueError as reason:
        raise UnreadableError(f"The bar code on page {index + 1} cannot be read: {reason}") from reason


def _bars(objects: list[Any]) -> Iterator[tuple[float, float]]:
    """(left, right) of every rectangle of the page's paths, as drawn."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in objects:
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
