"""What an act is asked with before anybody orders it, and the papers that propose it."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from django import forms

from ledger import terms
from ledger.enums import EntitlementBasis
from ledger.models import AdjustmentKind, Plan, Resolution
from ledger.models.adjustment import CERTIFIED
from ledger.pages.fields import DayInput, NewYorkInstantField, PaperForm
from ledger.pages.questions.forms import read_value
from ledger.rules.amendments import AmendmentCategory
from ledger.rules.course.existing_holders import Answer
from ledger.rules.facts import BadInput
from ledger.rules.payments import CentRounding, PaymentPolicy
from ledger.rules.wire.steps import MOST_SHARES
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.services.amendments import TermChange
from ledger.services.entitlements import Substitute

EXACT = re.compile(r"\d{1,12}(?:\.\d{1,10})?|\d{1,12}/[1-9]\d{0,9}", re.ASCII)
MOST_CHANGES = 3
LONGEST_VALUE = 2000
LONGEST_CITATION = 2000
ROUNDINGS = (
    (CentRounding.HALF_UP.value, "Half up to the cent"),
    (CentRounding.DOWN.value, "Down to the cent"),
    (CentRounding.UP.value, "Up to the cent"),
)
# The figures each kind of adjustment asks for.
INPUTS = {
    AdjustmentKind.RIGHTS_OFFERING.value: ("new_shares", "offer_price", "market_price"),
    AdjustmentKind.DISTRIBUTION.value: ("fair_value", "market_price"),
    AdjustmentKind.SPLIT.value: ("new", "old"),
    AdjustmentKind.FACTOR.value: ("factor",),
    AdjustmentKind.RELEASE.value: (),
}


def _number(
    label: str, *, required: bool = True, least: Decimal = Decimal(0), **kwargs: Any
) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, min_value=least, max_digits=28, decimal_places=10, **kwargs
    )


class QuestionForm(forms.Form):
    """The base of the questions: what the act would be done with."""

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields in the rows they stand in on the page."""
        return [self.visible_fields()]


class RedemptionQuestion(QuestionForm):
    rounding = forms.ChoiceField(
        label="Each holder’s payment is rounded", choices=ROUNDINGS, initial=CentRounding.HALF_UP.value
    )
    smallest_check = _number("Smallest check drawn, in dollars", initial="0")

    def policy(self) -> PaymentPolicy:
        """The policy of payments the fields say."""
        return PaymentPolicy(CentRounding(self.cleaned_data["rounding"]), self.cleaned_data["smallest_check"])


class ExchangeQuestion(QuestionForm):
    portion = _number(
        "Portion of each holder’s Rights",
        least=Decimal("0.0000000001"),
        max_value=1,
        initial="1",
        help_text="1 is all of them.",
    )
    ratio = _number("Common for each Right", least=Decimal("0.0000000001"))
    market_price = _number("Market price of the common", least=Decimal("0.0000000001"))
    shares_available = _number("Common authorised and unissued")
    has_substitute = forms.BooleanField(label="The Board has resolved a substitute", required=False)

    def exchange_terms(self) -> ExchangeTerms:
        """The terms of the exchange the fields say."""
        return ExchangeTerms(**self.cleaned_data)


class FlipInQuestion(QuestionForm):
    market_price = _number("Market price of a Unit", least=Decimal("0.0000000001"))
    available = _number(
        "Units there are for all",
        required=False,
        help_text="Empty: enough. Fewer than needed shows the shortage (section 11(a)(iii)).",
    )


class AdjustmentQuestion(QuestionForm):
    kind = forms.ChoiceField(
        label="What happened to the common", choices=[(kind.value, kind.label) for kind in CERTIFIED]
    )
    effective_at = NewYorkInstantField(label="Effective at")
    new_shares = _number("New shares offered", required=False)
    offer_price = _number("Offer price", required=False)
    market_price = _number("Market price", required=False)
    fair_value = _number("Fair value a share", required=False)
    new = forms.IntegerField(
        label="Shares after the split",
        required=False,
        min_value=1,
        max_value=MOST_SHARES,
        help_text="3 for 2: three of each two; 1 for 10 combines ten into one.",
    )
    old = forms.IntegerField(
        label="For so many before it", required=False, min_value=1, max_value=MOST_SHARES
    )
    cash_price = _number(
        "Price of a share after it",
        required=False,
        least=Decimal("0.0000000001"),
        help_text="As the company states it: what a fraction of a share is paid at.",
    )
    factor = _number("Factor of the certificate", required=False)

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
        return {name: f"{Decimal(given[name]).normalize():f}" for name in names}


