"""The rest of a file after its prefix: content streams, fonts, pages in object streams, cross-reference stream."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence

import pydyf

from certificates.press.prefix import CATALOG_NUMBER, PAGES_NUMBER, Prefix

#: Level 9 saves nothing over 6 on streams this short.
COMPRESSION = 6
#: Pages in one object stream: readers unpack a whole stream for one page, so streams stay small.
OBJECTS_A_STREAM = 250
#: Cross-reference rows: kind (1 byte), offset or stream (5 bytes), generation or place (1 byte).
FREE, PLAIN, PACKED = 0, 1, 2
ROW_WIDTHS = "1 5 1"


class TailWriter:
    """Collects the objects of a file that continue a prefix; `finish` gives the bytes after the prefix."""

    def __init__(self, prefix: Prefix) -> None:
        self._prefix = prefix
        self._parts: list[bytes] = []
        self._position = len(prefix.data)
        self._rows: dict[int, tuple[int, int, int]] = {
            number: (PLAIN, offset, 0) for number, offset in prefix.offsets.items()
        }
        self._rows[0] = (FREE, 0, 255)
        self.next_number = prefix.next_number

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        """Add a compressed stream and give its number."""
        number = self.next_number
        packed = zlib.compress(content, COMPRESSION)
        head = b"%d 0 obj\n<<%b/Filter/FlateDecode/Length %d>>\nstream\n" % (number, entries, len(packed))
        self._add(number, b"%b%b\nendstream\nendobj\n" % (head, packed))
        return number

    def add_objects(self, objects: Iterable[pydyf.Object]) -> None:
        """Add objects that are numbered from `next_number` on."""
        for added in objects:
            self._add(added.number, added.indirect + b"\n")

    def finish(self, streams: Sequence[int], fonts: dict[str, bytes], graphics_states: bytes) -> bytes:
        """Close the file: one page for each content stream, with the prefix's forms and all fonts."""
        first_page = self.next_number
        self.next_number += len(streams)
        kids = b" ".join(b"%d 0 R" % (first_page + index) for index in range(len(streams)))
        root = (
            f"<</Type/Pages/Count {len(streams)}/MediaBox[{self._prefix.media_box}]/Resources<<"
            f"/Font<<{_entries(self._prefix.fonts | fonts)}>>/XObject<<{_entries(self._prefix.forms)}>>"
        ).encode()
        packed = [(PAGES_NUMBER, b"%b/ExtGState%b>>/Kids[%b]>>" % (root, graphics_states, kids))]
        packed += [
            (first_page + index, b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (PAGES_NUMBER, stream))
            for index, stream in enumerate(streams)
        ]
        for start in range(0, len(packed), OBJECTS_A_STREAM):
            self._add_packed(packed[start : start + OBJECTS_A_STREAM])
        self._add_cross_reference()
        return b"".join(self._parts)

    def _add(self, number: int, part: bytes) -> None:
        self._rows[number] = (PLAIN, self._position, 0)
        self._parts.append(part)
        self._position += len(part)
        self.next_number = max(self.next_number, number + 1)

    def _add_packed(self, objects: Sequence[tuple[int, bytes]]) -> None:
        stream = self.next_number
        index, place = [], 0
        for count, (number, content) in enumerate(objects):
            index.append(b"%d %d" % (number, place))
            place += len(content) + 1
            self._rows[number] = (PACKED, stream, count)
        head = b" ".join(index) + b"\n"
        body = head + b"\n".join(content for _number, content in objects)
        self.add_stream(body, b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)))

    def _add_cross_reference(self) -> None:
        start, number = self._position, self.next_number
        self._rows[number] = (PLAIN, start, 0)
        unused = self._rows[0]
        rows = b"".join(
            kind.to_bytes(1, "big") + value.to_bytes(5, "big") + third.to_bytes(1, "big")
            for kind, value, third in (self._rows.get(index, unused) for index in range(number + 1))
        )
        sha = self._prefix.sha.copy()
        for part in self._parts:
            sha.update(part)
        identity = hashlib.sha256(sha.digest()).hexdigest()[:32].encode()
        self.add_stream(
            rows,
            b"/Type/XRef/Size %d/W[%b]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            % (number + 1, ROW_WIDTHS.encode(), CATALOG_NUMBER, self._prefix.info_number, identity, identity),
        )
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)


def _entries(references: dict[str, bytes]) -> str:
    return "".join(f"/{name} {reference.decode()}" for name, reference in references.items())
