"""A page of a PDF as a picture, for the screen."""

import io

import pypdfium2

from certificates.press.lock import LIBRARIES

SCALE = 1.6  # of 72 dots to the inch: sharp on a screen, drawn in a tenth of a second


def png(pdf: bytes, *, page: int) -> bytes:
    """The page (0 is the first) as PNG."""
    with LIBRARIES, pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=SCALE).to_pil()
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1)  # half the time of the default, and of a guilloche no larger
    return target.getvalue()
