"""One form for each kind of fact; `data_of_event()` gives its fields as they are stored."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.enums import EventKind
from ledger.pages.fields import LONGEST_MEMO, FigureField, NewYorkInstantField, PaperForm, PercentField
from ledger.rules.wire import KINDS, FactKind, write_fields

LONGEST_NAME = 200


class FactForm(PaperForm):
    """What every fact has: when it happened, whom it concerns, the paper that shows it."""

    occurred_at = NewYorkInstantField(label="Happened at")
    person = forms.CharField(label="Person or group", max_length=LONGEST_NAME, required=False)
    memo = forms.CharField(label="Note", max_length=LONGEST_MEMO, required=False)
    of_kind: FactKind
    facts: tuple[str, ...] = ()  # the fields of this kind, but for the instant at which it happened

    def data_of_event(self) -> dict[str, Any]:
        """The fields of the fact as it is stored; those left empty are left out."""
        happened = {self.of_kind.at: self.cleaned_data["occurred_at"]}
        told = {name: value for name, value in self.cleaned_data.items() if name != "person"}
        return write_fields(self.of_kind, told | happened)


class PercentageForm(FactForm):
    pct = PercentField(
        label="Percentage announced", help_text="Of the common then outstanding, exactly as announced."
    )
    schedule = forms.ChoiceField(
        label="Filed on",
        choices=[("", "Not on a Schedule"), ("13D", "Schedule 13D"), ("13G", "Schedule 13G (passive)")],
        required=False,
    )


class TenderOfferForm(FactForm):
    would_own_pct = PercentField(label="Percentage it would own")
    all_shares = forms.BooleanField(label="For all outstanding shares", required=False)
    intent_at = NewYorkInstantField(label="Intent announced at", required=False)


class ChangedOfferForm(FactForm):
    would_own_pct = PercentField(label="Percentage its maker would own")
    all_shares = forms.BooleanField(label="For all outstanding shares", required=False)


class NamedEventForm(FactForm):
    name = forms.CharField(
        label="What happened",
        max_length=100,
        help_text="In the words of the term that waits for it, such as “annual_meeting”.",
    )


class FlipOverForm(FactForm):
    transaction = forms.ChoiceField(
        label="Transaction",
        choices=[
            ("merger", "Merger"),
            ("combination", "Consolidation or other combination"),
            ("asset_sale", "Sale or transfer of assets or earning power"),
        ],
    )
    company_survives = forms.BooleanField(label="The company is the surviving corporation", required=False)
    common_exchanged = forms.BooleanField(
        label="Common is converted or exchanged, all or in part", required=False, initial=True
    )
    pct = PercentField(label="Percentage of the assets", required=False, help_text="Of a sale.")
    earning_power_pct = PercentField(
        label="Percentage of the earning power", required=False, help_text="Of a sale."
    )
    is_of_series = forms.BooleanField(label="One of a series with the earlier sales", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = cleaned.get("pct") is not None or cleaned.get("earning_power_pct") is not None
        if cleaned.get("transaction") == "asset_sale" and not told:
            self.add_error("pct", "A sale is judged by a percentage: of the assets, or of the earning power.")
        return cleaned


class MergerForm(FactForm):
    company_survives = forms.BooleanField(label="The company is the surviving corporation", required=False)
    common_outstanding = forms.BooleanField(
        label="Its common stays outstanding and unchanged", required=False
    )


class SelfDealingForm(FactForm):
    is_listed = forms.NullBooleanField(
        label="On the agreement's list of self-dealing",
        required=False,
        widget=forms.Select(choices=[("", "The list is not at hand"), ("true", "Yes"), ("false", "No")]),
    )


class OutstandingForm(FactForm):
    shares = FigureField(
        label="Shares outstanding",
        min_value=Decimal(1),
        max_digits=28,
        decimal_places=0,
        help_text="As the paper reports them. The control book is changed on its own page, by the issuer's order.",
    )


class InterestForm(FactForm):
    before = PercentField(label="Percentage before")
    after = PercentField(label="Percentage after")


class PriceForm(FactForm):
    of = forms.ChoiceField(
        label="Price of",
        choices=[("common", "One common share"), ("unit", "One Unit"), ("right", "One Right")],
    )
    amount = FigureField(
        label="Price",
        min_value=Decimal("0.0000000001"),
        max_digits=28,
        decimal_places=10,
        help_text="US dollars, exactly as the company certifies it or the market gave it.",
    )


_ASKING: dict[str, type[FactForm]] = {
    EventKind.ACQUIRING_PERSON_ANNOUNCED: PercentageForm,
    EventKind.TENDER_OFFER: TenderOfferForm,
    EventKind.OFFER_AMENDED: ChangedOfferForm,
    EventKind.ACCEPTED_FOR_PAYMENT: ChangedOfferForm,
    EventKind.NAMED_EVENT: NamedEventForm,
    EventKind.FLIP_OVER: FlipOverForm,
    EventKind.MERGER_EFFECTIVE: MergerForm,
    EventKind.SELF_DEALING: SelfDealingForm,
    EventKind.INTEREST_INCREASED: InterestForm,
    EventKind.PRICE_STATED: PriceForm,
    EventKind.OUTSTANDING_REPORTED: OutstandingForm,
}


# Of an offer: a finding of the Board that it is a Permitted Offer is an act, and its withdrawal a fact of its own.
_TOLD_BY_ACTS = ("board_permitted_at", "withdrawn_at")


def _form_of(kind: FactKind) -> type[FactForm]:
    """The form of a kind: its own where it has more fields than its instant; TypeError where that asks for others."""
    base = _ASKING.get(kind.word, FactForm)
    asked = (kind.at, "person", *_TOLD_BY_ACTS)
    facts = tuple(field.name for field in kind.fields if field.name not in asked and not field.is_supposed)
    if set(facts) != set(base.base_fields) - set(FactForm.base_fields):
        raise TypeError(f"The form of {kind.word} must ask for {facts}: see ledger.rules.wire.kinds.")
    asking: dict[str, Any] = {"of_kind": kind, "facts": facts, "__doc__": kind.label}
    if kind.needs_person:
        asking["person"] = forms.CharField(label="Person or group", max_length=LONGEST_NAME)
    return type(base.__name__, (base,), asking)


FORMS: dict[str, type[FactForm]] = {word: _form_of(kind) for word, kind in KINDS.items() if not kind.is_act}


class ReversalForm(PaperForm):
    """Why a fact was wrong, and the paper that shows it."""

    reason = forms.CharField(
        label="Why it was wrong", max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3})
    )
