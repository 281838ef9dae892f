"""Taking a person out of the definition of an Acquiring Person: exempted, waived, inadvertent, fallen below, untrue."""

from typing import Any

from django import forms
from django.db import transaction

from ledger.enums import Act
from ledger.pages.fields import LONGEST_MEMO, NewYorkInstantField, PaperForm
from ledger.pages.ownership.findings import OfPersonsForm
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.services import events, releases
from rightsadmin.common.shells import FieldGroup


class ReleaseForm(PaperForm):
    """Whom, why, and from which instant."""

    person = forms.CharField(label="Person or group", max_length=200)
    why = forms.ChoiceField(label="What was decided", choices=list(releases.LABELS.items()))
    at = NewYorkInstantField(
        label="Decided at", help_text="The instant of the Board’s act: a clock stops then."
    )
    reason = forms.CharField(
        label="Why, and where the paper says so",
        max_length=LONGEST_MEMO,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Release(OfPersonsForm):
    """Proposes to take a person out of the definition; the clock stops, the Trigger Case closes without effect."""

    act = Act.EXEMPTION
    form_class = ReleaseForm
    submit_label = "Propose it"
    groups = (
        FieldGroup(
            title="The act",
            help="No true fact is called untrue by it: what was announced stays on record, and sets nothing off.",
            fields=("person", "why", "at", "reason"),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Take a person out of the definition"

    def form_options(self) -> dict[str, Any]:
        return {**super().form_options(), "initial": {"person": self.request.GET.get("person", "")}}

    def perform(self, form: forms.Form) -> str:
        told, plan = form.cleaned_data, self.plan()
        with transaction.atomic():
            releases.propose(
                plan=plan,
                person=events.record_person(plan=plan, name=told["person"], actor=self.actor),
                why=told["why"],
                at=told["at"],
                document=paper_of(told, plan=plan, actor=self.actor),
                reason=told["reason"],
                actor=self.actor,
            )
        return "The act waits for a second person."
