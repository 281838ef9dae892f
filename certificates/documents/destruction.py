"""The certificate of destruction (SEC Rule 17Ad-19; Agreement, section 8): what was destroyed, and who saw it."""

from dataclasses import dataclass

from certificates.documents.paged import paged


@dataclass(frozen=True)
class Signed:
    """A witness, what he says he saw, and when he confirmed it."""

    name: str
    statement: str
    confirmed: str


@dataclass(frozen=True)
class Span:
    """An unbroken range of printed numbers; the figures have thousands separated."""

    first: str
    last: str
    certificates: str
    rights: str


@dataclass(frozen=True)
class CertificateOfDestruction:
    """What the page says; instants and figures are texts as a person reads them."""

    issuer: str
    agent: str
    number: int
    destroyed: str
    method: str
    place: str
    proposed_by: str
    approved_by: str
    certificates: str
    rights: str
    numbers_sha256: str
    witnesses: tuple[Signed, ...]
    spans: tuple[Span, ...]


def certificate_of_destruction(page: CertificateOfDestruction) -> bytes:
    """The page as a PDF, set in the fonts of the certificates and nothing of the machine's."""
    return paged("certificate_of_destruction", "v1", "destruction", page)
