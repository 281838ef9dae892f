"""One form for each kind of fact; `data_of_event()` gives its fields as they are stored."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.enums import EventKind
from ledger.pages.fields import LONGEST_MEMO, NewYorkInstantField, PaperForm, PercentField
from ledger.rules.wire import KINDS, FactKind, write_fields


class FactForm(PaperForm):
    """What every fact has: when it happened, whom it concerns, the paper that shows it."""

    occurred_at = NewYorkInstantField(label="Happened at")
    person = forms.CharField(label="Person or group", max_length=200, required=False)
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
    kind = forms.ChoiceField(
        label="Transaction",
        choices=[
            ("merger", "Merger or combination, company not the survivor"),
            ("exchange", "Common converted or exchanged"),
            ("sale", "Sale of assets or earning power"),
        ],
    )
    qualifies = forms.BooleanField(label="It fits a limb of the Flip-Over Event", required=False)


class PriceForm(FactForm):
    of = forms.ChoiceField(
        label="Price of",
        choices=[("common", "One common share"), ("unit", "One Unit"), ("right", "One Right")],
    )
    amount = forms.DecimalField(
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
    EventKind.PRICE_STATED: PriceForm,
}


# Of an offer: a finding of the Board that it is a Permitted Offer is an act, and its withdrawal a fact of its own.
_TOLD_BY_ACTS = ("board_permitted_at", "withdrawn_at")


def _form_of(kind: FactKind) -> type[FactForm]:
    """The form of a kind: its own where it has more fields than its instant; TypeError where that asks for others."""
    base = _ASKING.get(kind.word, FactForm)
    asked = (kind.at, "person", *_TOLD_BY_ACTS)
    facts = tuple(field.name for field in kind.fields if field.name not in asked)
    if set(facts) != set(base.base_fields) - set(FactForm.base_fields):
        raise TypeError(f"The form of {kind.word} must ask for {facts}: see ledger.rules.wire.kinds.")
    return type(base.__name__, (base,), {"of_kind": kind, "facts": facts, "__doc__": kind.label})


FORMS: dict[str, type[FactForm]] = {word: _form_of(kind) for word, kind in KINDS.items() if not kind.is_act}


class ReversalForm(PaperForm):
    """Why a fact was wrong, and the paper that shows it."""

    reason = forms.CharField(
        label="Why it was wrong", max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3})
    )
