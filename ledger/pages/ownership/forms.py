"""Forms of findings and ties."""

from decimal import Decimal

from django import forms

from ledger.enums import Owned
from ledger.models.holder import CLASS_LENGTH
from ledger.pages.fields import LONGEST_MEMO, AccountField, DayField, FigureField, OfPlanForm, PaperForm


def _sentence(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3}))


class HeldForm(PaperForm):
    """What was found of a person in an account: how much, as of which day; with whom it acts."""

    person = forms.CharField(label="Person or group", max_length=200)
    quantity = FigureField(
        label="Shares beneficially owned",
        min_value=Decimal(0),
        max_digits=28,
        decimal_places=10,
        help_text="Of rights to acquire and derivatives: in all. Nothing is a finding too: 0.",
    )
    as_of = DayField(label="As of", required=False, help_text="Empty: the day of the paper.")
    group = forms.CharField(
        label="Of the group of",
        max_length=200,
        required=False,
        help_text="The person with whom this one acts from that day on, where the paper says so.",
    )
    reason = _sentence("Why: the kind of ownership and where the paper says so")


class FindingForm(HeldForm, OfPlanForm):
    """The same of any kind, where the page is of no account: shares held name theirs."""

    kind = forms.ChoiceField(label="How it is owned", choices=Owned.choices, initial=Owned.HELD)
    account = AccountField(
        label="Account",
        required=False,
        help_text="Shares held lie in one; rights to acquire and derivatives in none.",
    )
    share_class = forms.CharField(
        label="Class of common",
        required=False,
        max_length=CLASS_LENGTH,
        help_text="Its code, of rights to acquire and derivatives, where the plan has several classes.",
    )


class ReasonForm(forms.Form):
    reason = _sentence("Why it was wrong")


class TieForm(PaperForm):
    one = forms.CharField(label="Person", max_length=200)
    other = forms.CharField(label="Acts with", max_length=200)
    since = DayField(label="From")
    until = DayField(label="Up to, not including", required=False, help_text="Empty: until further.")
    basis = _sentence("Affiliate, associate, acting in concert: and where the paper says so")


class TieEndForm(PaperForm):
    until = DayField(
        label="They no longer count together from",
        help_text="The day from which the tie began, where it never was.",
    )
    basis = _sentence("Why, and where the paper says so")
