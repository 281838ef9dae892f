"""What an adjustment would change, from its worksheet."""

from ledger.pages.acts.looks.look import Look
from ledger.rules.adjustment import RightsNumber
from ledger.rules.exact import UNIT_PLACES, exact_text, price_text, trimmed
from ledger.selectors.acts import AdjustmentView
from ledger.selectors.stated_figures import ADJUSTED
from ledger.terms import REGISTRY
from rightsadmin.common import formatting


def adjustment(view: AdjustmentView) -> Look:
    """An adjustment made now, from its worksheet."""
    line = view.line
    before, after = line.before, line.after
    return Look(
        figures=[
            (
                "Purchase Price",
                f"${price_text(after.purchase_price)}",
                f"was ${price_text(before.purchase_price)}",
            ),
            (
                "Units for each Right",
                trimmed(after.units_per_right, UNIT_PLACES),
                f"was {trimmed(before.units_per_right, UNIT_PLACES)}",
            ),
            (
                "Rights for each share",
                trimmed(after.rights_per_share, UNIT_PLACES),
                f"was {trimmed(before.rights_per_share, UNIT_PLACES)}",
            ),
            (
                "Exercise amount of a Right",
                f"${price_text(after.exercise_amount)}",
                f"was ${price_text(before.exercise_amount)}",
            ),
            *_of_the_number(view),
            *_of_a_class(view),
            ("New shares", formatting.quantity(view.new_shares), f"{view.accounts:,} accounts"),
            ("New Rights", formatting.quantity(view.new_rights), ""),
            *_fractions(view),
            *(
                (REGISTRY[key].label, text, "follows the split")
                for key, text in view.published.items()
                if key not in ADJUSTED
            ),
        ],
        findings=view.findings,
        worksheet=[
            ("Factor of this step", exact_text(line.factor)),
            ("With what is carried", exact_text(line.cumulative)),
            ("Released", "yes" if line.released else "no: carried under the 1% rule"),
            ("Exact Purchase Price", exact_text(line.exact_purchase_price)),
            ("Exact Units for each Right", exact_text(line.exact_units_per_right)),
            ("Carried forward", ", ".join(exact_text(factor) for factor in after.carried) or "nothing"),
            ("Why", line.reason),
        ],
    )


def _of_the_number(view: AdjustmentView) -> list[tuple[str, str, str]]:
    """What each Right becomes by the Board's election to change their number."""
    step = view.line.step
    if not isinstance(step, RightsNumber):
        return []
    said = f"${price_text(step.price_before)} ÷ ${price_text(step.price_after)}"
    return [("Rights for each Right", f"{step.rights_for_each:f}", said)]


def _of_a_class(view: AdjustmentView) -> list[tuple[str, str, str]]:
    """What a share of the one class that splits carries then."""
    code = view.inputs.get("class")
    if not code or view.split is None:
        return []
    before = view.split.of(code).rights
    return [
        (
            f"Rights for each share of class {code}",
            trimmed(before / view.split.shares, UNIT_PLACES),
            f"was {trimmed(before, UNIT_PLACES)}",
        )
    ]


def _fractions(view: AdjustmentView) -> list[tuple[str, str, str]]:
    if view.split is None or view.totals is None or not view.totals.fractions:
        return []
    price = view.split.cash_price
    said = "no price is stated" if price is None else f"at ${price_text(price)} a share"
    return [
        (
            "Cash for fractions",
            formatting.money(view.totals.paid),
            f"{view.totals.fractions:,} holders, {said}",
        )
    ]
