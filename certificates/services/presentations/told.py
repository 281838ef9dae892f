"""What the maker tells of an item: what he found on the papers, what is elected, what was lost."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from certificates.models import StopOrder
from ledger.models import SourceDocument


@dataclass(frozen=True)
class EvidenceTold:
    """What the maker found on the papers; the names are those of the fields of Presentation."""

    is_surrendered: bool = True
    is_signed: bool = False
    matches_face: bool = False
    owner_answer: bool | None = None
    source_answer: bool | None = None
    guarantee_program: str = ""
    guarantee_prefix: str = ""
    guarantor: str = ""
    tax_due: Decimal = Decimal(0)
    tax_received: Decimal = Decimal(0)
    screened_on: date | None = None
    is_screening_clear: bool = False
    legal_ground: str = ""
    legal_papers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ElectionTold:
    """The form of election: Rights exercised, how they are paid, to whom what they buy is delivered."""

    rights: int
    payment_form: str
    tendered: Decimal
    deliver_to: str
    deliver_address: list[str] = field(default_factory=list)
    collected_on: date | None = None
    market_price: Decimal | None = None
    price_document: SourceDocument | None = None


@dataclass(frozen=True)
class LossTold:
    """What is claimed of a certificate that must be replaced, and what covers it."""

    circumstance: str
    affidavit: SourceDocument | None = None
    indemnity: SourceDocument | None = None
    is_waiver_asked: bool = False
    value_per_right: Decimal | None = None
    stop: StopOrder | None = None
