"""A copy of a printed certificate, marked as one on each of its pages."""

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf

from certificates.documents.paged import paged
from certificates.press.printfile import PAGES_EACH

LONGEST_AT_FULL_SIZE = 9


@dataclass(frozen=True)
class Mark:
    """What is laid over each page: a large word, and one line at its foot."""

    word: str
    line: str


def marked(certificate: bytes, mark: Mark) -> bytes:
    """The PDF of one certificate with the mark over each of its pages; nothing of the page itself is changed."""
    with pikepdf.open(io.BytesIO(certificate)) as pages, pikepdf.open(io.BytesIO(_laid(mark))) as over:
        for page, laid in zip(pages.pages, over.pages, strict=True):
            page.add_overlay(laid, None)
        out = io.BytesIO()
        pages.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@lru_cache(maxsize=64)
def _laid(mark: Mark) -> bytes:
    page = {
        "word": mark.word,
        "is_long": len(mark.word) > LONGEST_AT_FULL_SIZE,
        "line": mark.line,
        "sides": range(PAGES_EACH),
    }
    return paged("copy", "v1", "mark", page)
