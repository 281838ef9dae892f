"""Hypothetical facts and figures: they become the objects of a scenario file, and are read as such."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from ledger.pages.fields import DayField, NewYorkInstantField, PercentField
from ledger.rules.provisions import Provision
from ledger.rules.wire import KINDS, write_fields
from ledger.selectors.provided import DEFERRALS


@dataclass(frozen=True, kw_only=True)
class Supposition:
    """One kind of event on the form: its fields and what a scenario calls them; `needed` are those it cannot lack."""

    type: str
    title: str
    fields: dict[str, str]  # form field -> key of the event
    needed: tuple[str, ...]


def _moment(label: str, **kwargs: Any) -> NewYorkInstantField:
    return NewYorkInstantField(label=label, required=False, help_text=kwargs.pop("help_text", ""), **kwargs)


def _percent(label: str) -> PercentField:
    return PercentField(label=label, required=False)


SUPPOSITIONS = (
    Supposition(
        type="acquiring_person_announced",
        title="It is announced that a person holds a percentage",
        fields={"announced_at": "at", "announced_pct": "pct"},
        needed=("announced_at", "announced_pct"),
    ),
    Supposition(
        type="adverse_person_declared",
        title="The Board declares an Adverse Person",
        fields={"declared_at": "declared_at", "declared_pct": "pct", "declared_announced_at": "announced_at"},
        needed=("declared_at", "declared_pct"),
    ),
    Supposition(
        type="tender_offer",
        title="A tender or exchange offer",
        fields={
            "offer_pct": "would_own_pct",
            "offer_intent_at": "intent_at",
            "offer_commenced_at": "commenced_at",
            "offer_all_shares": "all_shares",
            "offer_permitted_at": "board_permitted_at",
            "offer_withdrawn_at": "withdrawn_at",
        },
        needed=("offer_pct",),
    ),
    Supposition(
        type="became_acquiring_person",
        title="A person becomes an Acquiring Person, announced or not",
        fields={"became_at": "at"},
        needed=("became_at",),
    ),
    Supposition(
        type="board_extension",
        title="The Board defers a prong",
        fields={"extension_prong": "prong", "extension_at": "at", "extension_to": "to"},
        needed=("extension_prong", "extension_at"),
    ),
    Supposition(
        type="continuing_directors_lost_majority",
        title="Continuing Directors lose the majority",
        fields={"lost_at": "at"},
        needed=("lost_at",),
    ),
    Supposition(
        type="flip_over_transaction_completed",
        title="A merger, combination or sale closes",
        fields={
            "closing_at": "at",
            "closing_transaction": "transaction",
            "closing_pct": "pct",
            "closing_survives": "company_survives",
        },
        needed=("closing_at", "closing_transaction"),
    ),
    Supposition(
        type="merger_agreement_signed",
        title="A merger agreement is signed",
        fields={"signed_at": "at"},
        needed=("signed_at",),
    ),
    Supposition(
        type="redeemed",
        title="The Rights are redeemed",
        fields={"redeemed_at": "at"},
        needed=("redeemed_at",),
    ),
)


class WhatIfForm(forms.Form):
    """One of each kind of event at most, of those that the plan's terms provide for (`has`: whether they provide for
    one); several of one kind go through a pasted case.
    """

    with_recorded = forms.BooleanField(label="Together with the facts on record", required=False)
    announced_at = _moment("Announced at")
    announced_pct = _percent("Percentage held")
    declared_at = _moment("Declared at")
    declared_pct = _percent("Percentage held")
    declared_announced_at = _moment("Publicly announced at")
    offer_pct = _percent("Percentage it would own")
    offer_intent_at = _moment("Intent announced at")
    offer_commenced_at = _moment("Commenced at")
    offer_all_shares = forms.BooleanField(label="For all outstanding shares", required=False)
    offer_permitted_at = _moment("Found a Permitted Offer at")
    offer_withdrawn_at = _moment("Withdrawn at")
    became_at = _moment("At")
    extension_prong = forms.ChoiceField(
        label="Prong", required=False, choices=[("", "—"), ("i", "Prong (i)"), ("ii", "Prong (ii)")]
    )
    extension_at = _moment("Adopted at", help_text="5:00 p.m. sharp on the day is late.")
    extension_to = DayField(
        label="Fixed to",
        required=False,
        help_text="Empty: until the Board fixes a date.",
    )
    lost_at = _moment("At")
    closing_at = _moment("Closed at")
    closing_transaction = forms.ChoiceField(
        label="What it was",
        required=False,
        choices=[
            ("", "—"),
            ("merger", "Merger"),
            ("combination", "Combination"),
            ("asset_sale", "Sale of assets or earning power"),
        ],
    )
    closing_pct = _percent("Percentage of the assets sold")
    closing_survives = forms.BooleanField(label="The company survives", required=False)
    signed_at = _moment("At")
    redeemed_at = _moment("Effective at")

    def __init__(self, *args: Any, has: Callable[[Provision], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prongs = [("i", "Prong (i)"), ("ii", "Prong (ii)")]
        offered = [(prong, label) for prong, label in prongs if has(DEFERRALS[prong])]
        self.fields["extension_prong"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]
        lacking = {"board_extension"} if not offered else set()
        lacking |= {kind for kind, of in KINDS.items() if of.provision and not has(of.provision)}
        barred = set() if has("permitted_offer") else {"offer_permitted_at"}
        self.suppositions = [
            replace(each, fields={name: key for name, key in each.fields.items() if name not in barred})
            for each in SUPPOSITIONS
            if each.type not in lacking
        ]
        asked = {"with_recorded"}.union(*(each.fields for each in self.suppositions))
        for name in set(self.fields) - asked:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for supposition in self.suppositions:
            if any(cleaned.get(name) for name in supposition.fields):
                for name in supposition.needed:
                    if not cleaned.get(name) and name not in self.errors:
                        self.add_error(name, "Needed for this event.")
        if cleaned.get("offer_pct") and not (
            cleaned.get("offer_intent_at") or cleaned.get("offer_commenced_at")
        ):
            self.add_error("offer_commenced_at", "Say when it commenced, or when the intent was announced.")
        return cleaned

    def events(self) -> list[dict[str, Any]]:
        """What was supposed, as the objects of a scenario file, in the order of the form."""
        return [
            {"type": supposition.type, **self._told(supposition)}
            for supposition in self.suppositions
            if any(self.cleaned_data.get(name) for name in supposition.fields)
        ]

    def _told(self, supposition: Supposition) -> dict[str, Any]:
        values = {key: self.cleaned_data[name] for name, key in supposition.fields.items()}
        return write_fields(KINDS[supposition.type], values)

    def supposed(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """What was supposed in words: (title, (label, value) of each field that was filled)."""
        return [
            (
                supposition.title,
                [
                    (str(self.fields[name].label), self.cleaned_data[name])
                    for name in supposition.fields
                    if self.cleaned_data.get(name)
                ],
            )
            for supposition in self.suppositions
            if any(self.cleaned_data.get(name) for name in supposition.fields)
        ]


class CaseForm(forms.Form):
    """A scenario pasted in: one case or a list, as `manage.py simulate` reads it."""

    case = forms.CharField(
        label="The case, as JSON",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "mono"}),
        help_text="One case or a list of cases with terms and events, or with calculations.",
        strip=False,
    )
