"""A Board resolution: its number, instants, text and paper, and the fields its kind needs."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.enums import EventKind, ResolutionKind
from ledger.models import Plan, PlanEvent
from ledger.pages.fields import (
    LONGEST_MEMO,
    DayField,
    FigureField,
    NewYorkInstantField,
    PaperForm,
    PercentField,
    WholeField,
)
from ledger.selectors import provided

LONGEST_TEXT = 20_000
FORMS_OF_REDEMPTION = (("cash", "Cash"), ("common", "Shares of common"), ("other", "Another form"))
MOST_SHARES = 10**18


class ResolutionForm(PaperForm):
    """What every resolution has; `data_of_resolution()` gives the fields of its kind as the service reads them."""

    number = forms.CharField(label="Number", max_length=30)
    adopted_at = NewYorkInstantField(label="Adopted at")
    effective_at = NewYorkInstantField(
        label="Effective at", required=False, help_text="Empty: when it was adopted."
    )
    text = forms.CharField(label="Text", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8}))
    particulars: tuple[str, ...] = ()

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def data_of_resolution(self) -> dict[str, Any]:
        """The particulars as JSON: exact numbers and instants as text, empty ones left out."""
        found = {}
        for name in self.particulars:
            value = self.cleaned_data[name]
            if value in (None, ""):
                continue
            if isinstance(value, Decimal):
                value = f"{value.normalize():f}"
            elif isinstance(value, PlanEvent):
                value = value.pk
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
        return found


class ExtensionForm(ResolutionForm):
    prong = forms.ChoiceField(label="Prong", choices=[("i", "Prong (i)"), ("ii", "Prong (ii)")])
    to = DayField(label="Fixed to", required=False, help_text="Empty: until the Board fixes a date.")
    particulars = ("prong", "to")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        found = provided.provided(plan)
        prongs: Any = self.fields["prong"]
        prongs.choices = [
            (prong, label) for prong, label in prongs.choices if provided.has_deferral(found, prong)
        ]


class AdversePersonForm(ResolutionForm):
    person = forms.CharField(label="Person or group declared an Adverse Person", max_length=200)
    pct = PercentField(label="Percentage it beneficially owns")
    announced_at = NewYorkInstantField(label="Publicly announced at", required=False)
    particulars = ("person", "pct", "announced_at")


class PermittedOfferForm(ResolutionForm):
    event = forms.ModelChoiceField(label="The offer", queryset=PlanEvent.objects.none())
    particulars = ("event",)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        self.fields["event"].queryset = PlanEvent.objects.filter(  # type: ignore[attr-defined]
            plan=plan, kind=EventKind.TENDER_OFFER, reverses__isnull=True, reversed_by__isnull=True
        )


def _record_at() -> NewYorkInstantField:
    return NewYorkInstantField(
        label="For the holders of record at",
        required=False,
        help_text="Empty: those who hold the Rights when they end.",
    )


class RedemptionForm(ResolutionForm):
    in_whole = forms.BooleanField(label="All the Rights, not less than all", required=False)
    record_at = _record_at()
    form = forms.ChoiceField(label="The Redemption Price is paid in", choices=FORMS_OF_REDEMPTION)
    market_price = FigureField(
        label="Price of a share of common",
        required=False,
        min_value=Decimal("0.0000000001"),
        max_digits=20,
        decimal_places=10,
        help_text="For common: at which the amounts are paid, as this paper states it.",
    )
    shares_available = WholeField(
        label="Common authorised and unissued",
        required=False,
        min_value=0,
        max_value=MOST_SHARES,
        help_text="For common.",
    )
    consideration = forms.CharField(
        label="The other consideration",
        required=False,
        max_length=300,
        help_text="What it is, and how much of it for a Right: the company delivers it.",
    )
    particulars = ("in_whole", "record_at", "form", "market_price", "shares_available", "consideration")


class ExchangeForm(ResolutionForm):
    portion = FigureField(
        label="Portion of each holder’s Rights",
        required=False,
        min_value=Decimal("0.0000000001"),
        max_value=1,
        max_digits=20,
        decimal_places=10,
        help_text="Empty: all of them.",
    )
    ratio = FigureField(
        label="Common for each Right", min_value=Decimal("0.0000000001"), max_digits=20, decimal_places=10
    )
    shares_needed = WholeField(label="Shares needed", min_value=0, max_value=MOST_SHARES)
    shares_available = WholeField(label="Shares available", min_value=0, max_value=MOST_SHARES)
    record_at = _record_at()
    particulars = ("portion", "ratio", "shares_needed", "shares_available", "record_at")


class AmendmentForm(ResolutionForm):
    changes_redemption_period = forms.BooleanField(label="It changes the redemption period", required=False)
    particulars = ("changes_redemption_period",)


class WithdrawalForm(forms.Form):
    """Why a resolution was recorded wrongly."""

    reason = forms.CharField(
        label="What was wrong", max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3})
    )


FORMS: dict[str, type[ResolutionForm]] = {
    ResolutionKind.EXTENSION: ExtensionForm,
    ResolutionKind.ADVERSE_PERSON: AdversePersonForm,
    ResolutionKind.PERMITTED_OFFER: PermittedOfferForm,
    ResolutionKind.REDEMPTION: RedemptionForm,
    ResolutionKind.EXCHANGE: ExchangeForm,
    ResolutionKind.AMENDMENT: AmendmentForm,
    ResolutionKind.OTHER: ResolutionForm,
}
