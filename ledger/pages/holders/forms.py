"""Forms of one holder: opening an account, holds, addresses, findings."""

from typing import Any

from django import forms

from ledger.enums import Registration
from ledger.models import Hold
from ledger.models.holder import REGISTRATION_LINES
from ledger.pages.fields import LONGEST_MEMO, DayInput, QuantityField

ADDRESS_LINES = 4


def _reason(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3}))


class HoldForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of hold", choices=Hold.Kind.choices)
    quantity = QuantityField(label="Quantity", required=False, help_text="Empty: all of the account.")
    from_on = forms.DateField(label="From", widget=DayInput())
    until_on = forms.DateField(
        label="Until", required=False, widget=DayInput(), help_text="Empty: until lifted."
    )
    reason = _reason("Reason and authority")


class LiftHoldForm(forms.Form):
    until_on = forms.DateField(label="Lifted on", widget=DayInput())
    reason = _reason("Reason and authority")


class AddressForm(forms.Form):
    lines = forms.CharField(
        label="Address lines", widget=forms.Textarea(attrs={"rows": ADDRESS_LINES}), max_length=480
    )
    city = forms.CharField(label="City", max_length=80, required=False)
    state = forms.CharField(label="State or province", max_length=40, required=False)
    postal_code = forms.CharField(label="Postal code", max_length=20, required=False)
    country = forms.CharField(label="Country", max_length=60)
    reason = _reason("What the change rests on")

    def clean_lines(self) -> list[str]:
        """The lines as a list; at most four."""
        return _lines(self.cleaned_data["lines"], ADDRESS_LINES, "An address")


class AccountForm(forms.Form):
    number = forms.CharField(label="Account number", max_length=20)
    registration = forms.ChoiceField(label="Form of registration", choices=Registration.choices)
    share_class = forms.ChoiceField(label="Class of common", required=False)
    registration_lines = forms.CharField(
        label="Registration, as it is printed",
        widget=forms.Textarea(attrs={"rows": REGISTRATION_LINES}),
        max_length=600,
        help_text="One line below the other, as on the face of a certificate.",
    )
    owner = forms.CharField(
        label="Owner",
        max_length=240,
        required=False,
        help_text="Left empty, the first line of the registration.",
    )
    lines = forms.CharField(
        label="Address lines", widget=forms.Textarea(attrs={"rows": ADDRESS_LINES}), max_length=480
    )
    city = forms.CharField(label="City", max_length=80, required=False)
    state = forms.CharField(label="State or province", max_length=40, required=False)
    postal_code = forms.CharField(label="Postal code", max_length=20, required=False)
    country = forms.CharField(label="Country", max_length=60, initial="UNITED STATES")

    def __init__(self, *args: Any, classes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{code}: {title}") for code, title in classes.items()]
        self.fields["share_class"].choices = choices or [("", "The one class there is")]  # type: ignore[attr-defined]

    def clean_registration_lines(self) -> list[str]:
        """The lines as a list; at most five."""
        return _lines(self.cleaned_data["registration_lines"], REGISTRATION_LINES, "A registration")

    def clean_lines(self) -> list[str]:
        """The lines as a list; at most four."""
        return _lines(self.cleaned_data["lines"], ADDRESS_LINES, "An address")


def _lines(text: str, most: int, what: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > most:
        raise forms.ValidationError(f"{what} has at most {most} lines; this has {len(lines)}.")
    return lines
