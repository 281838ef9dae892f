"""What a Right buys at an instant, and for how much (R5, R29-R31, R35, section 7)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from ledger.enums import Act, EntitlementBasis, EventKind
from ledger.errors import Held
from ledger.models import Entitlement, Plan, PlanEvent
from ledger.rules.registry import decides
from ledger.rules.rights_at import RightsAt
from ledger.selectors import adjustments
from ledger.selectors.terms import value
from rightsadmin.common import clock

UNITS = "units"


@dataclass(frozen=True, slots=True)
class RightBuys:
    """What one Right buys: `per_right` Units or shares of `security` and `cash_per_right`, for `price_per_right`.

    All exact. `basis` is "units" before any event, else that of the entitlement on record.
    """

    basis: str
    security: str
    price_per_right: Fraction
    per_right: Fraction
    cash_per_right: Fraction = Fraction(0)


def what_a_right_buys(plan: Plan, rights: RightsAt) -> RightBuys:
    """What a Right buys at `rights.at`: the latest entitlement in effect, else its Units for its exercise price.

    Held where a Flip-In or Flip-Over Event has happened and what a Right buys since is not fixed (R29, R35).
    """
    at = rights.at
    fixed = (
        Entitlement.objects.filter(plan=plan, effective_at__lte=at).order_by("-effective_at", "-pk").first()
    )
    if fixed:
        return _adjusted(plan, fixed, at)
    if rights.is_flipped_in or flip_over_at(plan, at):
        raise Held(
            "A Flip-In or Flip-Over Event has happened, and what a Right buys since is not fixed: record the company's "
            "certificate of the market price first.",
            rule="R29",
            next_act=Act.ENTITLEMENT,
        )
    figures = adjustments.figures_for_agent(plan, at)
    return RightBuys(UNITS, unit_name(plan, at), figures.exercise_amount, figures.units_per_right)


def _adjusted(plan: Plan, fixed: Entitlement, at: datetime) -> RightBuys:
    """The entitlement with what was adjusted since it was fixed: a split makes more Units of each (section 11(a)(i)).

    Shares of a Principal Party and the Board's substitutes are not the company's Units: those stand as fixed.
    """
    price, per_right = Fraction(fixed.price_per_right), Fraction(fixed.per_right)
    if fixed.basis == EntitlementBasis.FLIP_IN:
        then, now = (adjustments.figures_for_agent(plan, moment) for moment in (fixed.effective_at, at))
        price *= now.exercise_amount / then.exercise_amount
        per_right *= now.units_per_right / then.units_per_right
    return RightBuys(fixed.basis, fixed.security, price, per_right, Fraction(fixed.cash_per_right))


@decides(
    "R30",
    "Exercise price",
    "The exercise price is the Purchase Price multiplied by the number of Units issuable "
    "upon exercise of a Right prior to the Flip-In Event.",
)
def exercise_price_before(plan: Plan, event_at: datetime) -> Fraction:
    """The exercise price of a Right just before the event, by the terms then in force: frozen, since later Units would
    square its effect (R30).
    """
    return adjustments.figures_before(plan, event_at).exercise_amount


def flip_over_at(plan: Plan, at: datetime) -> datetime | None:
    """The instant of the first Flip-Over Event on record by `at`."""
    found = (
        PlanEvent.objects.filter(
            plan=plan,
            kind=EventKind.FLIP_OVER,
            occurred_at__lte=at,
            reverses__isnull=True,
            reversed_by__isnull=True,
        )
        .order_by("occurred_at")
        .first()
    )
    return found.occurred_at if found else None


def unit_name(plan: Plan, at: datetime) -> str:
    """A Unit in the plan's words: 1/1,000 share of its preferred stock (R5)."""
    on = clock.new_york_date(at)
    return f"Units of 1/{value(plan, 'unit.denominator', on):,} share of {value(plan, 'unit.security', on)}"
