"""Forms of the movements of common."""

from django import forms

from ledger.pages.fields import AccountField, DayInput, OfPlanForm, PaperForm, QuantityField


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
