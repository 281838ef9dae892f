"""The figures of a calculation: one form a kind, each becoming the object that a scenario file holds for it."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.pages.fields import FigureField

MOST_STEPS = 4
STEP_FIELDS = {
    "rights_offering": ("new_shares", "offer_price", "market_price"),
    "distribution": ("fair_value", "market_price"),
    "split": ("new_shares_per_old", "family"),
    "factor": ("factor",),
}
STEP_WORDS = (
    ("", "No step"),
    ("rights_offering", "Rights or warrants below the market price"),
    ("distribution", "Distribution of debt, cash or assets"),
    ("split", "Split, stock dividend or combination"),
    ("factor", "A price factor"),
)
FAMILIES = (
    ("fractional_rights", "Fractional Rights"),
    ("exercise_amount_scaled", "Exercise amount scaled"),
    ("expansion_factor", "Expansion factor"),
)


def _number(label: str, *, required: bool = True, help_text: str = "") -> FigureField:
    return FigureField(
        label=label,
        required=required,
        min_value=Decimal(0),
        max_digits=28,
        decimal_places=10,
        help_text=help_text,
    )


class FiguresForm(forms.Form):
    """The base: `figures` are the fields that go into the calculation as exact text."""

    figures: tuple[str, ...] = ()

    def calculation(self, kind: str) -> dict[str, Any]:
        """The calculation as a scenario file holds it."""
        return {"kind": kind, **{name: _text(self.cleaned_data[name]) for name in self.figures}}


class ThresholdsForm(FiguresForm):
    outstanding = _number("Common outstanding")
    percents = forms.CharField(
        label="Percentages", max_length=200, help_text="Separated by commas, such as 10, 15, 40."
    )
    figures = ("outstanding",)

    def calculation(self, kind: str) -> dict[str, Any]:
        percents = [part.strip() for part in self.cleaned_data["percents"].split(",") if part.strip()]
        return {**super().calculation(kind), "percents": percents}


class FlipForm(FiguresForm):
    purchase_price = _number("Purchase Price of a Unit")
    units_per_right = _number("Units for each Right")
    market_price = _number("Market price of what is delivered")
    rights = _number("Rights elected")
    figures = ("purchase_price", "units_per_right", "market_price", "rights")
    multiple = _number("Multiple of the exercise price", required=False, help_text="Empty: two times.")

    def calculation(self, kind: str) -> dict[str, Any]:
        multiple = self.cleaned_data["multiple"]
        return super().calculation(kind) | ({"multiple": _text(multiple)} if multiple else {})


class RedemptionForm(FiguresForm):
    rights = _number("Rights")
    redemption_price = _number("Redemption Price of a Right")
    figures = ("rights", "redemption_price")


class ExchangeForm(FiguresForm):
    rights = _number("Rights")
    ratio = _number("Common for each Right")
    market_price = _number("Market price of the common")
    figures = ("rights", "ratio", "market_price")


class AdjustmentForm(FiguresForm):
    """The figures in force, and up to four steps in order."""

    purchase_price = _number("Purchase Price of a Unit")
    units_per_right = _number("Units for each Right")
    rights_per_share = _number("Rights for each share")
    outstanding = _number("Common outstanding")
    figures = ("purchase_price", "units_per_right", "rights_per_share", "outstanding")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_STEPS + 1):
            self.fields |= {f"s{number}_{name}": field for name, field in _step_fields(number).items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, MOST_STEPS + 1):
            for name in STEP_FIELDS.get(cleaned.get(f"s{number}_kind", ""), ()):
                field = f"s{number}_{name}"
                if cleaned.get(field) in (None, "") and field not in self.errors:
                    self.add_error(field, "Needed for this step.")
        return cleaned

    def calculation(self, kind: str) -> dict[str, Any]:
        steps = [self._step(number) for number in range(1, MOST_STEPS + 1)]
        return {**super().calculation(kind), "steps": [step for step in steps if step]}

    def _step(self, number: int) -> dict[str, Any] | None:
        kind = self.cleaned_data[f"s{number}_kind"]
        if not kind:
            return None
        told = {name: _text(self.cleaned_data[f"s{number}_{name}"]) for name in STEP_FIELDS[kind]}
        return {"kind": kind, **told}

    def step_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each step, for the page."""
        return [
            (f"Step {number}", [self[f"s{number}_{name}"] for name in _step_fields(number)])
            for number in range(1, MOST_STEPS + 1)
        ]


def _step_fields(number: int) -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(label="What happens", required=False, choices=STEP_WORDS),
        "new_shares": _number("New shares offered", required=False),
        "offer_price": _number("Offer price", required=False),
        "market_price": _number("Market price", required=False),
        "fair_value": _number("Fair value a share", required=False),
        "new_shares_per_old": _number("New shares for each old", required=False),
        "family": forms.ChoiceField(label="Split adjusts by", required=False, choices=FAMILIES),
        "factor": _number("Factor", required=False),
    }


def _text(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


KINDS: dict[str, tuple[str, type[FiguresForm]]] = {
    "thresholds": ("Thresholds", ThresholdsForm),
    "flip_in": ("Flip-in", FlipForm),
    "flip_over": ("Flip-over", FlipForm),
    "redemption": ("Redemption", RedemptionForm),
    "exchange": ("Exchange", ExchangeForm),
    "adjustment": ("Adjustment", AdjustmentForm),
}
