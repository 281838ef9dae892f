"""One form for each kind of fact; `data_of_event()` gives the fields of the event in the format of a scenario file."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.enums import EventKind
from ledger.pages.fields import LONGEST_MEMO, DayInput, NewYorkInstantField, PaperForm, PercentField


class FactForm(PaperForm):
    """What every fact has: when it happened, whom it concerns, the paper that shows it."""

    occurred_at = NewYorkInstantField(label="Happened at")
    person = forms.CharField(label="Person or group", max_length=200, required=False)
    memo = forms.CharField(label="Note", max_length=LONGEST_MEMO, required=False)
    facts: tuple[str, ...] = ()  # the fields of this kind, as in a scenario file
    instant_name = "at"  # what a scenario file calls the instant of this kind

    def data_of_event(self) -> dict[str, Any]:
        """The event's fields: instants ISO with their offset, percentages as exact text, empty ones left out."""
        found: dict[str, Any] = {self.instant_name: self.cleaned_data["occurred_at"].isoformat()}
        for name in self.facts:
            value = self.cleaned_data[name]
            if value in (None, ""):
                continue
            if isinstance(value, Decimal):
                value = f"{value.normalize():f}"
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
        return found


class NoteForm(FactForm):
    """A fact that only notes a paper."""

    def data_of_event(self) -> dict[str, Any]:
        return {}


class PercentageForm(FactForm):
    pct = PercentField(
        label="Percentage announced", help_text="Of the common then outstanding, exactly as announced."
    )
    facts = ("pct",)


class AdversePersonForm(FactForm):
    pct = PercentField(label="Percentage it beneficially owns")
    announced_at = NewYorkInstantField(label="Publicly announced at", required=False)
    facts = ("pct", "announced_at")
    instant_name = "declared_at"


class TenderOfferForm(FactForm):
    would_own_pct = PercentField(label="Percentage it would own")
    all_shares = forms.BooleanField(label="For all outstanding shares", required=False)
    intent_at = NewYorkInstantField(label="Intent announced at", required=False)
    board_permitted_at = NewYorkInstantField(label="Found a Permitted Offer at", required=False)
    withdrawn_at = NewYorkInstantField(label="Withdrawn at", required=False)
    facts = ("would_own_pct", "all_shares", "intent_at", "board_permitted_at", "withdrawn_at")
    instant_name = "commenced_at"


class ExtensionForm(FactForm):
    prong = forms.ChoiceField(label="Prong", choices=[("i", "Prong (i)"), ("ii", "Prong (ii)")])
    to = forms.DateField(
        label="Fixed to", required=False, widget=DayInput(), help_text="Empty: until the Board fixes a date."
    )
    facts = ("prong", "to")

    def data_of_event(self) -> dict[str, Any]:
        found = super().data_of_event()
        return {"to": None, **found}


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
    facts = ("kind", "qualifies")


FORMS: dict[str, type[FactForm]] = {
    EventKind.ACQUIRING_PERSON_ANNOUNCED: PercentageForm,
    EventKind.BECAME_ACQUIRING_PERSON: FactForm,
    EventKind.ADVERSE_PERSON_DECLARED: AdversePersonForm,
    EventKind.TENDER_OFFER: TenderOfferForm,
    EventKind.BOARD_EXTENSION: ExtensionForm,
    EventKind.CONTINUING_DIRECTORS_LOST: FactForm,
    EventKind.FLIP_OVER: FlipOverForm,
    EventKind.MERGER_AGREEMENT: FactForm,
    EventKind.OFFICER_CERTIFICATE: NoteForm,
    EventKind.DISTRIBUTION_NOTICE: NoteForm,
    EventKind.OUTSTANDING_REPORTED: NoteForm,
    EventKind.SUSPENSION_BEGAN: NoteForm,
    EventKind.SUSPENSION_ENDED: NoteForm,
}


class ReversalForm(PaperForm):
    """Why a fact was wrong, and the paper that shows it."""

    reason = forms.CharField(
        label="Why it was wrong", max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3})
    )
