"""What the press hands over, whichever route made it."""

from dataclasses import dataclass
from typing import Literal

#: A certificate is a pair of pages: front and reverse.
PAGES_EACH = 2


@dataclass(frozen=True)
class Slice:
    """The pages of one item in a print file; `number` names it, `first_page` counts from 0."""

    number: str
    first_page: int
    pages: int = PAGES_EACH


@dataclass(frozen=True)
class PrintFile:
    """A print file: certificates or letters in the order given.

    `data[:prefix_length]` is constant for a template and face, so a store may keep it once and the rest (the
    tail) for each file; route A has no such prefix (length 0). `sha256` (hex) is over the whole file. `route`
    tells which route made it: "B", or "A" where B was not trusted.
    """

    data: bytes
    sha256: str
    slices: tuple[Slice, ...]
    route: Literal["A", "B"]
    prefix_length: int = 0

    @property
    def pages(self) -> int:
        return sum(piece.pages for piece in self.slices)

    @property
    def tail(self) -> bytes:
        return self.data[self.prefix_length :]
