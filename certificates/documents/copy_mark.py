"""A copy of a printed certificate, marked as one on each of its pages."""

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf

from certificates.documents.paged import paged
from certificates.press.printfile import PAGES_EACH
from certificates.rules.content import Watermark


@dataclass(frozen=True)
class Mark:
    """What is laid over each page: a large word, and one line at its foot."""

    word: Watermark
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
    page = {"word": mark.word.value, "line": mark.line, "sides": range(PAGES_EACH)}
    return paged("copy", "v1", "mark", page)
