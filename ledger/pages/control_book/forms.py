"""The form of the control book."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from ledger.pages.fields import LONGEST_MEMO, DayField, FigureField, PaperForm
from ledger.rules.issued import Issued, together

FIGURES = (("outstanding", "Outstanding"), ("treasury", "In treasury"), ("reserved", "Reserved"))
_UNSAID = "Empty: the order does not say; what an earlier one said stands."


def _shares(label: str, *, required: bool = True, help_text: str = "") -> FigureField:
    return FigureField(
        label=label,
        required=required,
        min_value=Decimal(0),
        max_digits=28,
        decimal_places=10,
        help_text=help_text,
    )


class ControlBookForm(PaperForm):
    """What is issued of all common; of each class, where the plan has several."""

    as_of = DayField(label="As of")
    authorized = _shares("Authorised", required=False, help_text=_UNSAID)
    units_reserved = _shares("Units reserved for exercise", required=False, help_text=_UNSAID)

    def __init__(self, *args: Any, classes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = tuple(classes) or ("",)
        for code in self.codes:
            for name, label in FIGURES:
                of = f" of {classes[code]}" if code else ""
                self.fields[field_of(name, code)] = _shares(f"{label}{of}")

    def issued(self) -> dict[str, Issued]:
        """What is issued of each class, or of all common under ""."""
        return {
            code: Issued(*(self.cleaned_data[field_of(name, code)] for name, _ in FIGURES))
            for code in self.codes
        }

    def figures(self) -> dict[str, Any]:
        """What the order says, as the control book takes it."""
        told = self.issued()
        return {
            **together(told).figures,
            "classes": {code: issued for code, issued in told.items() if code},
            **{name: self.cleaned_data[name] for name in ("as_of", "authorized", "units_reserved")},
        }


class WithdrawForm(forms.Form):
    """Why the last entry was wrong."""

    reason = forms.CharField(
        label="What was wrong, and who says so",
        max_length=LONGEST_MEMO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the entry and its withdrawal.",
    )


def field_of(figure: str, code: str) -> str:
    """The name of the field of a figure of a class."""
    return f"{figure}_{code}" if code else figure
