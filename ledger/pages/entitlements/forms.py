"""The question what a Right buys: at which instant, at which market price."""

from decimal import Decimal

from django import forms

from ledger.pages.fields import FigureField, NewYorkInstantField


class RightForm(forms.Form):
    """An instant and a price that need not be told: the plan's now, and the latest price on record."""

    at = NewYorkInstantField(label="At", required=False)
    market_price = FigureField(
        label="Market price",
        required=False,
        min_value=Decimal("0.0000000001"),
        max_digits=28,
        decimal_places=10,
        help_text="Empty: the latest price on record.",
    )
