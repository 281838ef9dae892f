"""The forms of a draft's parts: its names, its paper, its people and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify

from ledger.enums import Basis
from ledger.pages.fields import DayInput
from ledger.pages.terms.form import TermsForm
from ledger.pages.terms.lines import Line, lines, told
from ledger.plan_files.declared import PARTS
from ledger.plan_files.presets import presets

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPERS = {
    "rights agreement": "Rights Agreement",
    "form 8-K": "Form 8-K",
    "form 8-A": "Form 8-A",
    "summary of rights": "Summary of Rights",
    "circular": "Circular to holders",
    "other": "Another paper",
}
PART_TITLES = {
    "directors": ("Directors", "Those in office at the adoption, and who left since."),
    "signatories": ("Who signs", "Officers of the company, and of the Rights Agent."),
    "resolutions": (
        "Resolutions",
        "That which adopted the plan: without it the plan stays a draft in the ledger.",
    ),
    "control_book": ("Control book", "The shares at the Record Date, as the company certified them."),
}


class BeginForm(forms.Form):
    """A plan's names, and the family it belongs to."""

    name = forms.CharField(label="Name of the plan", max_length=120, help_text="Mostly the company’s name.")
    slug = forms.CharField(
        label="Short name",
        max_length=50,
        required=False,
        help_text="In addresses, as plain-corp-2026; made of the name where it is left empty. It never changes.",
    )
    preset = forms.ChoiceField(
        label="It is like",
        required=False,
        widget=forms.RadioSelect,
        help_text="The usual values are filled in; each still wants the sentence that says so.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        families = [(row.code, f"{row.title}. {row.says}") for row in presets().values()]
        self.fields["preset"].choices = [*families, ("", "None of these: nothing is filled in")]  # type: ignore[attr-defined]
        self.fields["preset"].initial = ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        typed["slug"] = slugify(typed.get("slug") or typed.get("name", ""))[:50]
        if typed.get("name") and not typed["slug"]:
            self.add_error("slug", "Write a short name of letters and digits.")
        return typed


class OfVersionForm(forms.Form):
    """A form of a draft that somebody opened at that version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NamesForm(OfVersionForm):
    """What the plan is called, what its terms rest on, and whether it is a replay."""

    name = forms.CharField(label="Name of the plan", max_length=120, required=False)
    slug = forms.CharField(label="Short name", max_length=50, required=False, help_text="In addresses.")
    basis = forms.ChoiceField(
        label="The terms rest on",
        choices=[
            (Basis.AGREEMENT.value, "the Rights Agreement"),
            (Basis.SEED.value, "the Form 8-K or another summary"),
        ],
    )
    pinned_on = forms.CharField(
        label="Replay from",
        required=False,
        max_length=20,
        widget=DayInput(),
        help_text="For a plan of the past, to train or to reconstruct; leave it empty for a live plan.",
    )


class SectionForm(OfVersionForm, TermsForm):
    """The terms of a section."""


class PaperOfPlanForm(OfVersionForm):
    """The paper that the terms cite."""

    title = forms.CharField(label="Title of the paper", max_length=200, required=False)
    kind = forms.ChoiceField(label="Kind of paper", choices=list(PAPERS.items()))
    dated_on = forms.CharField(label="Dated", required=False, max_length=20, widget=DayInput())
    file = forms.FileField(
        label="The paper",
        required=False,
        help_text="Text, HTML, or PDF with its own text. It replaces what stands.",
    )
    text = forms.CharField(
        label="Or its text", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = (kwargs.get("initial") or {}).get("kind")
        if kind and kind not in PAPERS:
            self.fields["kind"].choices = [(kind, kind), *PAPERS.items()]  # type: ignore[attr-defined]


class PeopleForm(OfVersionForm):
    """Directors, signatories, resolutions and the control book, a line for each row."""

    def __init__(self, *args: Any, data_of: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._data, self._lines = data_of, dict[str, list[Line]]()
        for part, shape in PARTS.items():
            self._lines[part] = lines(shape, part, "", data_of.get(part))
            for line in self._lines[part]:
                self.fields.update(line.fields)

    def rows(self, part: str) -> list[dict[str, Any]]:
        """The rows that were typed of a part; what no field asks for stays with its row."""
        asked = {each.name for each in PARTS[part].parts}
        stated = self._data.get(part) or []
        found = []
        for index in range(len(self._lines[part])):
            row = told(PARTS[part].row, f"{part}.{index}", self.cleaned_data)
            if row:
                before = stated[index] if index < len(stated) and isinstance(stated[index], dict) else {}
                found.append({name: value for name, value in before.items() if name not in asked} | row)
        return found

    def parts(self) -> list[dict[str, Any]]:
        """The parts as the page draws them."""
        return [
            {
                "title": PART_TITLES[part][0],
                "help": PART_TITLES[part][1],
                "lines": [[self[name] for name in line.fields] for line in self._lines[part]],
            }
            for part in PARTS
        ]
