"""The constant part of every file of a template and face: static faces as forms, fonts with all Latin letters.

Made with public means: the static pages and one page with the Latin repertoire in the styles of the slots are
written by WeasyPrint as one document; before it would be written, the pages become forms.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import pydyf

from certificates.press.master import MasterTemplate
from certificates.press.route_a import REFERENCE_PARTS, as_form
from certificates.press.slots import LATIN

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
#: Object numbers that pydyf always gives: the page tree and the catalogue.
PAGES_NUMBER, CATALOG_NUMBER = 1, 2


@dataclass(frozen=True)
class Prefix:
    """The bytes and what the rest of a file must know of them.

    `offsets` tells where each object starts; `forms` and `fonts` are resource name -> reference; `widths` are
    the widths of each font's glyphs by WeasyPrint's key of the font; `font_names` the resource name by that key.
    `sha` is the running SHA-256 over the bytes: copy it and add the rest of a file.
    """

    data: bytes
    sha: Any
    offsets: dict[int, int]
    next_number: int
    info_number: int
    forms: dict[str, bytes]
    fonts: dict[str, bytes]
    font_names: dict[Any, str]
    widths: dict[Any, dict[int, int]]
    media_box: str


def make_prefix(template: MasterTemplate) -> Prefix:
    """The prefix of a template; the same bytes in every process."""
    masters = template.masters
    repertoire = template.render(_repertoire_pages(template), [template.slot_css])
    document = masters.copy(masters.pages + repertoire.pages)
    captured: list[pydyf.PDF] = []
    document.write_pdf(finisher=lambda _document, pdf: captured.append(pdf))
    pdf = captured[0]
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::REFERENCE_PARTS]]
    resources = pdf.objects[int(pages[0]["Resources"].split()[0])]
    dropped = {PAGES_NUMBER, *(page.number for page in pages)}
    forms = {}
    for index, page in enumerate(pages):
        stream = pdf.objects[int(page["Contents"].split()[0])]
        if index < len(masters.pages):
            forms[f"M{index}"] = as_form(stream, page).reference
        else:
            dropped.add(stream.number)
    pdf.add_object(pdf.info)
    fonts = pdf.objects[int(resources["Font"].split()[0])]
    data, offsets = _written(pdf, dropped)
    return Prefix(
        data=data,
        sha=hashlib.sha256(data),
        offsets=offsets,
        next_number=len(pdf.objects),
        info_number=pdf.info.number,
        forms=forms,
        fonts=dict(fonts),
        font_names={key: font.hash for key, font in document.fonts.items()},
        widths={key: dict(font.widths) for key, font in document.fonts.items()},
        media_box=template.media_box,
    )


def _repertoire_pages(template: MasterTemplate) -> list[str]:
    """A page with every Latin letter in each weight that a slot uses."""
    weights = {slot.weight: slot for slot in template.slots.texts}
    text = LATIN.replace("&", "&amp;").replace("<", "&lt;")
    lines = [f'<div class="slot {slot.name}-0" style="top:0">{text}</div>' for slot in weights.values()]
    return [f'<section class="page {template.faces[0]}">{"".join(lines)}</section>']


def _written(pdf: pydyf.PDF, dropped: set[int]) -> tuple[bytes, dict[int, int]]:
    parts, offsets, position = [HEADER], {}, len(HEADER)
    for written in pdf.objects:
        if written.free == "f" or written.number in dropped:
            continue
        part = written.indirect + b"\n"
        offsets[written.number] = position
        position += len(part)
        parts.append(part)
    return b"".join(parts), offsets
