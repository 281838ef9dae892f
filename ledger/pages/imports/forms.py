"""The form that uploads a holder file."""

from django import forms

from ledger.pages.fields import DayInput


class CheckForm(forms.Form):
    """The file and the close it shows."""

    file = forms.FileField(
        label="Holder file", help_text="CSV as the transfer agent sends it. Nothing is loaded yet."
    )
    as_of = forms.DateField(label="As of the close of", widget=DayInput())
