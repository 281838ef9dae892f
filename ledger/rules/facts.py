"""What the rules take and give: terms of a plan, the events of its life, computed answers and their reasons.

Everything here is frozen, exact and plain: percentages are Fractions, instants are aware datetimes in UTC,
legal dates are New York dates. Nothing here knows a database, a clock or a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from ledger.rules.clauses import clause
from ledger.rules.dates import day_text

if TYPE_CHECKING:
    from datetime import date, datetime

PeriodUnit = Literal["business_days", "calendar_days"]
Prong = Literal["i", "ii", "iii", "iv"]
PriceOf = Literal["common", "unit", "right"]
Transaction = Literal["merger", "combination", "asset_sale"]

# How an act takes a person out of the definition; `kept` by the amendment that lowered the percentage.
ReleaseReason = Literal["exempt", "waived", "inadvertent", "below", "kept"]

PRONGS: tuple[Prong, ...] = ("i", "ii", "iii", "iv")

T = TypeVar("T")


class BadInput(ValueError):
    """Input that cannot be read: `path` names the place (`events[1].at`), `message` what is wrong there."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def exact_number(value: object, path: str = "") -> Fraction:
    """The exact value of an int, a Decimal, a Fraction or decimal text such as "16.2"; never a float.

    Raises BadInput, naming `path`, for anything else.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int | Decimal | str) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        # An exponent of thousands of digits would be a number nobody means and memory nobody has.
        if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS:
            return Fraction(number)
    raise BadInput(path, f"{value!r} is not an exact decimal number")


_MOST_DIGITS = 40


def ordinal_text(number: int) -> str:
    """A place in a count: "1st", "2nd", "10th", "111th"."""
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


# --- answers ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CountedDay:
    """A day that was counted: `number` is its place in the count, 1 for the first."""

    number: int
    date: date

    def __str__(self) -> str:
        return f"{day_text(self.date)} = {self.number}"


@dataclass(frozen=True)
class SkippedDay:
    """A day that was passed over because it is no Business Day, and its name, e.g. "Christmas Day"."""

    date: date
    name: str

    def __str__(self) -> str:
        return f"{day_text(self.date)} - {self.name}"


@dataclass(frozen=True)
class Computed(Generic[T]):
    """An answer with its reasons.

    `value` is the answer, `instant` the UTC moment at which it falls (None where it is not a date), `reason`
    the sentences a careful lawyer would write, `section` the clause relied on, `inputs` what went in, in
    order, as (name, text) pairs, `counted` and `skipped` the audit trail of the days, `rule` the dotted name
    of the function, `calendar` and `calendar_version` the closings relied on.
    """

    value: T
    reason: str
    section: str
    rule: str
    instant: datetime | None = None
    inputs: tuple[tuple[str, str], ...] = ()
    counted: tuple[CountedDay, ...] = ()
    skipped: tuple[SkippedDay, ...] = ()
    calendar: str = ""
    calendar_version: str = ""

    @property
    def clause(self) -> str:
        """The clause relied on, as staff read it."""
        return clause(self.section)


# --- terms --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """A length of time: `n` Business Days or calendar days; 0 is the day itself."""

    n: int
    unit: PeriodUnit = "business_days"

    def __str__(self) -> str:
        unit = "Business Day" if self.unit == "business_days" else "calendar day"
        return f"{self.n} {unit}{'' if self.n == 1 else 's'}"


# --- events -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AcquiringPersonAnnounced:
    """It was publicly announced that a person or group beneficially owns `pct` percent.

    `person` is "" where the announcement names nobody; `schedule` is the Schedule it was filed on, 13D or 13G.
    """

    at: datetime
    pct: Fraction
    person: str = ""
    schedule: str = ""


@dataclass(frozen=True)
class BecameAcquiringPerson:
    """A person crossed the Acquiring Person threshold, announced or not."""

    at: datetime
    person: str = ""


@dataclass(frozen=True)
class AdversePersonDeclared:
    """The Board declared a holder of `pct` percent an Adverse Person; the clock needs the announcement."""

    declared_at: datetime
    pct: Fraction
    announced_at: datetime | None = None
    person: str = ""

    @property
    def at(self) -> datetime:
        """When the event happened: the declaration."""
        return self.declared_at


@dataclass(frozen=True)
class TenderOffer:
    """A tender or exchange offer that would leave its maker with `would_own_pct` percent."""

    would_own_pct: Fraction
    commenced_at: datetime | None = None
    intent_at: datetime | None = None
    all_shares: bool = False
    board_permitted_at: datetime | None = None
    withdrawn_at: datetime | None = None
    person: str = ""

    @property
    def at(self) -> datetime | None:
        """The first moment anything is known of the offer; None for an offer with no date at all."""
        return min((moment for moment in (self.intent_at, self.commenced_at) if moment), default=None)


@dataclass(frozen=True)
class OfferAmended:
    """The person's offer was amended: from then on it would leave the person with `would_own_pct` percent."""

    at: datetime
    would_own_pct: Fraction
    all_shares: bool = False
    person: str = ""


