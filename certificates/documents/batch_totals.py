"""The batch totals page (form, PDF requirement 9): what was printed, withheld and void makes the Rights outstanding."""

from dataclasses import dataclass
from datetime import date

from certificates.documents.paged import paged


@dataclass(frozen=True)
class BatchFile:
    """One print file as the page lists it: its numbers, how many certificates, its SHA-256 in hexadecimal."""

    first_number: str
    last_number: str
    certificates: int
    sha256: str


@dataclass(frozen=True)
class BatchTotals:
    """What the page says; the figures are texts with thousands separated, as the proof report keeps them."""

    issuer: str
    agent: str
    run: str
    distribution_date: date
    released: str
    first_number: str
    last_number: str
    voided_numbers: int
    totals: dict[str, str]
    template: str
    files_sha256: str
    files: tuple[BatchFile, ...]


def batch_totals(page: BatchTotals) -> bytes:
    """The page as a PDF, set in the fonts of the certificates and nothing of the machine's."""
    return paged("batch_totals", "v1", "totals", page)
