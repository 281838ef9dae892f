"""Forms of the movements of common."""

from decimal import Decimal

from django import forms

from ledger.pages.fields import AccountField, DayField, OfPlanForm, PaperForm, QuantityField


class MovementForm(OfPlanForm, PaperForm):
    quantity = QuantityField(label="Shares of common")
    effective_on = DayField(label="Effective on")


class LeavingForm(MovementForm):
    """Shares that leave an account: which lots they are of, where the law is not the same for all of them."""

    giver = AccountField(label="From account")
    bearing = QuantityField(
        label="Of them shares that carry Rights",
        required=False,
        min_value=Decimal(0),
        help_text="Asked only where the account holds shares that carry Rights and shares that carry none.",
    )
    void = QuantityField(
        label="Void Rights that go along",
        required=False,
        min_value=Decimal(0),
        help_text="Asked only where the account holds valid and void Rights.",
    )


class TransferForm(LeavingForm):
    taker = AccountField(label="To account")
    traded_on = DayField(
        label="Traded on",
        required=False,
        help_text="The day of the trade that settles by it. Of one made before the record instant of an exchange, the "
        "shares that these brought go along by due bill.",
    )


class IssueForm(MovementForm):
    taker = AccountField(label="To account")
    from_treasury = forms.BooleanField(label="From the treasury", required=False)


class ReacquisitionForm(LeavingForm):
    to_treasury = forms.BooleanField(label="Into the treasury (otherwise cancelled)", required=False)
