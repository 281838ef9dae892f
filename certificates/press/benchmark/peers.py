"""The same certificates by two other programs, as well as each can: development dependencies, for comparison only.

Neither shapes text or finds another font for a missing letter as the press does; they set what they can.
"""

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from certificates.press import barcode
from certificates.press.errors import PressError
from certificates.press.fonts import ensure_fonts
from certificates.press.slots import FACES, FONT_OF_WEIGHT, Slot, slot_lines
from certificates.press.template import PressTemplate
from certificates.rules.content import CertificateContent
from certificates.rules.legends import face_text

PAGE = (792, 612)
POINTS = 0.75


@dataclass(frozen=True)
class _Drawn:
    """A line and where its slot stands, in CSS pixels."""

    text: str
    slot: Slot
    font: float
    top: float


def reportlab_over_form(template: PressTemplate, contents: Sequence[CertificateContent]) -> bytes:
    """The variable fields drawn by reportlab over a form with the static text; ImportError without it."""
    from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415 - a development dependency
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    for weight, file in FONT_OF_WEIGHT.items():
        if str(weight) not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(ttfonts.TTFont(str(weight), str(ensure_fonts() / file)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1, pageCompression=1)
    canvas.beginForm("face")
    canvas.rect(20, 20, 752, 572)
    canvas.setFont("400", 7)
    for place, paragraph in enumerate(face_text(template.face).paragraphs):
        canvas.drawString(60, 300 - 20 * place, paragraph[:180])
    canvas.endForm()
    bars = template.slots.barcode
    if bars is None:
        raise PressError("A certificate without bars is not what is compared here.")
    for content in contents:
        for face in FACES:
            canvas.doForm("face")
            for drawn in _drawn(template, face, content):
                canvas.setFont(str(drawn.slot.weight), drawn.font * POINTS)
                middle = drawn.slot.x + drawn.slot.width / 2
                canvas.drawCentredString(middle * POINTS, PAGE[1] - drawn.top * POINTS, drawn.text)
            for left, width in barcode.bars(content.number) if bars.face == face else ():
                x = (bars.x + left * bars.module) * POINTS
                canvas.rect(x, 50, width * bars.module * POINTS, bars.height * POINTS, stroke=0, fill=1)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def typst_document(template: PressTemplate, contents: Sequence[CertificateContent]) -> bytes:
    """The same by typst, as one document over the same border; ImportError without it."""
    import typst  # noqa: PLC0415 - a development dependency

    parts = [
        '#set page(width: 11in, height: 8.5in, margin: 0pt)\n#set text(font: "EB Garamond")\n',
        '#let face = image("border.svg", width: 100%)\n',
    ]
    for content in contents:
        for face in FACES:
            parts.append("#page[#place(face)" if face == "front" else "#page[")
            parts.extend(_typst_line(drawn) for drawn in _drawn(template, face, content))
            parts.append("]\n")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "certificates.typ"
        source.write_text("".join(parts))
        (Path(folder) / "border.svg").write_text((template.folder / "border.svg").read_text())
        return bytes(typst.compile(str(source), font_paths=[str(ensure_fonts())], ignore_system_fonts=True))


def _drawn(template: PressTemplate, face: str, content: CertificateContent) -> Iterator[_Drawn]:
    lines = slot_lines(content, template.face_digest)
    for slot in template.slots.texts:
        if slot.face == face and lines[slot.name]:
            index = slot.size_for(lines[slot.name])
            top = slot.top(len(lines[slot.name]), index)
            for text in lines[slot.name]:
                yield _Drawn(text, slot, slot.sizes[index].font, top)
                top += slot.sizes[index].line


def _typst_line(drawn: _Drawn) -> str:
    slot = drawn.slot
    text = drawn.text.replace("\\", "\\\\").replace('"', '\\"')
    set_text = f'text(size: {drawn.font * POINTS}pt, weight: {slot.weight}, "{text}")'
    box = f"box(width: {slot.width * POINTS}pt, align({slot.align}, {set_text}))"
    return f"#place(dx: {slot.x * POINTS}pt, dy: {drawn.top * POINTS}pt, {box})"
