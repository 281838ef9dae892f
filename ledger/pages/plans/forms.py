"""The form of the replay's day."""

from django import forms

from ledger.pages.fields import DayInput


class PinForm(forms.Form):
    day = forms.DateField(
        label="The plan's today",
        required=False,
        widget=DayInput(),
        help_text="Empty: the real day, no replay.",
    )
