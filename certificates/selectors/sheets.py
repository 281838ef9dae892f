"""The pages of one certificate, read from the print file that holds it."""

import io

import pikepdf
import pypdfium2
from django.core.files.storage import default_storage

from certificates.models import Certificate, PrintFile

PAGES = 2  # front and reverse (form F)
PICTURE_SCALE = 1.6  # of 72 dots to the inch: sharp on a screen, a fifth of a second to draw


def _file(certificate: Certificate) -> PrintFile | None:
    item = getattr(certificate, "item", None)
    return item.chunk.print_file if item and item.chunk and item.place is not None else None


def is_printed(certificate: Certificate) -> bool:
    """Whether the certificate's pages are in a stored print file."""
    return _file(certificate) is not None


def pdf(certificate: Certificate) -> bytes:
    """A PDF of the certificate's two pages alone; ValueError where it was not printed."""
    stored = _file(certificate)
    if stored is None:
        raise ValueError(f"{certificate.text} is in no print file.")
    first = certificate.item.place * PAGES
    with (
        default_storage.open(stored.storage_name) as source,
        pikepdf.open(source) as whole,
        pikepdf.new() as cut,
    ):
        cut.pages.extend(whole.pages[first : first + PAGES])
        target = io.BytesIO()
        cut.save(target)
    return target.getvalue()


def picture(certificate: Certificate, *, page: int) -> bytes:
    """The front (0) or reverse (1) as PNG, drawn from the stored PDF."""
    document = pypdfium2.PdfDocument(pdf(certificate))
    try:
        image = document[page].render(scale=PICTURE_SCALE).to_pil()
    finally:
        document.close()
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
