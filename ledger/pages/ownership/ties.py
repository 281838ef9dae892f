"""Recording who acts together, and when they no longer do."""

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.models import PersonTie
from ledger.pages.fields import PAPER_FIELDS
from ledger.pages.ownership.findings import OfPersonsForm
from ledger.pages.ownership.forms import TieEndForm, TieForm
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.selectors import ownership
from ledger.services import events, ties
from rightsadmin.common.shells import FieldGroup


class TieRecord(OfPersonsForm):
    """Proposes that two persons count as one group."""

    act = Act.PERSON_TIE
    form_class = TieForm
    submit_label = "Propose the tie"
    groups = (
        FieldGroup(title="Who acts together", fields=("one", "other", "since", "until", "basis")),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Record who acts together"

    def perform(self, form: forms.Form) -> str:
        told, plan = form.cleaned_data, self.plan()
        with transaction.atomic():
            ties.propose(
                plan=plan,
                one=events.record_person(plan=plan, name=told["one"], actor=self.actor),
                other=events.record_person(plan=plan, name=told["other"], actor=self.actor),
                since=told["since"],
                until=told["until"],
                basis=told["basis"],
                document=paper_of(told, plan=plan, actor=self.actor),
                actor=self.actor,
            )
        return "The tie waits for a second person."


class TieEnd(OfPersonsForm):
    """Proposes that a tie ended, or never was."""

    act = Act.PERSON_TIE
    form_class = TieEndForm
    submit_label = "Propose its end"
    groups = (
        FieldGroup(title="The end", fields=("until", "basis")),
        FieldGroup(title="The paper it rests on", fields=PAPER_FIELDS),
    )

    def _tie(self) -> PersonTie:
        return get_object_or_404(ownership.ties_on_record(self.plan()), pk=self.number("pk"))

    def title(self) -> str:
        return "End a tie"

    def lead(self) -> str:
        return str(self._tie())

    def perform(self, form: forms.Form) -> str:
        told, tie = form.cleaned_data, self._tie()
        with transaction.atomic():
            ties.propose(
                plan=self.plan(),
                one=tie.one,
                other=tie.other,
                since=tie.since,
                until=told["until"],
                basis=told["basis"],
                document=paper_of(told, plan=self.plan(), actor=self.actor),
                replaces=tie,
                actor=self.actor,
            )
        return "The end of the tie waits for a second person."
