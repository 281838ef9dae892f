"""Forms of lost holders: searches, exemptions, those that were found."""

from django import forms

from certificates.enums import Exemption, SearchResult
from certificates.pages.fields import reason_field
from ledger.pages.fields import DayField
from ledger.pages.holders.forms import AddressForm


class SearchForm(forms.Form):
    done_on = DayField(label="Searched on")
    database = forms.CharField(label="Database", max_length=120, help_text="Which one was searched.")
    result = forms.ChoiceField(label="What it gave", choices=SearchResult.choices)
    finding = forms.CharField(
        label="The address it gave", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExemptForm(forms.Form):
    exemption = forms.ChoiceField(label="Exempt because", choices=Exemption.choices)
    evidence = reason_field("Evidence")


class FoundForm(AddressForm):
    """The address found, as an account's address is changed."""
