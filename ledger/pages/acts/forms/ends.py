"""What a redemption, an exchange and a Flip-In are asked with."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.pages.acts.forms.question import QuestionForm, number
from ledger.pages.resolutions.forms import FORMS_OF_REDEMPTION
from ledger.rules.facts import BadInput
from ledger.rules.payments import CentRounding, PaymentPolicy
from ledger.rules.redemption import consideration_of
from ledger.selectors.acts.exchange import ExchangeTerms

ROUNDINGS = (
    (CentRounding.HALF_UP.value, "Half up to the cent"),
    (CentRounding.DOWN.value, "Down to the cent"),
    (CentRounding.UP.value, "Up to the cent"),
)


class RedemptionQuestion(QuestionForm):
    rounding = forms.ChoiceField(
        label="Each holder’s payment is rounded", choices=ROUNDINGS, initial=CentRounding.HALF_UP.value
    )
    smallest_check = number("Smallest check drawn, in dollars", initial="0")
    form = forms.ChoiceField(
        label="Paid in", choices=FORMS_OF_REDEMPTION, initial=FORMS_OF_REDEMPTION[0][0], required=False
    )
    market_price = number("For common: price of a share", required=False, least=Decimal("0.0000000001"))
    shares_available = number("For common: authorised and unissued", required=False)
    consideration = forms.CharField(label="The other consideration", required=False, max_length=300)

    def policy(self) -> PaymentPolicy:
        """The policy of payments the fields say."""
        return PaymentPolicy(CentRounding(self.cleaned_data["rounding"]), self.cleaned_data["smallest_check"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            self.paid_in = consideration_of(cleaned)
        except BadInput as error:
            self.add_error(error.path, error.message)
        return cleaned


class ExchangeQuestion(QuestionForm):
    portion = number(
        "Portion of each holder’s Rights",
        least=Decimal("0.0000000001"),
        max_value=1,
        initial="1",
        help_text="1 is all of them.",
    )
    ratio = number("Common for each Right", least=Decimal("0.0000000001"))
    market_price = number("Market price of the common", least=Decimal("0.0000000001"))
    shares_available = number("Common authorised and unissued")
    has_substitute = forms.BooleanField(label="The Board has resolved a substitute", required=False)

    def exchange_terms(self) -> ExchangeTerms:
        """The terms of the exchange the fields say."""
        return ExchangeTerms(**self.cleaned_data)


class FlipInQuestion(QuestionForm):
    market_price = number("Market price of a Unit", least=Decimal("0.0000000001"))
    available = number(
        "Units there are for all",
        required=False,
        help_text="Empty: enough. Fewer than needed shows the shortage (section 11(a)(iii)).",
    )