@dataclass(frozen=True)
class OfferWithdrawn:
    """The person's offer was withdrawn, or expired without shares accepted for payment."""

    at: datetime
    person: str = ""


@dataclass(frozen=True)
class AcceptedForPayment:
    """Shares were accepted for payment under an offer, which leaves its maker with `would_own_pct` percent."""

    at: datetime
    would_own_pct: Fraction
    all_shares: bool = False
    person: str = ""


@dataclass(frozen=True)
class PersonReleased:
    """An act took the person out of the definition of an Acquiring Person, at the instant it took effect.

    An exemption lasts. A waiver, and being kept by an amendment (`why` kept), cover what the person held then; a
    determination that the crossing was inadvertent, and a holding that fell below, cover that crossing alone.
    """

    at: datetime
    person: str
    why: ReleaseReason


@dataclass(frozen=True)
class HolderCaught:
    """An amendment that lowered a percentage, or widened the definition, caught the person from its instant on."""

    at: datetime
    person: str


@dataclass(frozen=True)
class MergerEffective:
    """A merger of the company with `person` became effective, at its Effective Time.

    `company_survives` and `common_outstanding`, where told: the company is the surviving corporation, and its common
    stays outstanding and unchanged (limb (iii) of R27).
    """

    at: datetime
    person: str = ""
    company_survives: bool = False
    common_outstanding: bool = False


@dataclass(frozen=True)
class SelfDealing:
    """An Acquiring or Adverse Person dealt with the company; `is_listed`: the agreement's list names such a dealing,
    None while the list is not at hand (limb (iv) of R27, DQ19).
    """

    at: datetime
    person: str = ""
    is_listed: bool | None = None


@dataclass(frozen=True)
class InterestIncreased:
    """Something raised the person's interest from `before` to `after` percent (limb (v) of R27)."""

    at: datetime
    before: Fraction
    after: Fraction
    person: str = ""


@dataclass(frozen=True)
class NamedEvent:
    """Something happened that the plan itself names: its annual meeting, the repeal of a section."""

    at: datetime
    name: str


@dataclass(frozen=True)
class BoardExtension:
    """The Board, at `at`, deferred a prong to the date `to`; None is "until the Board fixes a date"."""

    prong: Prong
    at: datetime
    to: date | None = None


@dataclass(frozen=True)
class ContinuingDirectorsLostMajority:
    """Continuing Directors ceased to constitute a majority of the Board: day 0 of the freeze (R57)."""

    at: datetime


@dataclass(frozen=True)
class ContinuingDirectorsRegainedMajority:
    """Continuing Directors constitute a majority again: the second gate of R33 closes; a freeze runs on."""

    at: datetime


@dataclass(frozen=True)
class FlipOverTransactionCompleted:
    """A merger, combination or sale of assets closed, with the figures its limb is judged by (R34).

    A merger or combination asks `company_survives` and `common_exchanged`, all or in part; a sale `pct` of the assets
    and `earning_power_pct`, added up with earlier sales where it `is_of_series`. `person` is the other party. A file
    that only supposes a transaction may tell that it `qualifies` and of what `kind` it is.
    """

    at: datetime
    kind: str = ""
    qualifies: bool | None = None
    transaction: Transaction | None = None
    pct: Fraction | None = None
    earning_power_pct: Fraction | None = None
    company_survives: bool = False
    common_exchanged: bool = True
    is_of_series: bool = False
    person: str = ""


@dataclass(frozen=True)
class MergerAgreementSigned:
    """A merger agreement was signed; signing moves no date, completion may."""

    at: datetime


@dataclass(frozen=True)
class PriceStated:
    """The company certified, or a market gave, the price of one common share, one Unit or one Right (R8, R29)."""

    at: datetime
    of: PriceOf
    amount: Fraction


@dataclass(frozen=True)
class Redeemed:
    """The Board's redemption of the Rights became effective (R46)."""

    at: datetime


@dataclass(frozen=True)
class Exchanged:
    """The Board's exchange of all the Rights became effective (R48-R50); it ends them as redemption does."""

    at: datetime


Event = (
    AcquiringPersonAnnounced
    | BecameAcquiringPerson
    | AdversePersonDeclared
    | TenderOffer
    | OfferAmended
    | OfferWithdrawn
    | AcceptedForPayment
    | PersonReleased
    | HolderCaught
    | MergerEffective
    | SelfDealing
    | InterestIncreased
    | NamedEvent
    | BoardExtension
    | ContinuingDirectorsLostMajority
    | ContinuingDirectorsRegainedMajority
    | FlipOverTransactionCompleted
    | MergerAgreementSigned
    | PriceStated
    | Redeemed
    | Exchanged
)


# --- remarks ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Notice:
    """A matter staff must see beside an answer: a stable `code` and a sentence."""

    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
