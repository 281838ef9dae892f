"""The form of the control book."""

from django import forms

from ledger.pages.fields import DayInput, PaperForm


class ControlBookForm(PaperForm):
    as_of = forms.DateField(label="As of", widget=DayInput())
    outstanding = forms.DecimalField(label="Outstanding", min_value=0, max_digits=28, decimal_places=10)
    treasury = forms.DecimalField(label="In treasury", min_value=0, max_digits=28, decimal_places=10)
    reserved = forms.DecimalField(label="Reserved", min_value=0, max_digits=28, decimal_places=10)
    authorized = forms.DecimalField(
        label="Authorised",
        required=False,
        min_value=0,
        max_digits=28,
        decimal_places=10,
        help_text="Empty: the order does not say; what an earlier one said stands.",
    )
    units_reserved = forms.DecimalField(
        label="Units reserved for exercise",
        required=False,
        min_value=0,
        max_digits=28,
        decimal_places=10,
        help_text="Empty: the order does not say; what an earlier one said stands.",
    )
