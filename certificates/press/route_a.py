"""Route A: public interfaces only. The oracle that route B is measured against, and its fallback.

The static faces and the variable fields are laid out as pages of one Document, so fonts are subset once;
before the file is written, the static pages become Form XObjects that every certificate's page draws first.
"""

import hashlib
from collections.abc import Sequence

import pydyf
from weasyprint.document import Document

from certificates.press.errors import PressError
from certificates.press.printfile import PrintFile, Slice
from certificates.press.slots import FACES
from certificates.press.template import PressTemplate
from certificates.rules.content import CertificateContent

#: pydyf keeps the page tree as a flat list of "number generation R".
REFERENCE_PARTS = 3


def press(template: PressTemplate, contents: Sequence[CertificateContent]) -> PrintFile:
    """The print file of the certificates, made with WeasyPrint's public interface and pydyf."""
    masters = template.masters
    overlay = template.slot_document(contents)
    if len(overlay.pages) != len(FACES) * len(contents):
        raise PressError(f"{len(contents)} certificates came out on {len(overlay.pages)} pages.")
    document = masters.copy(masters.pages + overlay.pages)
    legends = [content.void_legend for content in contents]
    data = document.write_pdf(finisher=lambda _document, pdf: _compose(pdf, legends))
    _refuse_missing_glyphs(document)
    return PrintFile(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        slices=tuple(Slice(content.number, 2 * index) for index, content in enumerate(contents)),
        route="A",
    )


def press_one(template: PressTemplate, content: CertificateContent) -> bytes:
    """One certificate as a file of its own."""
    return press(template, [content]).data


def plain(template: PressTemplate, content: CertificateContent) -> bytes:
    """One certificate as one document of HTML, nothing composed: what both routes must look like."""
    over = [template.slot_page("front", content)]
    if content.void_legend:
        over.insert(0, template.static_pages["legend"])
    pages = [
        _laid_over(template.static_pages["front"], over),
        _laid_over(template.static_pages["reverse"], [template.slot_page("reverse", content)]),
    ]
    return template.render(pages, [template.static_css, template.slot_css]).write_pdf()


def _compose(pdf: pydyf.PDF, legends: Sequence[bool]) -> None:
    """Turn the first three pages (front, reverse, legend) into forms and lay them under the others."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::REFERENCE_PARTS]]
    resources_reference = pages[0]["Resources"]
    resources = pdf.objects[int(resources_reference.split()[0])]
    masters, overlays = pages[:3], pages[3:]
    for index, page in enumerate(masters):
        form = pdf.objects[int(page["Contents"].split()[0])]
        form.extra = pydyf.Dictionary(
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": page["MediaBox"],
                "Resources": resources_reference,
            }
        )
        resources["XObject"][f"M{index}"] = form.reference
        page.clear()
        page["Type"] = "/Null"
    under = {}
    for drawn in ("/M0 Do", "/M1 Do", "/M0 Do /M2 Do"):
        under[drawn] = pydyf.Stream([f"q {drawn} Q".encode()])
        pdf.add_object(under[drawn])
    for index, page in enumerate(overlays):
        certificate, reverse = divmod(index, 2)
        drawn = "/M1 Do" if reverse else "/M0 Do /M2 Do" if legends[certificate] else "/M0 Do"
        page["Contents"] = pydyf.Array([under[drawn].reference, page["Contents"]])
    pdf.pages["Kids"] = pydyf.Array(pdf.pages["Kids"][3 * REFERENCE_PARTS :])
    pdf.pages["Count"] -= len(masters)


def _refuse_missing_glyphs(document: Document) -> None:
    for font in document.fonts.values():
        if font.missing:
            characters = " ".join(f"U+{code:04X}" for code in sorted(font.missing))
            raise PressError(f"The font {font.family} has no glyph for {characters}: nothing was pressed.")


def _laid_over(page: str, overlays: Sequence[str]) -> str:
    """The page with what stands inside the overlays' sections added at its end."""
    inner = (overlay[overlay.index(">") + 1 : overlay.rindex("</section>")] for overlay in overlays)
    return page[: page.rindex("</section>")] + "".join(inner) + "</section>"
