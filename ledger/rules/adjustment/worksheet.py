"""The fold of the steps, with the exact value kept beside each published one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ledger.rules.adjustment.factors import NO_CHANGE, AdjustmentError, price_factor
from ledger.rules.adjustment.figures import (
    AdjustmentPolicy,
    ExchangeInPart,
    Figures,
    PriceStep,
    ReleaseCarried,
    RightsNumber,
    Split,
    SplitFamily,
    Step,
)
from ledger.rules.carrying import ratio_after_exchange
from ledger.rules.exact import half_up, price_text
from ledger.rules.registry import decides


@dataclass(frozen=True, slots=True)
class WorksheetLine:
    """One step, worked out: the exact values beside the published ones, and why.

    `factor` is the price factor of this step alone, `cumulative` its product with all carried ones.
    `exact_purchase_price` and `exact_units_per_right` are what unrounded prices would give; the published
    Units are taken from the published price. `released` is false where the 1% rule carries the step on.
    """

    step: Step
    before: Figures
    factor: Fraction
    cumulative: Fraction
    released: bool
    exact_purchase_price: Fraction
    exact_units_per_right: Fraction
    purchase_price: Decimal
    units_per_right: Decimal
    after: Figures
    reason: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The whole computation behind one certificate of adjustment (section 12)."""

    policy: AdjustmentPolicy
    opening: Figures
    lines: tuple[WorksheetLine, ...]

    @property
    def closing(self) -> Figures:
        """The figures after the last line."""
        return self.lines[-1].after if self.lines else self.opening


@decides(
    "R37",
    "Scope of adjustment",
    term="Purchase Price",
)
@decides(
    "R38",
    "Dividend, split, combination of common",
)
@decides(
    "R41",
    "The least adjustment",
)
def apply_step(figures: Figures, step: Step, policy: AdjustmentPolicy) -> WorksheetLine:
    """One step applied to the figures in effect."""
    if isinstance(step, Split):
        return _apply_split(figures, step, policy)
    if isinstance(step, ExchangeInPart):
        return _apply_exchange(figures, step, policy)
    if isinstance(step, RightsNumber):
        return _apply_election(figures, step, policy)
    return _apply_factor(figures, step, policy)


def fold(
    opening: Figures,
    steps: Iterable[Step],
    policy: AdjustmentPolicy | None = None,
) -> Worksheet:
    """Every step in order, each from the figures that the one before left (I7)."""
    policy = policy or AdjustmentPolicy()
    lines: list[WorksheetLine] = []
    figures = opening
    for step in steps:
        line = apply_step(figures, step, policy)
        lines.append(line)
        figures = line.after
    return Worksheet(policy, opening, tuple(lines))


def _apply_factor(before: Figures, step: PriceStep, policy: AdjustmentPolicy) -> WorksheetLine:
    factor = price_factor(step, before.outstanding)
    cumulative = factor
    for carried in before.carried:
        cumulative *= carried
    longstop = isinstance(step, ReleaseCarried)
    if factor == NO_CHANGE and not longstop:
        reason = "No adjustment: the step does not change the price."
        return _line(before, step, before, policy, reason=reason)
    if abs(cumulative - 1) < policy.threshold and not longstop:
        after = replace(before, carried=(*before.carried, factor))
        reason = "Carried forward: all carried steps together change the price by less than the threshold."
        return _line(before, step, after, policy, factor=factor, cumulative=cumulative, reason=reason)
    if (
        before.basis == "per_right"
    ):  # the price of a Unit times the Units is whole: that is the price of the Right
        exact_price = published = before.purchase_price
        units = before.units_per_right / cumulative
    else:
        exact_price = before.purchase_price * cumulative
        published = _published_price(exact_price, policy)
        units = before.units_per_right * before.purchase_price / published
    after = replace(before, purchase_price=published, units_per_right=units, carried=())
    return _line(
        before,
        step,
        after,
        policy,
        factor=factor,
        cumulative=cumulative,
        released=True,
        exact_price=exact_price,
        exact_units=before.units_per_right / cumulative,
        reason="Adjusted, with every step carried so far; Units move inversely to the published price.",
    )


