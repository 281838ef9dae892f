"""Parts of a stored file over HTTP (RFC 9110, section 14): an interrupted download goes on where it stopped."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from rightsadmin.common import downloads

PIECE = 64 * 1024
_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NotSatisfiable(ValueError):
    """The part asked for lies beyond the end of the file."""


def etag_of(sha256: str) -> str:
    """The strong entity tag of content that is known by its hash."""
    return f'"{sha256}"'


def asked_part(request: HttpRequest, *, size: int, etag: str) -> range | None:
    """The bytes asked for, counted from 0; None where the whole file is to be sent.

    The whole is sent for no range, several, one that cannot be read, and where If-Range names other content.
    Raises NotSatisfiable for a range that holds no byte of the file.
    """
    found = _ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    if not first:
        part = range(max(size - int(last), 0), size)
    elif last and int(last) < int(first):
        return None
    else:
        part = range(int(first), min(int(last) + 1, size) if last else size)
    if not part:
        raise NotSatisfiable
    return part


def not_satisfiable(size: int) -> HttpResponse:
    """The answer to a part beyond the end (416), which tells where the end is."""
    return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})


def file_response(
    content: IO[bytes], part: range | None, *, size: int, etag: str, kind: str, name: str
) -> StreamingHttpResponse:
    """The open file, or a part of it, as a download that is read while it is sent; closes the file."""
    wanted = range(size) if part is None else part
    headers = downloads.headers(name) | {
        "Accept-Ranges": "bytes",
        "Content-Length": str(len(wanted)),
        "ETag": etag,
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    status = 200 if part is None else 206
    return StreamingHttpResponse(_Pieces(content, wanted), status=status, content_type=kind, headers=headers)


class _Pieces(Iterator[bytes]):
    """The wanted bytes in pieces; `close` closes the file, also where nothing was read of it."""

    def __init__(self, content: IO[bytes], wanted: range) -> None:
        content.seek(wanted.start)
        self._content, self._left = content, len(wanted)

    def __next__(self) -> bytes:
        piece = self._content.read(min(PIECE, self._left))
        if not piece:
            raise StopIteration
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Called by Django at the end of the response, whole or broken off."""
        self._content.close()
