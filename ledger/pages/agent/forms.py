"""A change of the Rights Agent: the notice, then the successor."""

from decimal import Decimal

from django import forms

from ledger.models import AgentNotice
from ledger.pages.fields import DayField, FigureField, PaperDayField, PaperForm
from ledger.rules.agent import Successor


class AgentNoticeForm(PaperForm):
    kind = forms.ChoiceField(label="What it says", choices=AgentNotice.Kind.choices)
    given_on = PaperDayField(label="Given on")


class SuccessorForm(PaperForm):
    """What makes the successor eligible; the paper is the appointment with its acceptance."""

    name = forms.CharField(label="Successor", max_length=300)
    address = forms.CharField(
        label="Address for notices", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_corporation = forms.BooleanField(label="A corporation", required=False)
    has_trust_powers = forms.BooleanField(
        label="With corporate trust or stock transfer powers", required=False
    )
    is_supervised = forms.BooleanField(label="Supervised by a federal or state authority", required=False)
    capital = FigureField(
        label="Capital and surplus, dollars", min_value=Decimal(0), max_digits=18, decimal_places=2
    )
    effective_on = DayField(label="Effective on")

    def successor(self) -> Successor:
        """What the form tells, as the rule reads it."""
        told = self.cleaned_data
        return Successor(
            name=told["name"].strip(),
            is_corporation=told["is_corporation"],
            has_trust_powers=told["has_trust_powers"],
            is_supervised=told["is_supervised"],
            capital=told["capital"],
        )
