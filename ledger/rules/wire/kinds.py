"""Every kind of fact a plan can have, each declared once: all else that must know the kinds is derived from here.

The enumeration of the models, the forms, the readers, the opening of Trigger Cases and the measuring against a
person's own threshold take what they need from the declaration; a kind that is here is a kind everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.rules.facts import (
    AcceptedForPayment,
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BecameAcquiringPerson,
    BoardExtension,
    ContinuingDirectorsLostMajority,
    ContinuingDirectorsRegainedMajority,
    Exchanged,
    FlipOverTransactionCompleted,
    HolderCaught,
    InterestIncreased,
    MergerAgreementSigned,
    MergerEffective,
    NamedEvent,
    OfferAmended,
    OfferWithdrawn,
    PersonReleased,
    PriceStated,
    Redeemed,
    SelfDealing,
    TenderOffer,
)
from ledger.rules.wire.shapes import (
    DAY,
    FLAG,
    INSTANT,
    PERCENT,
    PRICE,
    PRICE_OF,
    PRONG,
    RELEASE_REASON,
    SCHEDULE,
    SHARES,
    TEXT,
    TRANSACTION,
    Shape,
)

if TYPE_CHECKING:
    from ledger.rules.facts import Event, Prong
    from ledger.rules.provisions import Provision
    from ledger.rules.wire.reader import Reader


@dataclass(frozen=True)
class Field:
    """One field of a kind, of the name it has in the event of the rules; an optional one may be `otherwise`.

    `is_supposed`: a file that supposes may tell it; a fact on record is judged by its figures instead.
    """

    name: str
    shape: Shape[Any]
    is_optional: bool = False
    otherwise: Any = None
    is_supposed: bool = False

    def read(self, reader: Reader) -> Any:
        """The value off JSON; BadInput names the place of one that is missing or has not its shape."""
        if not self.is_optional:
            return self.shape.read(reader, self.name)
        found = reader.optional(self.name, lambda key: self.shape.read(reader, key))
        return self.otherwise if found is None else found


@dataclass(frozen=True)
class FactKind:
    """A kind of fact: its word on the wire and the `label` that pages give it.

    `event` is the event of the rules that it makes of its `fields`, None where it notes a paper. `at` names the
    field that tells when it happened. `prongs` are those of the Distribution Date that it may set off, a Trigger Case
    being opened for the first of them. `is_act`: it is what an act of a power did, written by
    that act's own service and never recordable as a fact. `needs_person`: the law turns on who it is, so that it is not
    recorded without a name. `provision`: what a plan must provide for, or the fact cannot matter to it.
    """

    word: str
    label: str
    event: type[Event] | None = None
    fields: tuple[Field, ...] = ()
    at: str = "at"
    prongs: tuple[Prong, ...] = ()
    is_act: bool = False
    needs_person: bool = False
    provision: Provision | None = None

    @property
    def choice(self) -> tuple[str, str]:
        """The word and the label, as a closed list of the models has them."""
        return self.word, self.label

    @property
    def names_a_person(self) -> bool:
        """Whether the event of the rules says whom it concerns."""
        return any(field.name == "person" for field in self.fields)

    @property
    def is_note(self) -> bool:
        """Whether the fact notes a paper, with what the paper tells, and no rule reads it."""
        return self.event is None


_AT = (Field("at", INSTANT),)
# On record the person stands in a column of its own; in a file the name stands here.
_PERSON = Field("person", TEXT, is_optional=True, otherwise="")

ACQUIRING_PERSON_ANNOUNCED = FactKind(
    "acquiring_person_announced",
    "Announcement that a person holds the percentage",
    AcquiringPersonAnnounced,
    (*_AT, Field("pct", PERCENT), _PERSON, Field("schedule", SCHEDULE, is_optional=True, otherwise="")),
    needs_person=True,
    prongs=("iii", "i"),
)
BECAME_ACQUIRING_PERSON = FactKind(
    "became_acquiring_person",
    "A person became an Acquiring Person",
    BecameAcquiringPerson,
    (*_AT, _PERSON),
    prongs=("i",),
    needs_person=True,
)
ADVERSE_PERSON_DECLARED = FactKind(
    "adverse_person_declared",
    "The Board declared an Adverse Person",
    AdversePersonDeclared,
    (
        Field("declared_at", INSTANT),
        Field("pct", PERCENT),
        Field("announced_at", INSTANT, is_optional=True),
        _PERSON,
    ),
    at="declared_at",
    is_act=True,
    prongs=("i",),
    provision="adverse_person",
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
        _PERSON,
    ),
    at="commenced_at",
    needs_person=True,
    prongs=("ii",),
)
BOARD_EXTENSION = FactKind(
    "board_extension",
    "Board fixed a later date",
    BoardExtension,
    (Field("prong", PRONG), *_AT, Field("to", DAY, is_optional=True)),
    is_act=True,
)
CONTINUING_DIRECTORS_LOST = FactKind(
    "continuing_directors_lost_majority",
    "Continuing Directors lost their majority",
    ContinuingDirectorsLostMajority,
    _AT,
    provision="continuing_directors",
)
CONTINUING_DIRECTORS_REGAINED = FactKind(
    "continuing_directors_regained_majority",
    "Continuing Directors regained their majority",
    ContinuingDirectorsRegainedMajority,
    _AT,
    provision="continuing_directors",
)
FLIP_OVER = FactKind(
    "flip_over_transaction_completed",
    "Flip-over transaction completed",
    FlipOverTransactionCompleted,
    (
        *_AT,
        Field("kind", TEXT, is_optional=True, otherwise="", is_supposed=True),
        Field("qualifies", FLAG, is_optional=True, is_supposed=True),
        Field("transaction", TRANSACTION, is_optional=True),
        Field("pct", PERCENT, is_optional=True),
        Field("earning_power_pct", PERCENT, is_optional=True),
        Field("company_survives", FLAG, is_optional=True, otherwise=False),
        Field("common_exchanged", FLAG, is_optional=True, otherwise=True),
        Field("is_of_series", FLAG, is_optional=True, otherwise=False),
        _PERSON,
    ),
    prongs=("iv",),
    provision="flip_over",
)
MERGER_AGREEMENT = FactKind("merger_agreement_signed", "Merger agreement signed", MergerAgreementSigned, _AT)
PRICE_STATED = FactKind(
    "price", "Price stated", PriceStated, (*_AT, Field("of", PRICE_OF), Field("amount", PRICE))
)
OFFER_AMENDED = FactKind(
    "offer_amended",
    "Tender or exchange offer amended",
    OfferAmended,
    (
        *_AT,
        Field("would_own_pct", PERCENT),
        Field("all_shares", FLAG, is_optional=True, otherwise=False),
        _PERSON,
    ),
    needs_person=True,
    prongs=("ii",),
)
OFFER_WITHDRAWN = FactKind(
    "offer_withdrawn",
    "Tender or exchange offer withdrawn",
    OfferWithdrawn,
    (*_AT, _PERSON),
    needs_person=True,
)
ACCEPTED_FOR_PAYMENT = FactKind(
    "accepted_for_payment",
    "Shares accepted for payment under an offer",
    AcceptedForPayment,
    (
        *_AT,
        Field("would_own_pct", PERCENT),
        Field("all_shares", FLAG, is_optional=True, otherwise=False),
        _PERSON,
    ),
    needs_person=True,
    prongs=("ii",),
)
MERGER_EFFECTIVE = FactKind(
    "merger_effective",
    "Merger effective",
    MergerEffective,
    (
        *_AT,
        _PERSON,
        Field("company_survives", FLAG, is_optional=True, otherwise=False),
        Field("common_outstanding", FLAG, is_optional=True, otherwise=False),
    ),
)
SELF_DEALING = FactKind(
    "self_dealing",
    "Self-dealing of an Acquiring or Adverse Person",
    SelfDealing,
    (*_AT, _PERSON, Field("is_listed", FLAG, is_optional=True)),
    needs_person=True,
    provision="self_dealing",
)
INTEREST_INCREASED = FactKind(
    "interest_increased",
    "Interest of an Acquiring or Adverse Person increased",
    InterestIncreased,
    (*_AT, Field("before", PERCENT), Field("after", PERCENT), _PERSON),
    needs_person=True,
    provision="increase",
)
NAMED_EVENT = FactKind(
    "named_event", "Something the plan itself names", NamedEvent, (*_AT, Field("name", TEXT))
)
PERSON_RELEASED = FactKind(
    "person_released",
    "A person was taken out of the definition of an Acquiring Person",
    PersonReleased,
    (*_AT, _PERSON, Field("why", RELEASE_REASON)),
    is_act=True,
)
HOLDER_CAUGHT = FactKind(
    "holder_caught",
    "An amendment caught a holder on record",
    HolderCaught,
    (*_AT, _PERSON),
    prongs=("i",),
    is_act=True,
)
REDEEMED = FactKind("redeemed", "Rights redeemed", Redeemed, _AT, is_act=True)
EXCHANGED = FactKind("exchanged", "All the Rights exchanged", Exchanged, _AT, is_act=True)
OFFICER_CERTIFICATE = FactKind("officer_certificate", "Officer's certificate received")
DISTRIBUTION_NOTICE = FactKind(
    "distribution_notice", "Company's written notice of the Distribution Date received"
)
OUTSTANDING_REPORTED = FactKind(
    "outstanding_reported", "Outstanding shares reported", fields=(Field("shares", SHARES),)
)
SUSPENSION_BEGAN = FactKind("suspension_began", "The company suspended the exercise of the Rights")
SUSPENSION_ENDED = FactKind("suspension_ended", "The company ended the suspension of exercise")

# By word, in the order in which pages list them: this module's own declarations, all of them.
KINDS: dict[str, FactKind] = {kind.word: kind for kind in list(vars().values()) if isinstance(kind, FactKind)}
