"""What a Right's entitlement is asked with, and the papers that propose it."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms

from ledger.enums import EntitlementBasis
from ledger.models import Plan, Resolution
from ledger.pages.acts.forms.question import QuestionForm, number
from ledger.pages.fields import NewYorkInstantField, PaperForm
from ledger.selectors import board
from ledger.services.entitlements import Substitute

EXACT = re.compile(r"\d{1,12}(?:\.\d{1,10})?|\d{1,12}/[1-9]\d{0,9}", re.ASCII)


class FractionField(forms.CharField):
    """An exact number, zero or more, as 9.5 or 64/7; cleaned to a Fraction."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        if not EXACT.fullmatch(text):
            raise forms.ValidationError("Write it exactly, as 9.5 or 64/7.")
        return Fraction(text)


class EntitlementQuestion(QuestionForm):
    """What a Right buys since an event or by the Board's resolution (R29, R31, R35)."""

    basis = forms.ChoiceField(label="Since", choices=EntitlementBasis.choices)
    effective_at = NewYorkInstantField(label="Effective at")
    security = forms.CharField(label="The security that a Right buys", max_length=200)
    market_price = number(
        "Market price of one",
        required=False,
        least=Decimal("0.000001"),
        help_text="As the company certifies it; not for substitutes.",
    )
    price_per_right = FractionField(label="Substitute: price of a Right", required=False)
    per_right = FractionField(label="Substitute: so many for a Right", required=False)
    cash_per_right = FractionField(label="Substitute: cash for a Right", required=False)

    def rows(self) -> list[list[forms.BoundField]]:
        """The event, then what the Board put in place of Units."""
        names = [*self.base_fields]
        return [[self[name] for name in names[:4]], [self[name] for name in names[4:]]]

    def told(self) -> dict[str, Any]:
        """The arguments of the service."""
        data = self.cleaned_data
        mix = [data[name] for name in ("price_per_right", "per_right", "cash_per_right")]
        is_substitute = data["basis"] == EntitlementBasis.SUBSTITUTE
        whole = is_substitute and all(figure is not None for figure in mix)
        return {
            "basis": data["basis"],
            "effective_at": data["effective_at"],
            "security": data["security"],
            "market_price": None if is_substitute else data["market_price"],
            "substitute": Substitute(*mix) if whole else None,
        }


class EntitlementPapersForm(PaperForm):
    """The company's certificate of the price, and for substitutes the Board's resolution (R31)."""

    resolution = forms.ModelChoiceField(
        label="The Board’s resolution, for substitutes",
        queryset=Resolution.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, plan: Plan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = board.in_effect(plan, kind).order_by("-adopted_at")
        self.fields["resolution"].queryset = found  # type: ignore[attr-defined]
