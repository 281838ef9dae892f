"""The adjustable figures of a plan: always the fold of its Adjustment records from the terms it began with (I7)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from ledger.enums import Act, PlanState
from ledger.errors import Held
from ledger.models import Adjustment, AdjustmentKind, Plan
from ledger.rules.adjustment import (
    AdjustmentPolicy,
    ExchangeInPart,
    Figures,
    Readjustment,
    ReleaseCarried,
    RightsNumber,
    RightsOffering,
    Split,
    SplitFamily,
    Step,
    WorksheetLine,
    apply_step,
)
from ledger.rules.dates import day_text
from ledger.rules.deadlines import CarriedAdjustment
from ledger.rules.exact import UNIT_PLACES, exact_text, price_text, ratio_of, ratio_text, trimmed
from ledger.rules.facts import BadInput, exact_number
from ledger.rules.wire import read_ratio, read_step
from ledger.rules.wire.reader import Reader
from ledger.selectors import plan_day, stated_figures
from ledger.selectors.stated_figures import ADJUSTED, PRICE, RIGHTS, UNITS, Stated
from ledger.selectors.terms import value
from rightsadmin.common import clock

# The places a term can state; the exact value stays in the record.
TERM_PLACES = 10
# What a split of one class of several tells: its code, and how many of its shares were outstanding.
OF_A_CLASS = ("class", "class_outstanding")
# What can move the Purchase Price and the Units of a Right against it; a split says itself what becomes of the Rights.
MOVES_THE_PRICE = (
    AdjustmentKind.RIGHTS_OFFERING,
    AdjustmentKind.DISTRIBUTION,
    AdjustmentKind.READJUSTMENT,
    AdjustmentKind.FACTOR,
    AdjustmentKind.RELEASE,
)
_INSTANT = timedelta(microseconds=1)


def policy(plan: Plan, on: date) -> AdjustmentPolicy:
    """What the plan's terms say of rounding and of the threshold below which an adjustment is carried (R41)."""
    return AdjustmentPolicy(threshold=exact_number(value(plan, "adjustment.threshold_pct", on)) / 100)


def step_of(plan: Plan, kind: str, inputs: Mapping[str, Any], on: date) -> Step:
    """The step of the rules for what happened; the family of a split is the plan's, never the clerk's (DQ12).

    BadInput names the figure that cannot be read; Held where the plan's family is not settled.
    """
    if kind == AdjustmentKind.RELEASE:
        return ReleaseCarried()
    if kind == AdjustmentKind.READJUSTMENT:
        return _readjustment(plan, inputs)
    if kind == AdjustmentKind.RIGHTS_NUMBER:
        row = elected(plan, inputs)
        return RightsNumber(Fraction(row.price_before), Fraction(row.price_after))
    if kind == AdjustmentKind.EXCHANGE:
        return ExchangeInPart(*(ratio_of(inputs[name]) for name in ("portion", "ratio", "shares")))
    if kind == AdjustmentKind.SPLIT:
        told = {
            key: value for key, value in inputs.items() if key not in ("family", "cash_price", *OF_A_CLASS)
        }
        return Split(
            read_ratio(told),
            SplitFamily(inputs.get("family") or family_of(plan, on)),
            *(inputs.get(name, otherwise) for name, otherwise in zip(OF_A_CLASS, ("", 0), strict=True)),
        )
    return read_step({**inputs, "kind": kind})


def _readjustment(plan: Plan, inputs: Mapping[str, Any]) -> Readjustment:
    """What the readjustment takes back: the offering by its number, as it is on record."""
    told = Reader(inputs)
    row, issued = _named(plan, told, AdjustmentKind.RIGHTS_OFFERING), told.number("issued")
    offering = read_step({**row.inputs, "kind": row.kind})
    assert isinstance(offering, RightsOffering)  # noqa: S101 - the kind was asked for
    published = Fraction(row.price_after)
    exact = ratio_of(row.worksheet["exact_purchase_price"]) if row.released else published
    return Readjustment(offering, issued, Fraction(row.outstanding), exact / published)


