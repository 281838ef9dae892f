"""A presentation as the maker found it: its kinds, the certificates, the papers, what is asked for."""

from dataclasses import dataclass
from decimal import Decimal

TRANSFER, SPLIT_UP, COMBINATION = "transfer", "split_up", "combination"
DENOMINATIONS, EXERCISE, REPLACEMENT = "denominations", "exercise", "replacement"
LEGAL_TRANSFER = "legal_transfer"

#: Kinds in which the Rights stay with the registered owner.
SAME_OWNER = frozenset({SPLIT_UP, COMBINATION, DENOMINATIONS, EXERCISE, REPLACEMENT})
#: Kinds whose form has a certificate part with two boxes, and asks for a guaranteed signature.
GUARANTEED = frozenset({TRANSFER, EXERCISE, LEGAL_TRANSFER})
#: States in which a certificate can be worked on when it comes in.
PRESENTABLE = frozenset({"mailed", "returned"})
#: A certificate that was given up already: whoever presents it now raises an alarm.
GIVEN_UP = frozenset({"replaced", "surrendered", "cancelled", "destroyed"})

MUTILATED = "mutilated"
#: Papers that each legal ground asks for: code and name (STA practice; domain/operations, section 3).
LEGAL_PAPERS: dict[str, tuple[tuple[str, str], ...]] = {
    "death": (
        ("death_certificate", "certified copy of the death certificate"),
        ("letters", "letters testamentary or of administration, dated within 60 days"),
        ("domicile", "affidavit of domicile"),
    ),
    "survivorship": (
        ("death_certificate", "certified copy of the death certificate"),
        ("domicile", "affidavit of domicile"),
    ),
    "minor": (("proof_of_age", "proof that the minor is of age"),),
    "court_order": (("court_order", "certified copy of the court's order, in force"),),
}


@dataclass(frozen=True, slots=True)
class Presented:
    """A certificate as it was presented: `stops` are the sentences that stand against it."""

    number: str
    account: str
    rights: int
    state: str
    void_legend: bool = False
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requested:
    """A certificate that is asked for; `unprintable` says why its registration cannot be printed, or is empty."""

    account: str
    rights: int
    unprintable: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """What is on file of a loss; `has_stop`: a stop stands against the certificate."""

    circumstance: str
    has_stop: bool = False
    has_affidavit: bool = False
    has_indemnity: bool = False
    is_waiver_asked: bool = False


@dataclass(frozen=True, slots=True)
class PresentationFacts:
    """Everything the maker found when examining an item.

    `answers` are the two boxes of the certificate part, None where blank. `elected` are the Rights exercised, 0
    where it is none. `value` is the transaction's in dollars, None where the Rights have no recorded value.
    `screened` is None while transferees and payees were not screened, else whether the result is clear.
    """

    kind: str
    presented: tuple[Presented, ...]
    requested: tuple[Requested, ...]
    elected: int = 0
    is_surrendered: bool = True
    is_signed: bool = False
    matches_face: bool = False
    answers: tuple[bool | None, bool | None] = (None, None)
    guarantee_program: str = ""
    guarantee_prefix: str = ""
    guarantor: str = ""
    tax_due: Decimal = Decimal(0)
    tax_received: Decimal = Decimal(0)
    screened: bool | None = None
    legal_ground: str = ""
    legal_papers: frozenset[str] = frozenset()
    has_company_word: bool = False
    loss: Loss | None = None
    value: Decimal | None = None

    @property
    def given(self) -> int:
        """Rights on the certificates presented."""
        return sum(certificate.rights for certificate in self.presented)

    @property
    def asked(self) -> int:
        """Rights on the certificates asked for."""
        return sum(certificate.rights for certificate in self.requested)
