"""What the rules take and give: terms of a plan, the events of its life, computed answers and their reasons.

Everything here is frozen, exact and plain: percentages are Fractions, instants are aware datetimes in UTC,
legal dates are New York dates. Nothing here knows a database, a clock or a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from ledger.rules.dates import day_text

if TYPE_CHECKING:
    from datetime import date, datetime

CalendarCode = Literal["ny-banking", "ny-gcl24", "federal-holiday-sec", "sec-filing", "xnys-trading"]
PeriodUnit = Literal["business_days", "calendar_days"]
RecordDateFloor = Literal["none", "stock_acquisition", "any"]
Extendable = Literal["before_time", "before_acquiring_person", "any", "no"]
TenderTrigger = Literal["commencement", "intent_or_commencement"]
Prong = Literal["i", "ii", "iii", "iv"]
PriceOf = Literal["common", "unit", "right"]

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


# --- terms --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """A length of time: `n` Business Days or calendar days; 0 is the day itself."""

    n: int
    unit: PeriodUnit = "business_days"

    def __str__(self) -> str:
        unit = "Business Day" if self.unit == "business_days" else "calendar day"
        return f"{self.n} {unit}{'' if self.n == 1 else 's'}"


@dataclass(frozen=True)
class StockAcquisitionTerms:
    """Prong (i)(a), R12: at least `pct` percent, then `period`; `extendable`: when the Board may defer it."""

    pct: Fraction
    period: Period
    extendable: Extendable = "before_time"


@dataclass(frozen=True)
class AdversePersonTerms:
    """Prong (i)(b), R13: a holder of at least `pct` percent whom the Board declares an Adverse Person."""

    pct: Fraction


@dataclass(frozen=True)
class TenderTerms:
    """Prong (ii), R15-R16: an offer that would result in at least `pct` percent, then `period`.

    `permitted_offer`: the plan carves out Permitted Offers. `withdrawn_ignored`: an offer withdrawn before
    its prong's date never counted.
    """

    pct: Fraction
    period: Period
    trigger: TenderTrigger = "commencement"
    permitted_offer: bool = True
    withdrawn_ignored: bool = False
    extendable: Extendable = "before_time"


@dataclass(frozen=True)
class PlanTerms:
    """The terms of a plan that decide its dates, in force at one moment; a prong of None is not in the plan.

    `closings` are dates the plan itself adds to its calendar; `expiration` None is a plan with no fixed end.
    """

    record_date: date
    stock_acquisition: StockAcquisitionTerms | None
    tender: TenderTerms | None
    adverse_person: AdversePersonTerms | None = None
    immediate_pct: Fraction | None = None
    flip_over: bool = True
    business_day: CalendarCode = "ny-banking"
    closings: tuple[date, ...] = ()
    record_date_floor: RecordDateFloor = "none"
    expiration: date | None = None
    freeze_days: int = 180


# --- events -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AcquiringPersonAnnounced:
    """It was publicly announced that a person or group beneficially owns `pct` percent."""

    at: datetime
    pct: Fraction


@dataclass(frozen=True)
class BecameAcquiringPerson:
    """A person crossed the Acquiring Person threshold, announced or not."""

    at: datetime


@dataclass(frozen=True)
class AdversePersonDeclared:
    """The Board declared a holder of `pct` percent an Adverse Person; the clock needs the announcement."""

    declared_at: datetime
    pct: Fraction
    announced_at: datetime | None = None

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

    @property
    def at(self) -> datetime | None:
        """The first moment anything is known of the offer; None for an offer with no date at all."""
        return min((moment for moment in (self.intent_at, self.commenced_at) if moment), default=None)


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
    """A merger, combination or sale of assets closed; `qualifies` records that it fits a limb of R34."""

    at: datetime
    kind: str
    qualifies: bool


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