def elected(plan: Plan, inputs: Mapping[str, Any]) -> Adjustment:
    """The adjustment for which the Board changes the number of Rights instead of the Units (section 11(i)).

    BadInput where it moved no price, or the Units of a Right were stated anew since: what it did to them is gone.
    """
    told = Reader(inputs)
    row = _named(plan, told, *MOVES_THE_PRICE)
    if Fraction(row.price_after) == Fraction(row.price_before):
        raise BadInput(
            told.place("of"), "moved no Purchase Price: the election is for an adjustment that did"
        )
    if any(
        each.at > row.effective_at and "units_per_right" in each.figures
        for each in stated_figures.history(plan)
    ):
        raise BadInput(told.place("of"), "came before the Units of a Right were stated anew: ask counsel")
    return row


def _named(plan: Plan, told: Reader, *kinds: AdjustmentKind) -> Adjustment:
    """The adjustment of one of these kinds that `of` names by its number; BadInput where there is none."""
    number = told.number("of")
    row = Adjustment.objects.filter(plan=plan, number=int(number), kind__in=kinds).first()
    if row is None or number != row.number:
        wanted = " or ".join(str(kind.label) for kind in kinds)
        raise BadInput(told.place("of"), f"names no adjustment of this plan for: {wanted}")
    return row


def family_of(plan: Plan, on: date) -> str:
    """What a split does to the Rights: the plan's family, or once separated that of separate Rights (11(a)(i))."""
    if plan.state == PlanState.SEPARATED:
        return SplitFamily.SEPARATED_RIGHTS.value
    family = value(plan, "adjustment.split_family", on)
    if family is None:
        raise Held(
            "Whether a split multiplies the Rights or changes their price is not settled: the Board or counsel closes "
            "DQ12 and states the family.",
            rule="DQ12",
            next_act=Act.QUALITY,
        )
    return str(family)


def history(plan: Plan, known_at: datetime | None = None) -> list[Adjustment]:
    """The adjustments in their order, as known at an instant (None: now)."""
    rows = Adjustment.objects.filter(plan=plan)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    return list(rows.order_by("number"))


def refold(plan: Plan, at: datetime | None = None) -> tuple[tuple[WorksheetLine, ...], Figures]:
    """Every step in effect by an instant (None: each on record) worked out anew from the figures stated, and the
    figures that they and the amendments come to: what the records must say (I7).
    """
    first, *later = stated_figures.history(plan)
    told, last_at = stated_figures.opening(first), first.at
    lines: list[WorksheetLine] = []
    for row in history(plan):
        if at is None or row.effective_at <= at:
            told = _amended(told, later, last_at, row.effective_at)
            told, last_at = replace(told, outstanding=Fraction(row.outstanding)), row.effective_at
            on = clock.new_york_date(last_at)
            lines.append(apply_step(told, step_of(plan, row.kind, row.inputs, on), policy(plan, on)))
            told = lines[-1].after
    return tuple(lines), _amended(told, later, last_at, at)


def figures(plan: Plan, at: datetime | None = None, known_at: datetime | None = None) -> Figures:
    """The exact figures in effect at an instant (None: after every record), by law: from the event itself."""
    rows = (row for row in history(plan, known_at) if at is None or row.effective_at <= at)
    return _after(plan, rows, at, known_at)


def figures_before(plan: Plan, event_at: datetime) -> Figures:
    """The exact figures in force just before an event: what it froze (R30)."""
    rows = (row for row in history(plan) if row.effective_at < event_at)
    return _after(plan, rows, event_at - _INSTANT)


def figures_for_agent(plan: Plan, at: datetime) -> Figures:
    """The exact figures the agent acts on at an instant: those of certificates it had received by then (section 12),
    and of amendments in effect.
    """
    return _after(plan, (row for row in history(plan) if row.actionable_at <= at), at)


def rights_per_share(plan: Plan, on: date) -> Fraction:
    """How many Rights a share carries on a day, exact."""
    return figures(plan, plan_day.end_of(on)).rights_per_share


def until(plan: Plan, on: date) -> list[Adjustment]:
    """The adjustments in effect by a day, in their order."""
    return [row for row in history(plan) if clock.new_york_date(row.effective_at) <= on]


