"""Forms of the register: holds, addresses, findings, movements of common, the control book, the replay's day."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.enums import Registration
from ledger.filters import DayInput
from ledger.forms.fields import LONGEST_MEMO, PaperForm
from ledger.models import Hold, HolderAccount, Plan
from ledger.models.holder import REGISTRATION_LINES

ADDRESS_LINES = 4


class QuantityField(forms.DecimalField):
    """A quantity of shares or Rights, more than nothing, to ten decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=Decimal("0.0000000001"), max_digits=28, decimal_places=10, **kwargs)


class AccountField(forms.CharField):
    """An account of the plan, by its number; cleaned to the account."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.plan: Plan | None = None

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if not number:
            return None
        account = HolderAccount.objects.filter(plan=self.plan, number=number.strip()).first()
        if account is None:
            raise forms.ValidationError(f"The plan has no account {number}. Look it up under Holders.")
        return account


class OfPlanForm(forms.Form):
    """A form whose accounts are those of one plan."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AccountField):
                field.plan = plan


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


class FindingForm(PaperForm):
    person = forms.CharField(label="Person or group", max_length=200)
    quantity = QuantityField(label="Shares beneficially owned in this account")
    reason = _reason("Why: the kind of ownership and where the paper says so")


class MovementForm(OfPlanForm, PaperForm):
    quantity = QuantityField(label="Shares of common")
    effective_on = forms.DateField(label="Effective on", widget=DayInput())


class TransferForm(MovementForm):
    giver = AccountField(label="From account")
    taker = AccountField(label="To account")
    void = forms.DecimalField(
        label="Of them with void Rights",
        required=False,
        min_value=0,
        max_digits=28,
        decimal_places=10,
        help_text="Asked only where the account holds valid and void Rights.",
    )


class IssueForm(MovementForm):
    taker = AccountField(label="To account")
    from_treasury = forms.BooleanField(label="From the treasury", required=False)


class ReacquisitionForm(MovementForm):
    giver = AccountField(label="From account")
    to_treasury = forms.BooleanField(label="Into the treasury (otherwise cancelled)", required=False)


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


class PinForm(forms.Form):
    day = forms.DateField(
        label="The plan's today",
        required=False,
        widget=DayInput(),
        help_text="Empty: the real day, no replay.",
    )
