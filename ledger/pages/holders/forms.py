"""Forms of one holder: opening an account, holds, addresses, findings."""

from typing import Any

from django import forms

from ledger.enums import Registration
from ledger.holder_files.layout import TIN_STATUSES
from ledger.models import Hold
from ledger.models.holder import REGISTRATION_LINES
from ledger.pages.fields import LONGEST_MEMO, DayField, PaperForm, QuantityField
from ledger.services.holders import Registered

ADDRESS_LINES = 4


def _reason(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3}))


class HoldForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of hold", choices=Hold.Kind.choices)
    quantity = QuantityField(label="Quantity", required=False, help_text="Empty: all of the account.")
    from_on = DayField(label="From")
    until_on = DayField(
        label="Last day", required=False, help_text="It holds on that day too. Empty: until lifted."
    )
    reason = _reason("Reason and authority")


class LiftHoldForm(forms.Form):
    lifted_on = DayField(label="Lifted on", help_text="The first day on which it holds no more.")
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
        """The lines as a list; at most seven."""
        return _lines(self.cleaned_data["registration_lines"], REGISTRATION_LINES, "A registration")

    def clean_lines(self) -> list[str]:
        """The lines as a list; at most four."""
        return _lines(self.cleaned_data["lines"], ADDRESS_LINES, "An address")


class RegistrationForm(PaperForm):
    """How the account should be registered, and the paper that shows the error."""

    registration = forms.ChoiceField(label="Form of registration", choices=Registration.choices)
    registration_lines = forms.CharField(
        label="Registration, as it is printed",
        widget=forms.Textarea(attrs={"rows": REGISTRATION_LINES}),
        max_length=900,
        help_text="One line below the other, as on the face of a certificate.",
    )
    parties = forms.CharField(
        label="Parties",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="One a line, with the role: “owner: JANE ROE”.",
    )
    tin_status = forms.ChoiceField(
        label="Taxpayer number",
        choices=[(word, word.replace("_", " ").capitalize()) for word in TIN_STATUSES],
    )
    tin_last4 = forms.RegexField(
        label="Its last four digits", regex=r"\A(\d{4})?\Z", required=False, max_length=4
    )
    reason = _reason("What was wrong, and who says so")

    def clean_registration_lines(self) -> list[str]:
        """The lines as a list."""
        return _lines(self.cleaned_data["registration_lines"], REGISTRATION_LINES, "A registration")

    def clean_parties(self) -> tuple[tuple[str, str], ...]:
        """The parties as (role, name)."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["parties"].splitlines())):
            role, colon, name = line.partition(":")
            if not colon or not role.strip() or not name.strip():
                raise forms.ValidationError(f"“{line[:60]}” names no role: write “owner: JANE ROE”.")
            found.append((role.strip(), name.strip()))
        return tuple(found)

    def told(self) -> Registered:
        """The registration as it should be."""
        given = self.cleaned_data
        return Registered(
            form=given["registration"],
            lines=tuple(given["registration_lines"]),
            parties=given["parties"],
            tin_status=given["tin_status"],
            tin_last4=given["tin_last4"],
        )


def _lines(text: str, most: int, what: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > most:
        raise forms.ValidationError(f"{what} has at most {most} lines; this has {len(lines)}.")
    return lines