def _apply_split(before: Figures, step: Split, policy: AdjustmentPolicy) -> WorksheetLine:
    """A split counts at once, whatever its size: carried, it would leave the new shares unadjusted."""
    ratio = Fraction(step.new_shares_per_old)
    if step.of_class:
        return _apply_split_of_a_class(before, step, policy)
    figures = replace(before, outstanding=before.outstanding * ratio)
    exact_price, exact_units = before.purchase_price, before.units_per_right
    match step.family:
        case SplitFamily.FRACTIONAL_RIGHTS:
            reason = "Each share now carries a fraction of a Right; price and Units of a Right stay."
            after = replace(figures, rights_per_share=before.rights_per_share / ratio)
        case SplitFamily.EXERCISE_AMOUNT_SCALED:
            reason = "Each new share carries its Right; the Units and exercise amount of a Right are scaled."
            exact_units = before.units_per_right / ratio
            amount = before.exercise_amount / ratio
            if before.basis == "per_right":
                exact_price = before.purchase_price / ratio
            after = replace(figures, units_per_right=exact_units, exercise_amount=amount)
        case SplitFamily.EXPANSION_FACTOR:
            reason = "Each Right becomes as many Rights as its share became shares; the price is divided."
            exact_price = before.purchase_price / ratio
            after = replace(figures, exercise_amount=before.exercise_amount / ratio)
        case SplitFamily.SEPARATED_RIGHTS:
            reason = "Separate Rights keep their number and exercise amount and buy more Units."
            if before.basis != "per_right":
                exact_price = before.purchase_price / ratio
            exact_units = before.units_per_right * ratio
            rights = before.rights_per_share / ratio
            after = replace(figures, units_per_right=exact_units, rights_per_share=rights)
    if exact_price != before.purchase_price:
        after = replace(after, purchase_price=_published_price(exact_price, policy))
    return _line(
        before,
        step,
        after,
        policy,
        released=True,
        exact_price=exact_price,
        exact_units=exact_units,
        reason=reason,
    )


def _apply_split_of_a_class(before: Figures, step: Split, policy: AdjustmentPolicy) -> WorksheetLine:
    """The Rights of a share of that class shrink as its shares grow; the Rights of all holders stay alike.

    AdjustmentError for another family: it would change what a Right of the other classes buys.
    """
    if step.family is not SplitFamily.FRACTIONAL_RIGHTS:
        raise AdjustmentError(
            "class",
            "alone cannot be split where the plan scales what a Right buys, for the Rights of the other classes are "
            "the same Rights: ask counsel",
        )
    grown = Fraction(step.class_outstanding) * (Fraction(step.new_shares_per_old) - 1)
    after = replace(before, outstanding=before.outstanding + grown)
    reason = (
        f"Each share of class {step.of_class} now carries a fraction of the Rights it carried; the other classes, the "
        "price and the Units of a Right stay."
    )
    return _line(before, step, after, policy, released=True, reason=reason)


def _apply_exchange(before: Figures, step: ExchangeInPart, policy: AdjustmentPolicy) -> WorksheetLine:
    after = replace(
        before,
        rights_per_share=ratio_after_exchange(before.rights_per_share, step.portion, step.ratio),
        outstanding=before.outstanding + Fraction(step.shares),
    )
    reason = (
        "Each share, the new ones too, carries its part of the Rights that are left; price and Units stay."
    )
    return _line(before, step, after, policy, released=True, reason=reason)


def _apply_election(before: Figures, step: RightsNumber, policy: AdjustmentPolicy) -> WorksheetLine:
    """The Units go back by what the adjustment raised them, exactly; the Rights grow by the same, to 1/10,000.

    AdjustmentError where the adjustment makes no Right more or fewer.
    """
    each = step.rights_for_each
    if each in (0, 1):
        raise AdjustmentError(
            "of",
            f"would make {each:f} Rights of each Right, to the nearest 1/10,000: there is nothing to elect",
        )
    back = Fraction(step.price_after) / Fraction(step.price_before)
    after = replace(
        before,
        units_per_right=before.units_per_right * back,
        exercise_amount=before.exercise_amount * back,
        rights_per_share=before.rights_per_share * Fraction(each),
    )
    reason = (
        f"By the Board's election under section 11(i) each Right becomes {each:f} Rights, "
        f"{price_text(step.price_before)} ÷ {price_text(step.price_after)} to the nearest 1/10,000; each buys "
        "the Units that a Right bought before the adjustment."
    )
    return _line(before, step, after, policy, released=True, reason=reason)


def _published_price(exact_price: Fraction, policy: AdjustmentPolicy) -> Fraction:
    published = Fraction(half_up(exact_price, policy.price_places))
    if published == 0:
        raise AdjustmentError("", "rounds the Purchase Price down to nothing: ask counsel")
    return published


def _line(
    before: Figures,
    step: Step,
    after: Figures,
    policy: AdjustmentPolicy,
    *,
    reason: str,
    factor: Fraction = NO_CHANGE,
    cumulative: Fraction = NO_CHANGE,
    released: bool = False,
    exact_price: Fraction | None = None,
    exact_units: Fraction | None = None,
) -> WorksheetLine:
    return WorksheetLine(
        step=step,
        before=before,
        factor=factor,
        cumulative=cumulative,
        released=released,
        exact_purchase_price=after.purchase_price if exact_price is None else exact_price,
        exact_units_per_right=after.units_per_right if exact_units is None else exact_units,
        purchase_price=half_up(after.purchase_price, policy.price_places),
        units_per_right=half_up(after.units_per_right, policy.units_places),
        after=after,
        reason=reason,
    )
