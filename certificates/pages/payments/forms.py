"""Forms of payments: a list's release, what became of one payment."""

from typing import Any

from django import forms

from certificates.enums import PaymentStatus
from certificates.models import PaymentLine
from certificates.services.payments.following_up import NEXT


class ReleaseForm(forms.Form):
    """On what the release rests."""

    legal_basis = forms.CharField(
        label="Certificate of prices and funds",
        help_text="The agent pays on the company’s certificate and on collected funds: name both.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MarkForm(forms.Form):
    """What became of a payment."""

    status = forms.ChoiceField(label="It was", widget=forms.RadioSelect)
    reference = forms.CharField(label="Check or transfer", max_length=60, required=False)
    reason = forms.CharField(label="Note", max_length=300, required=False)

    def __init__(self, *args: Any, line: PaymentLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status: Any = self.fields["status"]
        status.choices = [(each.value, each.label) for each in NEXT[PaymentStatus(line.status)]]
