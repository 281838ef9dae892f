"""The variable fields of a template (`slots.toml`) and where each line of a certificate goes in them."""

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from fontTools.ttLib import TTFont

from certificates.press.errors import DoesNotFitError
from certificates.press.fonts import ensure_fonts
from certificates.rules.content import CertificateContent, document_code

#: The pages of a certificate; a letter has others.
FACES = ("front", "reverse")
#: A line may take this part of its slot: kerning can widen a line by a little more than its letters.
FILL = 0.985
#: Advance in thousandths of an em for what the Latin fonts lack: no letter of the other fonts is wider.
WIDEST = 1000
FONT_OF_WEIGHT = {400: "EBGaramond-Regular.ttf", 700: "EBGaramond-Bold.ttf"}

#: The Latin letters, figures and marks; each has one glyph that spells it, whatever stands beside it.
LATIN = (
    "".join(
        chr(code)
        for first, last in ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85))
        for code in range(first, last + 1)
    )
    + "–—‘’‚“”„†‡•…‹›€"
)
_LATIN = frozenset(LATIN)


@dataclass(frozen=True)
class Size:
    """A font size and line height in CSS pixels, and the most lines set in it."""

    font: float
    line: float
    lines: int


@dataclass(frozen=True)
class Slot:
    """A place for lines of text on a face, in CSS pixels from the top left corner."""

    name: str
    face: str
    x: float
    y: float
    width: float
    height: float
    align: Literal["left", "center", "right"]
    weight: int
    color: str
    sizes: tuple[Size, ...]
    stands: Literal["top", "middle"] = "middle"

    def size_for(self, lines: tuple[str, ...]) -> int:
        """The index of the first size in which all lines fit; raises DoesNotFitError if none does."""
        for index in range(len(self.sizes)):
            if self.holds(lines, index):
                return index
        raise DoesNotFitError(self.name, lines)

    def holds(self, lines: tuple[str, ...], index: int) -> bool:
        """Whether all lines fit in the size of that index."""
        if len(lines) > self.sizes[index].lines:
            return False
        room = self.room(index)
        for line in lines:  # noqa: SIM110 - a generator costs more than the sums, four thousand times a file
            if nominal_width(line, self.weight) > room:
                return False
        return True

    def room(self, index: int) -> float:
        """The widest line of that size, in thousandths of an em."""
        return self.width * FILL * 1000 / self.sizes[index].font

    def top(self, count: int, index: int) -> float:
        """The top of the first of `count` lines, which stand at the top or in the middle of the slot."""
        if self.stands == "top":
            return self.y
        return self.y + (self.height - count * self.sizes[index].line) / 2


@dataclass(frozen=True)
class BarcodeSlot:
    """The place of the bar code: the width of one module and the height of the bars, in CSS pixels."""

    face: str
    x: float
    y: float
    module: float
    height: float


@dataclass(frozen=True)
class Slots:
    """All variable fields of a template version."""

    texts: tuple[Slot, ...]
    barcode: BarcodeSlot | None = None  # a letter has neither bars nor a heading of its own
    heading: Slot | None = None

    def named(self, name: str) -> Slot:
        return next(slot for slot in self.texts if slot.name == name)


def read_slots(path: Path) -> Slots:
    """The slots of a template version, from its `slots.toml`."""
    data = tomllib.loads(path.read_text())
    texts = tuple(_slot(entry) for entry in data["slot"])
    bars, heading = data.get("barcode"), data.get("heading")
    return Slots(texts, bars and BarcodeSlot(**bars), heading and _slot(heading))


def slot_lines(content: CertificateContent, face_digest: str) -> dict[str, tuple[str, ...]]:
    """What each slot says for a certificate, as the lines that are printed."""
    right = "RIGHT" if content.rights == 1 else "RIGHTS"
    figures = content.rights_in_figures
    account = f"Account {content.account}"
    document = f"Document {document_code(content.digest(face_digest))}"
    return {
        "number": (content.number,),
        "rights": (figures,),
        "registration": content.registration,
        "words": (f"— {content.rights_in_words} {right} —",),
        "account": (account,),
        "address": content.address,
        "controls": (f"Batch {content.batch} · {document} · {content.status} · Page 1 of 2",),
        "echo": (f"{content.number} · {figures} {right.title()} · {account} · {document} · Page 2 of 2",),
    }


def fit_lines(slot: Slot, lines: Iterable[str]) -> tuple[str, ...]:
    """The lines as they are to be printed in the slot: as given where they fit, else broken at spaces only.

    Raises DoesNotFitError if even the smallest size cannot hold them: then the holder is an exception, since
    a registration is never cut.
    """
    given = tuple(" ".join(line.split()) for line in lines if line.strip())
    last = len(slot.sizes) - 1
    for index in range(last):
        if slot.holds(given, index):
            return given
    for index in range(1, last + 1):
        broken = tuple(part for line in given for part in _broken(line, slot, index))
        if slot.holds(broken, index):
            return broken
    raise DoesNotFitError(slot.name, given)


def nominal_width(text: str, weight: int) -> float:
    """The sum of the letters' advances in thousandths of an em, before kerning."""
    return sum(map(_advances(weight).__getitem__, text))


def is_latin(text: str) -> bool:
    """Whether the text is of Latin letters alone, so that its glyphs spell it one by one."""
    return _LATIN.issuperset(text)


def actual_text(text: str) -> bytes:
    """The operator that opens a marked part which stands for `text`, for lines whose glyphs do not spell it."""
    return b"/Span<</ActualText<feff%b>>>BDC" % text.encode("utf-16-be").hex().encode()


def right_to_left(text: str) -> bool:
    """Whether the first strong character of the text is of a right-to-left script (Unicode rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return False


def _broken(line: str, slot: Slot, index: int) -> Iterable[str]:
    room = slot.room(index)
    part = ""
    for word in line.split(" "):
        longer = f"{part} {word}" if part else word
        if part and nominal_width(longer, slot.weight) > room:
            yield part
            longer = word
        part = longer
    yield part


def _slot(entry: dict[str, Any]) -> Slot:
    return Slot(**{**entry, "sizes": tuple(Size(*size) for size in entry["sizes"])})


class _Advances(dict[str, float]):
    def __missing__(self, character: str) -> float:
        self[character] = width = 0 if unicodedata.combining(character) else WIDEST
        return width


@lru_cache(maxsize=4)
def _advances(weight: int) -> _Advances:
    with TTFont(ensure_fonts() / FONT_OF_WEIGHT[weight], lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"]
        return _Advances({chr(code): metrics[glyph][0] * scale for code, glyph in font.getBestCmap().items()})
