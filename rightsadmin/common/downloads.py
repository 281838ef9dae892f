"""What leaves the house as a file: the one place that says so to the browser.

Nothing of it stays in a cache on the way or on the desk, unless its page says for how long (`kept`).
"""

from collections.abc import Iterable
from typing import IO, Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
ZIP = "application/zip"
CSV = "text/csv; charset=utf-8"
NOT_KEPT = "no-store"


def headers(name: str, *, shown: bool = False, kept: str = NOT_KEPT) -> dict[str, str]:
    """The headers of a file of that name: kept by the person who asked, or `shown` in the browser."""
    disposition = content_disposition_header(as_attachment=not shown, filename=name)
    return {"Content-Disposition": str(disposition), "Cache-Control": kept}


def download(
    content: bytes | str | IO[bytes] | Iterable[Any],
    *,
    kind: str,
    name: str,
    shown: bool = False,
    kept: str = NOT_KEPT,
) -> HttpResponseBase:
    """The content as a file: whole, from an open file that ends with the response, or in pieces while it is sent."""
    told = headers(name, shown=shown, kept=kept)
    if isinstance(content, bytes | str):
        return HttpResponse(content, content_type=kind, headers=told)
    if hasattr(content, "read"):
        # It names the file itself, and would by where it is stored.
        return FileResponse(content, as_attachment=not shown, filename=name, content_type=kind, headers=told)
    return StreamingHttpResponse(content, content_type=kind, headers=told)