class AmendmentQuestion(QuestionForm):
    """What would change, each with its sentence, and what makes the amendment special (R55, R56)."""

    effective_on = forms.DateField(label="In force from", widget=DayInput())
    category = forms.ChoiceField(
        label="Category",
        required=False,
        choices=[
            ("", "None needed before the Distribution Date"),
            *((c.value, c.value.replace("_", " ").capitalize()) for c in AmendmentCategory),
        ],
    )
    changes_redemption_period = forms.BooleanField(label="It changes the redemption period", required=False)
    counsel_confirmed = forms.BooleanField(label="Counsel has confirmed the category", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", "—"),
            *((key, kind.label) for key, kind in terms.REGISTRY.items()),
        ]
        for number in range(1, MOST_CHANGES + 1):
            self.fields[f"key_{number}"] = forms.ChoiceField(
                label=f"Term {number}", required=False, choices=choices
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label="Becomes",
                required=False,
                max_length=LONGEST_VALUE,
                help_text="Dates as 2008-11-24, money as 20.00; a term of several parts as JSON.",
            )
            self.fields[f"citation_{number}"] = forms.CharField(
                label="The sentence that says so", required=False, max_length=LONGEST_CITATION
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """What is asked of the whole, then one row a term."""
        changes = [
            [self[f"{part}_{number}"] for part in ("key", "value", "citation")]
            for number in range(1, MOST_CHANGES + 1)
        ]
        return [[self[name] for name in self.base_fields], *changes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.changes: list[TermChange] = []
        for number in range(1, MOST_CHANGES + 1):
            key = cleaned.get(f"key_{number}")
            if not key:
                continue
            try:
                value = read_value(cleaned.get(f"value_{number}", ""), terms.REGISTRY[key])
            except BadInput as error:
                self.add_error(f"value_{number}", str(error))
            else:
                self.changes.append(TermChange(key, value, cleaned.get(f"citation_{number}", "")))
        return cleaned


class FractionField(forms.CharField):
    """An exact number, zero or more, as 9.5 or 64/7; cleaned to a Fraction."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        if not EXACT.fullmatch(text):
            raise forms.ValidationError("Write it exactly, as 9.5 or 64/7.")
        return Fraction(text)


class EntitlementQuestion(QuestionForm):
    """What a Right buys since an event or by the Board's resolution (R29, R31, R35)."""

    basis = forms.ChoiceField(label="Since", choices=EntitlementBasis.choices)
    effective_at = NewYorkInstantField(label="Effective at")
    security = forms.CharField(label="The security that a Right buys", max_length=200)
    market_price = _number(
        "Market price of one",
        required=False,
        least=Decimal("0.000001"),
        help_text="As the company certifies it; not for substitutes.",
    )
    price_per_right = FractionField(label="Substitute: price of a Right", required=False)
    per_right = FractionField(label="Substitute: so many for a Right", required=False)
    cash_per_right = FractionField(label="Substitute: cash for a Right", required=False)

    def rows(self) -> list[list[forms.BoundField]]:
        """The event, then what the Board put in place of Units."""
        names = [*self.base_fields]
        return [[self[name] for name in names[:4]], [self[name] for name in names[4:]]]

    def told(self) -> dict[str, Any]:
        """The arguments of the service."""
        data = self.cleaned_data
        mix = [data[name] for name in ("price_per_right", "per_right", "cash_per_right")]
        is_substitute = data["basis"] == EntitlementBasis.SUBSTITUTE
        whole = is_substitute and all(figure is not None for figure in mix)
        return {
            "basis": data["basis"],
            "effective_at": data["effective_at"],
            "security": data["security"],
            "market_price": None if is_substitute else data["market_price"],
            "substitute": Substitute(*mix) if whole else None,
        }


class ByResolutionForm(forms.Form):
    """The resolution on record that ordered the act."""

    resolution = forms.ModelChoiceField(
        label="The resolution that ordered it",
        queryset=Resolution.objects.none(),
        empty_label="Choose the resolution",
    )

    def __init__(self, *args: Any, plan: Plan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Resolution.objects.filter(plan=plan, kind=kind).order_by("-adopted_at")
        self.fields["resolution"].queryset = found  # type: ignore[attr-defined]


class CertificateForm(PaperForm):
    """The company's certificate of adjustment, and when the agent received it (section 12)."""

    received_at = NewYorkInstantField(label="Received by the agent at")


class AmendmentPapersForm(ByResolutionForm):
    """The resolution, the amendment signed by the agent, and the officer's certificate of compliance (section 27)."""

    title = forms.CharField(label="Title of the amendment", max_length=200)
    document = forms.ModelChoiceField(label="The signed amendment", queryset=Resolution.objects.none())
    certificate = forms.ModelChoiceField(
        label="The officer’s certificate of compliance", queryset=Resolution.objects.none()
    )
    existing_holders = forms.CharField(
        label="Persons on record whom it reaches",
        required=False,
        max_length=LONGEST_VALUE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line, as “Holder P: kept” (it may keep what it holds) or “Holder P: caught”.",
    )

    def clean_existing_holders(self) -> dict[str, str]:
        """Each person with its answer; a line without one is named."""
        answers = {}
        for line in filter(None, map(str.strip, self.cleaned_data["existing_holders"].splitlines())):
            name, _, answer = line.rpartition(":")
            if not name.strip() or answer.strip().lower() not in get_args(Answer):
                raise forms.ValidationError(f"“{line}” is not a person, a colon, and caught or kept.")
            answers[name.strip()] = answer.strip().lower()
        return answers

    def __init__(self, *args: Any, plan: Plan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, kind=kind, **kwargs)
        for name in ("document", "certificate"):
            self.fields[name].queryset = plan.documents.order_by("-dated_on", "-pk")  # type: ignore[attr-defined]


class EntitlementPapersForm(PaperForm):
    """The company's certificate of the price, and for substitutes the Board's resolution (R31)."""

    resolution = forms.ModelChoiceField(
        label="The Board’s resolution, for substitutes",
        queryset=Resolution.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, plan: Plan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Resolution.objects.filter(plan=plan, kind=kind).order_by("-adopted_at")
        self.fields["resolution"].queryset = found  # type: ignore[attr-defined]
