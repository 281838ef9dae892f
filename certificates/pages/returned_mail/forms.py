"""Forms of returned mail."""

from django import forms

from certificates.pages.fields import ScanInput, reason_field
from ledger.pages.fields import DayField

UNDELIVERABLE = "Undeliverable as addressed"


class ScanReturnForm(forms.Form):
    code = forms.CharField(label="Certificate or account", max_length=40, widget=ScanInput())
    reason = forms.CharField(label="What the post office wrote", max_length=300)
    returned_on = DayField(label="Returned on")
    mailed_on = DayField(label="Mailed on (a letter)", required=False)


class ReMailForm(forms.Form):
    remailed_on = DayField(label="Mailed again on")
    reason = reason_field("How it went out", "The receipt, the address.")
