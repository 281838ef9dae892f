"""Route A: public interfaces only. The oracle that route B is measured against, and its fallback.

The static faces and the variable fields are laid out as pages of one Document, so fonts are subset once;
before the file is written, the static pages become Form XObjects that every certificate's page draws first.
"""

import hashlib
from collections.abc import Sequence

import pydyf
from weasyprint.document import Document

from certificates.press.errors import PressError
from certificates.press.lock import LIBRARIES
from certificates.press.master import Content, MasterTemplate
from certificates.press.printfile import PrintFile, Slice
from certificates.press.slots import actual_text, is_latin
from certificates.press.template import PressTemplate
from certificates.rules.content import CertificateContent

#: pydyf keeps the page tree as a flat list of "number generation R".
REFERENCE_PARTS = 3


def press(template: MasterTemplate[Content], contents: Sequence[Content]) -> PrintFile:
    """The print file of the items, made with WeasyPrint's public interface and pydyf."""
    masters, pages = template.masters, len(template.faces)
    overlay = template.slot_document(contents)
    if len(overlay.pages) != pages * len(contents):
        raise PressError(f"{len(contents)} items of {pages} came out on {len(overlay.pages)} pages.")
    document = masters.copy(masters.pages + overlay.pages)
    data = document.write_pdf(finisher=lambda _document, pdf: _compose(template, contents, pdf))
    refuse_missing_glyphs(document)
    return PrintFile(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        slices=slices(template, contents),
        route="A",
    )


def slices(template: MasterTemplate[Content], contents: Sequence[Content]) -> tuple[Slice, ...]:
    """Where each item is in a print file."""
    pages = len(template.faces)
    return tuple(Slice(template.key(content), pages * index, pages) for index, content in enumerate(contents))


def slot_pages(template: MasterTemplate[Content], contents: Sequence[Content]) -> bytes:
    """A file with the variable fields alone, on blank pages: what a sample is compared with."""
    return bytes(template.slot_document(contents).write_pdf())


def plain(template: PressTemplate, content: CertificateContent) -> bytes:
    """One certificate as one document of HTML, nothing composed: what both routes must look like."""
    return bytes(_plain_document(template, content).write_pdf())


def _plain_document(template: PressTemplate, content: CertificateContent) -> Document:
    over = [template.slot_page("front", content)]
    if content.void_legend:
        over.insert(0, template.static_pages["legend"])
    pages = [
        _laid_over(template.static_pages["front"], over),
        _laid_over(template.static_pages["reverse"], [template.slot_page("reverse", content)]),
    ]
    return template.render(pages, [template.static_css, template.slot_css])


def _compose(template: MasterTemplate[Content], contents: Sequence[Content], pdf: pydyf.PDF) -> None:
    """Turn the pages of the masters into forms and lay them under the others."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::REFERENCE_PARTS]]
    resources_reference = pages[0]["Resources"]
    resources = _object(pdf, resources_reference)
    count, faces = len(template.masters.pages), template.faces
    masters, overlays = pages[:count], pages[count:]
    for index, page in enumerate(masters):
        form = as_form(_object(pdf, page["Contents"]), page)
        resources["XObject"][f"M{index}"] = form.reference
        page.clear()
        page["Type"] = "/Null"
    under = {}
    for drawn in template.layers:
        under[drawn] = pydyf.Stream([f"q {drawn} Q".encode()])
        pdf.add_object(under[drawn])
    for index, page in enumerate(overlays):
        content, place = contents[index // len(faces)], index % len(faces)
        _spell_out(_object(pdf, page["Contents"]), template.drawn_lines(faces[place], content))
        page["Contents"] = pydyf.Array([under[template.layer(place, content)].reference, page["Contents"]])
    pdf.pages["Kids"] = pydyf.Array(pdf.pages["Kids"][REFERENCE_PARTS * count :])
    pdf.pages["Count"] -= count


def as_form(stream: pydyf.Stream, page: pydyf.Dictionary) -> pydyf.Stream:
    """The content stream of a page made a Form XObject, to be drawn by other pages."""
    stream.extra = pydyf.Dictionary(
        {"Type": "/XObject", "Subtype": "/Form", "BBox": page["MediaBox"], "Resources": page["Resources"]}
    )
    return stream


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _spell_out(stream: pydyf.Stream, lines: Sequence[str]) -> None:
    """Mark the lines whose glyphs do not spell them with their text: the proof and a reader's search need it.

    Each line that WeasyPrint draws starts with one text matrix and ends before the next, or with its text object.
    """
    remaining = iter(lines)
    spelled: list[object] = []
    marked = False
    for operator in stream.stream:
        begins, ends = bytes(operator).endswith(b" Tm"), operator == b"ET"
        if marked and (begins or ends):
            spelled.append(b"EMC")
            marked = False
        if begins and not is_latin(line := next(remaining)):
            spelled.append(actual_text(line))
            marked = True
        spelled.append(operator)
    if next(remaining, None) is not None:
        raise PressError("A line was not drawn.")
    stream.stream = spelled


def refuse_missing_glyphs(document: Document) -> None:
    """PressError where a character of a written document had no glyph in its font."""
    for font in document.fonts.values():
        if font.missing:
            characters = " ".join(f"U+{code:04X}" for code in sorted(font.missing))
            raise PressError(f"The font {font.family} has no glyph for {characters}: nothing was pressed.")


def accessible_copy(template: PressTemplate, content: CertificateContent) -> bytes:
    """One certificate as a tagged PDF/UA-1, for a reader who cannot see the page; the same face and words."""
    with LIBRARIES:
        return bytes(_plain_document(template, content).write_pdf(pdf_variant="pdf/ua-1"))


def _laid_over(page: str, overlays: Sequence[str]) -> str:
    """The page with what stands inside the overlays' sections added at its end."""
    inner = (overlay[overlay.index(">") + 1 : overlay.rindex("</section>")] for overlay in overlays)
    return page[: page.rindex("</section>")] + "".join(inner) + "</section>"
