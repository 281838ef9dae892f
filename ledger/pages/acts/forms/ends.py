"""What a redemption, an exchange and a Flip-In are asked with."""

from decimal import Decimal

from django import forms

from ledger.pages.acts.forms.question import QuestionForm, number
from ledger.rules.payments import CentRounding, PaymentPolicy
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

    def policy(self) -> PaymentPolicy:
        """The policy of payments the fields say."""
        return PaymentPolicy(CentRounding(self.cleaned_data["rounding"]), self.cleaned_data["smallest_check"])


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
