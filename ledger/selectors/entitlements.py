"""What a Right buys at an instant, and for how much (R5, R29-R31, R35, section 7)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from ledger.enums import Act, CaseStatus, EntitlementBasis
from ledger.errors import Held
from ledger.models import Entitlement, Plan, TriggerCase
from ledger.rules.adjustment import Figures
from ledger.rules.course.flips import flip_in_facts, flip_overs
from ledger.rules.dates import moment_text
from ledger.rules.exact import exact_text, price_text
from ledger.rules.facts import exact_number
from ledger.rules.flip_in import entitlement_findings, unit_price, units_for_exercise_price
from ledger.rules.prices import PRICE_WORDS
from ledger.rules.registry import decides
from ledger.selectors import adjustments, citations, law, market_prices, questions, standing
from ledger.selectors.terms import value
from rightsadmin.common import clock

UNITS = "units"
MULTIPLE, OVER_MULTIPLE, VALUATION = "flip_in.multiple", "flip_over.multiple", "flip_in.unit_valuation"
# The limbs of who a person is, which a confirmed case says.
_OF_PERSONS = ("acquiring_person", "adverse_person")


@dataclass(frozen=True, slots=True)
class RightBuys:
    """What one Right buys: `per_right` Units or shares of `security` and `cash_per_right`, for `price_per_right`.

    All exact. `basis` is "units" before any event, else that of the entitlement on record, or "flip_in" where a
    confirmed Flip-In Event has no entitlement yet. `units_before` are the Units it buys, or bought before the event.
    `reason` says how it comes to that, `citation` in which words of the plan's own paper.
    """

    basis: str
    security: str
    price_per_right: Fraction
    per_right: Fraction
    cash_per_right: Fraction = Fraction(0)
    units_before: Fraction = Fraction(1)
    reason: str = ""
    citation: str = ""


def what_a_right_buys(
    plan: Plan, at: datetime, *, market_price: Fraction | None = None, known_at: datetime | None = None
) -> RightBuys:
    """What a Right buys at an instant: the latest entitlement in effect, else after a confirmed Flip-In Event Units
    worth the plan's multiple of the exercise price, else its Units for its exercise price.

    `market_price` is that of what a Unit is valued by; None takes the latest price on record. Held where the price is
    of what nobody has settled, a Unit has no price, a question holds a Flip-In, or a Flip-Over Event has happened and
    what a Right buys of the Principal Party is not fixed.
    """
    if fixed := _fixed(plan, at, known_at):
        return _adjusted(plan, fixed, at)
    if flip_over_at(plan, at):
        raise _not_fixed()
    if event_at := flip_in_at(plan, at, known_at):
        return after_flip_in(plan, event_at, at, market_price=market_price, known_at=known_at)
    figures = adjustments.figures(plan, at, known_at)
    _require_settled(figures)
    price = figures.exercise_amount
    return RightBuys(
        UNITS,
        unit_name(plan, at),
        price,
        figures.units_per_right,
        units_before=figures.units_per_right,
        reason=(
            f"${price_text(figures.purchase_price)} {PRICE_WORDS[figures.basis]}: ${price_text(price)} for "
            f"{exact_text(figures.units_per_right)} Units."
        ),
        citation=str(citations.of(plan, "price", clock.new_york_date(at), known_at)),
    )


def on_exercise(plan: Plan, at: datetime) -> RightBuys:
    """What an exercise at the instant delivers, by the figures that the agent acts on (section 12).

    Held where a Flip-In or Flip-Over Event has happened and what a Right buys since is not fixed (R29, R35).
    """
    if fixed := _fixed(plan, at):
        return _adjusted(plan, fixed, at)
    if standing.of(plan, at).flip_in_at or flip_over_at(plan, at):
        raise _not_fixed()
    figures = adjustments.figures_for_agent(plan, at)
    _require_settled(figures)
    return RightBuys(UNITS, unit_name(plan, at), figures.exercise_amount, figures.units_per_right)


def after_flip_in(
    plan: Plan,
    event_at: datetime,
    at: datetime,
    *,
    market_price: Fraction | None = None,
    known_at: datetime | None = None,
) -> RightBuys:
    """What a Right buys since a Flip-In Event: the multiple of the exercise price of just before it, in Units (R29).

    Held as `what_a_right_buys` is.
    """
    questions.require_clear(plan, "flip_in")
    on = clock.new_york_date(event_at)
    before = adjustments.figures_before(plan, event_at)
    _require_settled(before)
    price, findings = unit_price(
        value(plan, VALUATION, on, known_at),
        told=market_price,
        common=market_prices.latest(plan, "common", at, known_at),
        unit=market_prices.latest(plan, "unit", at, known_at),
    )
    if price is None:
        asked = {"R8": Act.QUALITY if questions.about(plan, VALUATION) else Act.AMENDMENT}
        raise Held(
            findings[0].sentence, rule=findings[0].rule, next_act=asked.get(findings[0].rule, Act.FACT)
        )
    multiple = exact_number(value(plan, MULTIPLE, on, known_at))
    per_right = units_for_exercise_price(before.exercise_amount, price, multiple)
    return RightBuys(
        EntitlementBasis.FLIP_IN,
        unit_name(plan, at),
        before.exercise_amount,
        per_right,
        units_before=before.units_per_right,
        reason=(
            f"{exact_text(multiple)} × ${price_text(before.exercise_amount)} ÷ ${price_text(price)} = "
            f"{exact_text(per_right)} Units, since the Flip-In Event of {moment_text(event_at)}."
        ),
        citation=str(citations.of(plan, "flip_in", on, known_at)),
    )


def flip_in_at(plan: Plan, at: datetime, known_at: datetime | None = None) -> datetime | None:
    """The instant of the first Flip-In Event by `at` that is confirmed: who became an Acquiring or Adverse Person by a
    case confirmed on an officer's certificate, and what such a person did since, by the limbs of the plan.
    """
    cases = TriggerCase.objects.filter(plan=plan, status=CaseStatus.CONFIRMED, event__occurred_at__lte=at)
    if known_at:
        cases = cases.filter(closed_at__lte=known_at)
    confirmed = set(cases.values_list("event__occurred_at", flat=True))
    if not confirmed:
        return None
    found = flip_in_facts(law.in_force(plan, known_at=known_at).record, at)
    counted = (
        fact.at for fact in found if fact.counts and (fact.at in confirmed or fact.limb not in _OF_PERSONS)
    )
    return next(counted, None)


def _fixed(plan: Plan, at: datetime, known_at: datetime | None = None) -> Entitlement | None:
    rows = Entitlement.objects.filter(plan=plan, effective_at__lte=at)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    return rows.select_related("document").order_by("-effective_at", "-pk").first()


def _not_fixed() -> Held:
    return Held(
        "A Flip-In or Flip-Over Event has happened, and what a Right buys since is not fixed: record the company's "
        "certificate of the market price first.",
        rule="R29",
        next_act=Act.ENTITLEMENT,
    )


def _require_settled(figures: Figures) -> None:
    if figures.basis is None:
        open_price = entitlement_findings(is_price_open=True, needed=0, authorised=None)[0]
        raise Held(open_price.sentence, rule=open_price.rule, next_act=Act.QUALITY)


def _adjusted(plan: Plan, fixed: Entitlement, at: datetime) -> RightBuys:
    """The entitlement with what was adjusted since it was fixed: a split makes more Units of each (section 11(a)(i)).

    Shares of a Principal Party and the Board's substitutes are not the company's Units: those stand as fixed.
    """
    price, per_right = Fraction(fixed.price_per_right), Fraction(fixed.per_right)
    then, now = (adjustments.figures_for_agent(plan, moment) for moment in (fixed.effective_at, at))
    if fixed.basis == EntitlementBasis.FLIP_IN:
        price *= now.exercise_amount / then.exercise_amount
        per_right *= now.units_per_right / then.units_per_right
    return RightBuys(
        fixed.basis,
        fixed.security,
        price,
        per_right,
        Fraction(fixed.cash_per_right),
        units_before=then.units_per_right,
        reason=f"Fixed from {moment_text(fixed.effective_at)} on, by “{fixed.document.title}”.",
        citation=str(citations.of(plan, fixed.basis, clock.new_york_date(fixed.effective_at))),
    )


@decides(
    "R30",
    "Exercise price",
)
def exercise_price_before(plan: Plan, event_at: datetime) -> Fraction:
    """The exercise price of a Right just before the event, by the terms then in force: frozen, since later Units would
    square its effect (R30).
    """
    return adjustments.figures_before(plan, event_at).exercise_amount


def flip_over_at(plan: Plan, at: datetime) -> datetime | None:
    """The instant of the first Flip-Over Event on record by `at`."""
    return next(iter(flip_overs(law.in_force(plan).record, at)), None)


def flip_over_multiple(plan: Plan, at: datetime) -> Fraction:
    """How many times the exercise price a Right buys of the Principal Party, by the terms of the day of the first
    Flip-Over Event on record by `at` (R35).
    """
    event_at = flip_over_at(plan, at) or at
    return exact_number(value(plan, OVER_MULTIPLE, clock.new_york_date(event_at)))


def unit_name(plan: Plan, at: datetime) -> str:
    """A Unit in the plan's words: 1/1,000 share of its preferred stock (R5)."""
    on = clock.new_york_date(at)
    return f"Units of 1/{value(plan, 'unit.denominator', on):,} share of {value(plan, 'unit.security', on)}"
