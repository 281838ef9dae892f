"""Forms of returned mail."""

from django import forms

from certificates.pages.fields import ScanInput, reason_field
from ledger.pages.fields import DayInput

UNDELIVERABLE = "Undeliverable as addressed"


class ScanReturnForm(forms.Form):
    code = forms.CharField(label="Certificate or account", max_length=40, widget=ScanInput())
    reason = forms.CharField(label="What the post office wrote", max_length=300)
    returned_on = forms.DateField(label="Returned on", widget=DayInput())
    mailed_on = forms.DateField(label="Mailed on (a letter)", required=False, widget=DayInput())


class ReMailForm(forms.Form):
    remailed_on = forms.DateField(label="Mailed again on", widget=DayInput())
    reason = reason_field("How it went out", "The receipt, the address.")