def published(after: Figures) -> dict[str, str]:
    """The figures as terms state them: price in effect, Units to seven places, Rights per share exact."""
    return {
        PRICE: price_text(after.purchase_price),
        UNITS: trimmed(after.units_per_right, UNIT_PLACES),
        RIGHTS: ratio_text(after.rights_per_share),
    }


def carried(plan: Plan) -> tuple[CarriedAdjustment, ...]:
    """The adjustments that the 1% rule still carries: each has a longstop (section 11(e))."""
    waiting: list[CarriedAdjustment] = []
    before = 0
    for row in history(plan):
        if row.released and not row.carried_after:
            waiting = []
        elif len(row.carried_after) > before:
            waiting.append(
                CarriedAdjustment(str(row.number), str(row), clock.new_york_date(row.effective_at))
            )
        before = len(row.carried_after)
    return tuple(waiting)


def worksheet_json(line: WorksheetLine) -> dict[str, Any]:
    """The worksheet of one adjustment: exact values beside the published ones, and why."""
    return {
        "before": _figures_json(line.before),
        "factor": exact_text(line.factor),
        "cumulative": exact_text(line.cumulative),
        "released": line.released,
        "exact_purchase_price": _ratio(line.exact_purchase_price),
        "exact_units_per_right": _ratio(line.exact_units_per_right),
        "purchase_price": f"{line.purchase_price:f}",
        "units_per_right": f"{line.units_per_right:f}",
        "after": _figures_json(line.after),
        "reason": line.reason,
    }


def _figures_json(told: Figures) -> dict[str, Any]:
    return {
        "purchase_price": _ratio(told.purchase_price),
        "units_per_right": _ratio(told.units_per_right),
        "rights_per_share": _ratio(told.rights_per_share),
        "exercise_amount": _ratio(told.exercise_amount),
        "outstanding": _ratio(told.outstanding),
        "carried": [_ratio(factor) for factor in told.carried],
    }


def _ratio(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"


def _after(
    plan: Plan, rows: Iterable[Adjustment], at: datetime | None, known_at: datetime | None = None
) -> Figures:
    """The figures after the last of the adjustments, and what was stated anew since (`at` None: ever)."""
    stated = stated_figures.history(plan, known_at)
    last = max(rows, key=lambda row: row.number, default=None)
    if last is None:
        return _amended(stated_figures.opening(stated[0]), stated[1:], stated[0].at, at)
    then = _amended(stated_figures.opening(stated[0]), stated[1:], stated[0].at, last.effective_at)
    adjusted = replace(
        then,
        purchase_price=Fraction(last.price_after),
        units_per_right=Fraction(last.units_after),
        rights_per_share=Fraction(last.rights_per_share_after),
        exercise_amount=Fraction(last.exercise_amount_after),
        outstanding=Fraction(last.worksheet["after"]["outstanding"]),
        carried=tuple(Fraction(factor) for factor in last.carried_after),
    )
    return _amended(adjusted, stated[1:], last.effective_at, at)


def _amended(figures: Figures, stated: Iterable[Stated], after: datetime, at: datetime | None) -> Figures:
    """The figures with what was stated anew after one instant and by another (None: ever)."""
    for each in stated:
        if each.at > after and (at is None or each.at <= at):
            figures = figures.amended(**each.figures)
    return figures


def why_not_amendable(plan: Plan, key: str, on: date) -> str:
    """Why an amendment in force from a day may not state this figure, "" where it may.

    The number of Rights for each share is that of the Rights on record; and what an Adjustment made of a figure is
    stated anew only after it.
    """
    if key == RIGHTS and plan.state not in {PlanState.DRAFT, PlanState.ADOPTED}:
        return (
            "The Rights on record were given at the present number for each share: rights_per_share changes only by "
            "an Adjustment with its worksheet."
        )
    last = history(plan)[-1:] if key in ADJUSTED else []
    if last and clock.new_york_date(last[0].effective_at) >= on:
        taken = day_text(clock.new_york_date(last[0].effective_at))
        return f"{last[0]} took effect on {taken}: state {key} anew from a later day."
    return ""
