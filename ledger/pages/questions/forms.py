"""The confirmation that closes an open question."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ledger.models import DataQualityIssue
from ledger.pages.fields import DayField, PaperDayField
from ledger.pages.terms.form import TermsForm
from ledger.selectors.question_readings import Reading
from ledger.services.questions import BASES, TermReading

LONGEST_TEXT = 5000
TYPED = "typed"


class ResolveForm(TermsForm):
    """The paper, what it says, and how the terms of the question are read: by a reading on file, chosen in words with
    what follows from it, or by what is typed in the fields of a term. A term of which nothing is said stays.
    """

    basis = forms.ChoiceField(label="Kind of paper")
    title = forms.CharField(label="Title of the paper", max_length=200)
    dated_on = PaperDayField(label="Dated", help_text="The date the paper bears.")
    effective_on = DayField(label="In force from", help_text="The legal date the reading applies from.")
    file = forms.FileField(
        label="The paper itself", required=False, help_text="Counsel’s confirmation is kept with its opinion."
    )
    text = forms.CharField(
        label="What the paper confirms", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(
        self,
        *args: Any,
        issue: DataQualityIssue,
        found: tuple[Reading, ...],
        values: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, keys=issue.term_keys, values=values, is_citing=False, **kwargs)
        self._found = found
        self.fields["basis"].choices = [  # type: ignore[attr-defined]
            (basis.value, basis.label) for basis in BASES if basis in issue.closed_by
        ]
        if choices := [(str(at), reading.told) for at, reading in enumerate(found) if reading.key]:
            self.fields["reading"] = forms.ChoiceField(
                label="Which reading it confirms",
                choices=[*choices, (TYPED, "Another: it is told in the fields below.")],
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for key in self.keys:
            if self.is_changed(key):
                self.require_shape(key)
        return cleaned

    def readings(self) -> tuple[TermReading, ...]:
        """The terms that are read; each cites what the paper confirms."""
        values = {key: self.value(key) for key in self.keys if self.is_changed(key)}
        chosen = self.cleaned_data.get("reading", TYPED)
        if chosen != TYPED:
            reading = self._found[int(chosen)]
            values = {reading.key: reading.value} | values
        return tuple(
            TermReading(key=key, value=value, citation=self.cleaned_data["text"])
            for key, value in values.items()
            if value is not None
        )
