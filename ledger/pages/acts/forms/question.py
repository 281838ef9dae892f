"""The question of an act, and the resolution that ordered it: what the forms of all acts share."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.models import Plan, Resolution
from ledger.pages.fields import FigureField
from ledger.selectors import board


def number(label: str, *, required: bool = True, least: Decimal = Decimal(0), **kwargs: Any) -> FigureField:
    return FigureField(
        label=label, required=required, min_value=least, max_digits=28, decimal_places=10, **kwargs
    )


class QuestionForm(forms.Form):
    """The base of the questions: what the act would be done with. `is_asking`: it asks more before it can answer."""

    is_asking = False
    asks_first = ""  # the button of a question that asks more once it was pressed

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields in the rows they stand in on the page."""
        return [self.visible_fields()]


class ByResolutionForm(forms.Form):
    """The resolution on record that ordered the act."""

    resolution = forms.ModelChoiceField(
        label="The resolution that ordered it",
        queryset=Resolution.objects.none(),
        empty_label="Choose the resolution",
    )

    def __init__(self, *args: Any, plan: Plan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = board.in_effect(plan, kind).order_by("-adopted_at")
        self.fields["resolution"].queryset = found  # type: ignore[attr-defined]
