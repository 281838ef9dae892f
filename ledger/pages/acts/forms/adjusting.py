"""What an adjustment is asked with, and the company's certificate that proposes it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from ledger.models import AdjustmentKind
from ledger.models.adjustment import CERTIFIED
from ledger.models.holder import CLASS_LENGTH
from ledger.pages.acts.forms.question import QuestionForm, number
from ledger.pages.fields import DayField, NewYorkInstantField, PaperForm, WholeField
from ledger.rules.wire.steps import MOST_SHARES

# The figures each kind of adjustment asks for.
INPUTS = {
    AdjustmentKind.RIGHTS_OFFERING.value: ("new_shares", "offer_price", "market_price"),
    AdjustmentKind.DISTRIBUTION.value: ("fair_value", "market_price"),
    AdjustmentKind.SPLIT.value: ("new", "old"),
    AdjustmentKind.READJUSTMENT.value: ("of", "issued"),
    AdjustmentKind.RIGHTS_NUMBER.value: ("of", "announced_on"),
    AdjustmentKind.FACTOR.value: ("factor",),
    AdjustmentKind.RELEASE.value: (),
}


class AdjustmentQuestion(QuestionForm):
    kind = forms.ChoiceField(
        label="What happened to the common", choices=[(kind.value, kind.label) for kind in CERTIFIED]
    )
    effective_at = NewYorkInstantField(label="Effective at")
    new_shares = number("New shares offered", required=False)
    offer_price = number("Offer price", required=False)
    market_price = number("Market price", required=False)
    fair_value = number("Fair value a share", required=False)
    new = WholeField(
        label="Shares after the split",
        required=False,
        min_value=1,
        max_value=MOST_SHARES,
        help_text="3 for 2: three of each two; 1 for 10 combines ten into one.",
    )
    old = WholeField(label="For so many before it", required=False, min_value=1, max_value=MOST_SHARES)
    cash_price = number(
        "Price of a share after it",
        required=False,
        least=Decimal("0.0000000001"),
        help_text="As the company states it: what a fraction of a share is paid at.",
    )
    share_class = forms.CharField(
        label="Class of common that alone is split",
        required=False,
        max_length=CLASS_LENGTH,
        help_text="Its code, where the plan has several classes. Empty: all common.",
    )
    factor = number("Factor of the certificate", required=False)
    of = WholeField(
        label="Of adjustment number",
        required=False,
        min_value=1,
        help_text="The offering whose rights or warrants expired, or the adjustment that the election is for.",
    )
    announced_on = DayField(
        label="Election announced on",
        required=False,
        help_text="Of the number of Rights: “Effective at” lies on the record date that the announcement names.",
    )
    issued = number(
        "Of its shares, bought", required=False, help_text="0 where all of them expired unexercised."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in INPUTS.get(cleaned.get("kind", ""), ()):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, "Needed for this kind.")
        return cleaned

    def inputs(self) -> dict[str, str]:
        """The figures of the kind, as exact text."""
        kind, given = self.cleaned_data["kind"], self.cleaned_data
        names = INPUTS[kind]
        if kind == AdjustmentKind.SPLIT and given["cash_price"] is not None:
            names = (*names, "cash_price")
        told = {name: _text(given[name]) for name in names}
        of_class = given["share_class"].strip() if kind == AdjustmentKind.SPLIT else ""
        return told | ({"class": of_class} if of_class else {})


def _text(given: Decimal | int | date) -> str:
    return given.isoformat() if isinstance(given, date) else f"{Decimal(given).normalize():f}"


class CertificateForm(PaperForm):
    """The company's certificate of adjustment, and when the agent received it (section 12)."""

    received_at = NewYorkInstantField(label="Received by the agent at")
