"""What a Rights Certificate says: `FaceTerms` holds what is constant in a run, `CertificateContent` the rest.

Both are frozen with the certificate they were printed on. The wording is ours, chosen from typed terms and
never typed in; field numbers F1 to F21 are those of the list of contents in the domain notes (form.md).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from certificates.rules.words import in_words

MAX_REGISTRATION_LINES = 7
MAX_ADDRESS_LINES = 8
ORIGINAL = "ORIGINAL"
SPECIMEN = "SPECIMEN"


class Watermark(StrEnum):
    """The large words that keep a page from being taken for a certificate."""

    SPECIMEN = "SPECIMEN"
    DRAFT = "DRAFT"
    REHEARSAL = "REHEARSAL"
    # of a copy of an issued certificate: COPY, or the state in which it is good for nothing
    COPY = "COPY"
    STOPPED = "STOPPED"
    LOST = "LOST"
    REPLACED = "REPLACED"
    CANCELLED = "CANCELLED"
    DESTROYED = "DESTROYED"


class PriceBasis(StrEnum):
    """What the Purchase Price buys (rules R6, DQ2)."""

    UNIT = "Unit"
    PREFERRED_SHARE = "share of Preferred Stock"
    RIGHT = "Right"


@dataclass(frozen=True)
class Officer:
    """An officer in office on the signing date (F18)."""

    name: str
    title: str


@dataclass(frozen=True)
class FaceTerms:
    """Everything that is the same on every certificate of a run.

    `expiration` is None while the expiry of the plan is in question (DQ1): then none is printed anywhere.
    `signed` prints the conformed signatures of the officers; it stays False until the release step (form.md,
    PDF requirement 12). `terms_as_of` is the date on which number, price and Units per Right are stated (F9).
    `unit_denominator` is the Units in one share of Preferred Stock (1000: a Unit is one one-thousandth).
    """

    issuer: str
    state: str
    agent: str
    agreement_date: date
    dated_as_of: date
    terms_as_of: date
    purchase_price: Decimal
    price_basis: PriceBasis
    redemption_price: Decimal
    preferred: str
    preferred_par: Decimal
    officers: tuple[Officer, Officer]
    unit_denominator: int = 1000
    units_per_right: Decimal = Decimal(1)
    adverse_person: bool = True
    former_name: str | None = None
    expiration: date | None = None
    cusip: str | None = None
    watermark: Watermark | None = None
    signed: bool = False

    def digest(self) -> str:
        """SHA-256 (hex) of the terms in canonical form."""
        return hashlib.sha256(json.dumps(frozen_face(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class CertificateContent:
    """What differs from certificate to certificate; refuses words that differ from the figures.

    `registration` holds the lines exactly as printed (see `fit_registration` of the press), never cut.
    `address` is the mailing panel, empty if the certificate is handed over. `status` is ORIGINAL,
    "REPLACEMENT OF R-..." or SPECIMEN (F21). `void_legend` prints the void-person legend (F5, rules R32).
    """

    number: str
    rights: int
    rights_in_words: str
    registration: tuple[str, ...]
    account: str
    batch: str
    address: tuple[str, ...] = ()
    status: str = ORIGINAL
    void_legend: bool = False

    def __post_init__(self) -> None:
        if self.rights < 1:
            raise ValueError(f"{self.number}: a certificate is for at least one Right, not {self.rights}.")
        if self.rights_in_words != in_words(self.rights):
            raise ValueError(
                f"{self.number}: {self.rights:,} Rights are not {self.rights_in_words!r} in words."
            )
        if not 1 <= len(self.registration) <= MAX_REGISTRATION_LINES:
            raise ValueError(
                f"{self.number}: {len(self.registration)} registration lines; a certificate has one to "
                "seven. List the holder as an exception."
            )
        if len(self.address) > MAX_ADDRESS_LINES:
            raise ValueError(f"{self.number}: more than {MAX_ADDRESS_LINES} address lines.")
        for line in (self.number, *self.registration, *self.address, self.account, self.batch, self.status):
            if not line or line != " ".join(line.split()):
                raise ValueError(
                    f"{self.number}: the line {line!r} is empty or has spaces that would be lost."
                )

    @property
    def rights_in_figures(self) -> str:
        return f"{self.rights:,}"

    def digest(self, face_digest: str) -> str:
        """SHA-256 (hex) of this content on a face; its first digits are the document code."""
        parts = (
            face_digest,
            self.number,
            str(self.rights),
            self.account,
            self.batch,
            self.status,
            str(self.void_legend),
            "\n".join(self.registration),
            "\n".join(self.address),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def document_code(digest: str) -> str:
    """The printed form of a content digest: "9F2A-61BC-07DE"."""
    code = digest[:12].upper()
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def replacement_of(number: str) -> str:
    """The status line of a certificate that replaces another."""
    return f"REPLACEMENT OF {number}"


def frozen_face(face: FaceTerms) -> dict[str, Any]:
    """The terms as plain JSON values, to be stored with the run; `thawed_face` is the inverse."""
    return {field.name: _plain(getattr(face, field.name)) for field in fields(face)}


def thawed_face(stored: Mapping[str, Any]) -> FaceTerms:
    """The terms that `frozen_face` stored."""
    values = dict(stored)
    for name in ("agreement_date", "dated_as_of", "terms_as_of"):
        values[name] = date.fromisoformat(values[name])
    for name in ("purchase_price", "redemption_price", "preferred_par", "units_per_right"):
        values[name] = Decimal(values[name])
    values["price_basis"] = PriceBasis(values["price_basis"])
    values["officers"] = tuple(Officer(*officer) for officer in values["officers"])
    values["expiration"] = date.fromisoformat(values["expiration"]) if values["expiration"] else None
    values["watermark"] = Watermark(values["watermark"]) if values["watermark"] else None
    return FaceTerms(**values)


def frozen_content(content: CertificateContent) -> dict[str, Any]:
    """The content as plain JSON values, stored with the certificate; `thawed_content` is the inverse."""
    return {field.name: _plain(getattr(content, field.name)) for field in fields(content)}


def thawed_content(stored: Mapping[str, Any]) -> CertificateContent:
    """The content that `frozen_content` stored."""
    values = dict(stored)
    values["registration"] = tuple(values["registration"])
    values["address"] = tuple(values["address"])
    return CertificateContent(**values)


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Officer():
            return [value.name, value.title]
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value
