"""Who joined the Board, who left it, and who ceased to be a Continuing Director."""

from typing import Any

from django import forms

from ledger.models import Director, Plan
from ledger.models.board import Taint
from ledger.pages.fields import DayField

LONGEST_NAME = 150
LONGEST_EVIDENCE = 300


class EvidenceForm(forms.Form):
    """The paper that shows a change of the Board."""

    evidence = forms.CharField(
        label="Evidence",
        max_length=LONGEST_EVIDENCE,
        help_text="The paper that shows it: minutes, a report to the Commission, a proxy statement.",
    )


class JoinForm(EvidenceForm):
    """A director who joined, with the approval of the Continuing Directors where there was one (limb (ii))."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME)
    joined_on = DayField(label="In office from")
    approved_on = DayField(
        label="Nomination or election approved on",
        required=False,
        help_text="The Continuing Directors of that day are the electors.",
    )
    approved_by = forms.MultipleChoiceField(
        label="Approved by", required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("name", "joined_on", "approved_on", "approved_by", "evidence")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Director.objects.filter(plan=plan).values_list("name", flat=True)
        self.fields["approved_by"].choices = [(name, name) for name in dict.fromkeys(names)]  # type: ignore[attr-defined]


class DepartureForm(EvidenceForm):
    """The first day out of office."""

    left_on = DayField(label="First day out of office")

    field_order = ("left_on", "evidence")


class TaintForm(EvidenceForm):
    """From when a director is no Continuing Director any more, and why."""

    tainted_on = DayField(label="From")
    taint = forms.ChoiceField(label="He is", choices=Taint.choices)

    field_order = ("tainted_on", "taint", "evidence")


class ClearedForm(EvidenceForm):
    """From when a director is tied to an Acquiring Person no longer."""

    cleared_on = DayField(label="First day without the tie")

    field_order = ("cleared_on", "evidence")
