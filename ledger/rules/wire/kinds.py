"""Every kind of fact a plan can have, each declared once: all else that must know the kinds is derived from here.

The enumeration of the models, the forms, the readers, the opening of Trigger Cases and the measuring against a
person's own threshold take what they need from the declaration; a kind that is here is a kind everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BecameAcquiringPerson,
    BoardExtension,
    ContinuingDirectorsLostMajority,
    ContinuingDirectorsRegainedMajority,
    Exchanged,
    FlipOverTransactionCompleted,
    MergerAgreementSigned,
    PriceStated,
    Redeemed,
    TenderOffer,
)
from ledger.rules.wire.shapes import DAY, FLAG, INSTANT, PERCENT, PRICE, PRICE_OF, PRONG, TEXT, Shape

if TYPE_CHECKING:
    from ledger.rules.facts import Event, Prong
    from ledger.rules.wire.reader import Reader


@dataclass(frozen=True)
class Field:
    """One field of a kind, of the name it has in the event of the rules; an optional one may be `otherwise`."""

    name: str
    shape: Shape[Any]
    is_optional: bool = False
    otherwise: Any = None

    def read(self, reader: Reader) -> Any:
        """The value off JSON; BadInput names the place of one that is missing or has not its shape."""
        if not self.is_optional:
            return self.shape.read(reader, self.name)
        found = reader.optional(self.name, lambda key: self.shape.read(reader, key))
        return self.otherwise if found is None else found


@dataclass(frozen=True)
class FactKind:
    """A kind of fact: its word on the wire and the `label` that pages give it.

    `event` is the event of the rules that it makes of its `fields`, None where it only notes a paper. `at` names the
    field that tells when it happened. `prongs` are those of the Distribution Date that it may set off, a Trigger Case
    being opened for the first of them. `percentage` names the field that is measured against a threshold of the
    person's own, "" where none is.
    """

    word: str
    label: str
    event: type[Event] | None = None
    fields: tuple[Field, ...] = ()
    at: str = "at"
    prongs: tuple[Prong, ...] = ()
    percentage: str = ""

    @property
    def choice(self) -> tuple[str, str]:
        """The word and the label, as a closed list of the models has them."""
        return self.word, self.label

    @property
    def is_note(self) -> bool:
        """Whether the fact only notes a paper, and no rule reads it."""
        return self.event is None


_AT = (Field("at", INSTANT),)

ACQUIRING_PERSON_ANNOUNCED = FactKind(
    "acquiring_person_announced",
    "Announcement that a person holds the percentage",
    AcquiringPersonAnnounced,
    (*_AT, Field("pct", PERCENT)),
    prongs=("iii", "i"),
    percentage="pct",
)
BECAME_ACQUIRING_PERSON = FactKind(
    "became_acquiring_person", "A person became an Acquiring Person", BecameAcquiringPerson, _AT
)
ADVERSE_PERSON_DECLARED = FactKind(
    "adverse_person_declared",
    "The Board declared an Adverse Person",
    AdversePersonDeclared,
    (Field("declared_at", INSTANT), Field("pct", PERCENT), Field("announced_at", INSTANT, is_optional=True)),
    at="declared_at",
    prongs=("i",),
)
TENDER_OFFER = FactKind(
    "tender_offer",
    "Tender or exchange offer",
    TenderOffer,
    (
        Field("would_own_pct", PERCENT),
        Field("commenced_at", INSTANT, is_optional=True),
        Field("intent_at", INSTANT, is_optional=True),
        Field("all_shares", FLAG, is_optional=True, otherwise=False),
        Field("board_permitted_at", INSTANT, is_optional=True),
        Field("withdrawn_at", INSTANT, is_optional=True),
    ),
    at="commenced_at",
    prongs=("ii",),
    percentage="would_own_pct",
)
BOARD_EXTENSION = FactKind(
    "board_extension",
    "Board fixed a later date",
    BoardExtension,
    (Field("prong", PRONG), *_AT, Field("to", DAY, is_optional=True)),
)
CONTINUING_DIRECTORS_LOST = FactKind(
    "continuing_directors_lost_majority",
    "Continuing Directors lost their majority",
    ContinuingDirectorsLostMajority,
    _AT,
)
CONTINUING_DIRECTORS_REGAINED = FactKind(
    "continuing_directors_regained_majority",
    "Continuing Directors regained their majority",
    ContinuingDirectorsRegainedMajority,
    _AT,
)
FLIP_OVER = FactKind(
    "flip_over_transaction_completed",
    "Flip-over transaction completed",
    FlipOverTransactionCompleted,
    (*_AT, Field("kind", TEXT, is_optional=True, otherwise=""), Field("qualifies", FLAG)),
    prongs=("iv",),
)
MERGER_AGREEMENT = FactKind("merger_agreement_signed", "Merger agreement signed", MergerAgreementSigned, _AT)
PRICE_STATED = FactKind(
    "price", "Price stated", PriceStated, (*_AT, Field("of", PRICE_OF), Field("amount", PRICE))
)
REDEEMED = FactKind("redeemed", "Rights redeemed", Redeemed, _AT)
EXCHANGED = FactKind("exchanged", "All the Rights exchanged", Exchanged, _AT)
OFFICER_CERTIFICATE = FactKind("officer_certificate", "Officer's certificate received")
DISTRIBUTION_NOTICE = FactKind(
    "distribution_notice", "Company's written notice of the Distribution Date received"
)
OUTSTANDING_REPORTED = FactKind("outstanding_reported", "Outstanding shares reported")
SUSPENSION_BEGAN = FactKind("suspension_began", "The company suspended the exercise of the Rights")
SUSPENSION_ENDED = FactKind("suspension_ended", "The company ended the suspension of exercise")

# By word, in the order in which pages list them: this module's own declarations, all of them.
KINDS: dict[str, FactKind] = {kind.word: kind for kind in list(vars().values()) if isinstance(kind, FactKind)}
