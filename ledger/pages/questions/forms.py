"""The confirmation that closes an open question."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ledger import terms
from ledger.models import DataQualityIssue
from ledger.pages.fields import DayInput
from ledger.rules.facts import BadInput
from ledger.services.questions import BASES, TermReading
from ledger.terms.groups import MomentShape, WindowShape
from ledger.terms.shapes import Choice, Day, Number, Percent, Text

LONGEST_TEXT = 5000
LONGEST_VALUE = 2000


class ResolveForm(forms.Form):
    """The paper, what it says, and the reading of each term the question is about.

    A reading is chosen among the candidates on file or written as the term's value; left empty, the term stays.
    """

    basis = forms.ChoiceField(label="Kind of paper")
    title = forms.CharField(label="Title of the paper", max_length=200)
    dated_on = forms.DateField(label="Dated", widget=DayInput(), help_text="The date the paper bears.")
    effective_on = forms.DateField(
        label="In force from", widget=DayInput(), help_text="The legal date the reading applies from."
    )
    file = forms.FileField(
        label="The paper itself", required=False, help_text="Counsel’s confirmation is kept with its opinion."
    )
    text = forms.CharField(
        label="What the paper confirms", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, issue: DataQualityIssue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issue = issue
        self.fields["basis"].choices = [  # type: ignore[attr-defined]
            (basis.value, basis.label) for basis in BASES if basis in issue.closed_by
        ]
        for key in issue.term_keys:
            kind = terms.REGISTRY[key]
            self.fields[self._name(key)] = _field(kind)

    @staticmethod
    def _name(key: str) -> str:
        return f"term_{key}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for key in self.issue.term_keys:
            name = self._name(key)
            typed = cleaned.get(name, "").strip()
            if not typed:
                continue
            try:
                value = read_value(typed, terms.REGISTRY[key])
                terms.checked(key, value, terms.REGISTRY[key].label)
            except BadInput as error:
                self.add_error(name, ValidationError(str(error)))
            else:
                cleaned[name] = value
        return cleaned

    def readings(self) -> tuple[TermReading, ...]:
        """The terms that were given a value; each cites what the paper confirms."""
        return tuple(
            TermReading(key=key, value=self.cleaned_data[self._name(key)], citation=self.cleaned_data["text"])
            for key in self.issue.term_keys
            if self.cleaned_data.get(self._name(key)) not in ("", None)
        )


def _field(kind: terms.TermKind) -> forms.Field:
    """The field of one reading: a choice where the term has choices, else its value as text."""
    label = f"{kind.label}, as confirmed"
    if type(kind.shape) is Choice:
        choices = [("", "As it stands"), *kind.shape.meanings.items()]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    return forms.CharField(label=label, required=False, max_length=LONGEST_VALUE, help_text=kind.help)


def read_value(typed: str, kind: terms.TermKind) -> Any:
    """What was typed as the JSON value of the term: numbers of days and objects as JSON, all else as text."""
    if isinstance(kind.shape, Text | Day | Number | Percent) or type(kind.shape) is Choice:
        return typed
    if isinstance(kind.shape, MomentShape | WindowShape) and not typed.startswith("{"):
        return typed
    try:
        return json.loads(typed)
    except ValueError:
        raise BadInput(kind.label, f"{typed!r} is not written as JSON") from None
