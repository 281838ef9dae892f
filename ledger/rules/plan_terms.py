"""The terms of a plan that decide its course, in force at one moment, and their history as amendments change them.

Everything here is frozen, exact and plain. What a plan's own paper does not say has the default told here.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.facts import Period
    from ledger.rules.moments import Moment, Window

CalendarCode = Literal[
    "ny-banking", "ny-gcl24", "federal-holiday-sec", "sec-filing", "xnys-trading", "xtse-trading"
]
RecordDateFloor = Literal["none", "stock_acquisition", "any"]
Extendable = Literal["before_time", "before_acquiring_person", "any", "no"]
TenderTrigger = Literal["commencement", "intent_or_commencement"]
# “15% or more”, or “more than 15%”.
Comparison = Literal["at_least", "more_than"]
# Whether shares a person may still acquire also count as outstanding is for each Agreement to say (13d-3(d)).
Denominator = Literal["outstanding", "plus_own_rights"]
FindingKind = Literal["held", "right_to_acquire", "derivative"]
# An offer open when the plan came: it counts as any other, or separates only before shares are accepted for payment.
OffersBeforePlan = Literal["count", "acceptance_for_payment"]
AmendmentKind = Literal["cure", "not_adverse", "periods"]
FlipInLimb = Literal["acquiring_person", "adverse_person", "surviving_merger", "self_dealing", "increase"]
FlipOverLimb = Literal["merger_not_survivor", "shares_exchanged", "half_of_assets"]
IncreaseReading = Literal["percentage_points", "relative", "either"]
FLIP_IN_LIMBS: tuple[FlipInLimb, ...] = get_args(FlipInLimb)
FLIP_OVER_LIMBS: tuple[FlipOverLimb, ...] = get_args(FlipOverLimb)


@dataclass(frozen=True)
class StockAcquisitionTerms:
    """Prong (i)(a), R12: the percentage that makes an Acquiring Person, then `period`.

    `comparison`: whether `pct` itself is enough. `passive_pct`: the percentage for who reports on Schedule 13G, None
    where all are alike. `of_class`: the class of common, or "voting_power", that is measured; "" is all common.
    `denominator` and `counts` say what the percentage is of and what counts in it; the group always counts.
    `extendable`: when the Board may defer the prong.
    """

    pct: Fraction
    period: Period
    extendable: Extendable = "before_time"
    comparison: Comparison = "at_least"
    passive_pct: Fraction | None = None
    of_class: str = ""
    denominator: Denominator = "outstanding"
    counts: tuple[FindingKind, ...] = ("held", "right_to_acquire")


@dataclass(frozen=True)
class AdversePersonTerms:
    """Prong (i)(b), R13: a holder of at least `pct` percent whom the Board declares an Adverse Person."""

    pct: Fraction


@dataclass(frozen=True)
class TenderTerms:
    """Prong (ii), R15-R16: an offer that would result in the percentage, then `period`.

    `permitted_offer`: the plan carves out Permitted Offers. `withdrawn_ignored`: an offer withdrawn before the
    close on its prong's date never counted; None where the paper does not say, and nothing is assumed.
    """

    pct: Fraction
    period: Period
    trigger: TenderTrigger = "commencement"
    permitted_offer: bool = True
    withdrawn_ignored: bool | None = False
    extendable: Extendable = "before_time"
    comparison: Comparison = "at_least"
    offers_before_plan: OffersBeforePlan = "count"


@dataclass(frozen=True)
class OwnThreshold:
    """A percentage of its own for one person: `pct`, or `plus` percentage points over what the person held when the
    term took effect. The person counts from that sum on.
    """

    person: str
    pct: Fraction | None = None
    plus: Fraction | None = None


@dataclass(frozen=True)
class AmendmentWindow:
    """Any amendment until the moment; from then on only one of these kinds (R54, R55)."""

    free_until: Moment
    then: tuple[AmendmentKind, ...] = ("cure", "not_adverse", "periods")


@dataclass(frozen=True)
class PlanTerms:
    """The terms of a plan that decide its course, in force at one moment; a prong of None is not in the plan.

    `closings` and `openings` are dates the plan itself adds to its calendar. `expiration` None is a plan with no fixed
    end; `expiration_rolls`: whether an expiration on no Business Day moves to the next one, None where the paper does
    not say; `extension_rolls` likewise of a date that the Board fixes. A window of None is not stated by the paper:
    the rule of each power tells what then holds. A plan that names no limbs of a Flip-In or Flip-Over Event has them
    all; an `increase_reading` of None is open (DQ9).
    """

    record_date: date
    stock_acquisition: StockAcquisitionTerms | None
    tender: TenderTerms | None
    adverse_person: AdversePersonTerms | None = None
    immediate_pct: Fraction | None = None
    flip_over: bool = True
    business_day: CalendarCode = "ny-banking"
    closings: tuple[date, ...] = ()
    openings: tuple[date, ...] = ()
    record_date_floor: RecordDateFloor = "none"
    expiration: Moment | None = None
    expiration_rolls: bool | None = None
    extension_rolls: bool | None = None
    freeze_days: int = 180
    agreement_date: date | None = None
    own_thresholds: tuple[OwnThreshold, ...] = ()
    redemption_window: Window | None = None
    exchange_window: Window | None = None
    amendment_window: AmendmentWindow | None = None
    flip_in_limbs: tuple[FlipInLimb, ...] = FLIP_IN_LIMBS
    increase_pct: Fraction = Fraction(1)
    increase_reading: IncreaseReading | None = None
    flip_over_limbs: tuple[FlipOverLimb, ...] = FLIP_OVER_LIMBS
    asset_pct: Fraction = Fraction(50)


@dataclass(frozen=True)
class TermsHistory:
    """The terms through time: each row is in force from its instant, in the order of the instants.

    An instant before the first row is judged by the first: an offer may be older than the plan.
    """

    rows: tuple[tuple[datetime, PlanTerms], ...]

    def at(self, instant: datetime) -> PlanTerms:
        """The terms in force at the instant."""
        return self.rows[max(bisect_right(self.rows, instant, key=lambda row: row[0]) - 1, 0)][1]

    def changes(self, after: datetime, until: datetime | None = None) -> tuple[datetime, ...]:
        """The instants after `after`, up to and including `until`, from which other terms are in force."""
        return tuple(
            since for since, _ in self.rows[1:] if after < since and (until is None or since <= until)
        )

    def since(self, person: str, instant: datetime) -> datetime | None:
        """From when the person's own threshold in force at the instant has been as it is; None where it has none."""
        found: datetime | None = None
        threshold: OwnThreshold | None = None
        for since, terms in self.rows:
            if since > instant and found is not None:
                break
            own = next((row for row in terms.own_thresholds if row.person == person), None)
            if own != threshold:
                found, threshold = (since if own else None), own
        return found


def one_law(terms: PlanTerms, since: datetime) -> TermsHistory:
    """A history of terms that never changed."""
    return TermsHistory(((since, terms),))
