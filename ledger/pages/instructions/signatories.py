"""Who may sign for the company: incumbency certificates, and the end of a signatory's power."""

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.models import Signatory
from ledger.pages.fields import PAPER_FIELDS
from ledger.pages.instructions.forms import (
    EndOfficeForm,
    IncumbencyForm,
)
from ledger.pages.instructions.views import InstructionsPage
from ledger.pages.papers import paper_of
from ledger.services import signatories
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    FieldGroup,
    FormShell,
)


class IncumbencyRecord(InstructionsPage, FormShell):
    """Records an incumbency certificate and enters whom it names."""

    act = Act.INSTRUCTION
    form_class = IncumbencyForm
    submit_label = "Record the certificate"
    groups = (
        FieldGroup(
            title="The certificate", fields=("certified_by", "certified_by_title", "from_on", "until_on")
        ),
        FieldGroup(title="Whom it names", fields=("party", "officers", "bears_specimens")),
        FieldGroup(title="The paper", fields=PAPER_FIELDS),
    )

    def title(self) -> str:
        return "Record an incumbency certificate"

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            paper = paper_of(told, plan=self.plan(), actor=self.actor)
            specimen = paper if told["bears_specimens"] else None
            made = signatories.record_incumbency(
                plan=self.plan(),
                document=paper,
                dated_on=told["paper_dated_on"],
                certified_by=told["certified_by"],
                certified_by_title=told["certified_by_title"],
                from_on=told["from_on"],
                until_on=told["until_on"],
                party=told["party"],
                named=[signatories.Named(name, title, specimen) for name, title in told["officers"]],
                actor=self.actor,
            )
        return f"Recorded: {made}."

    def success_url(self) -> str:
        return f"{self.url('plan')}?tab=board"


class OfficeEnd(InstructionsPage, FormShell):
    """Ends the power of a signatory."""

    act = Act.INSTRUCTION
    form_class = EndOfficeForm
    submit_label = "End the power"

    def _signatory(self) -> Signatory:
        return get_object_or_404(Signatory, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return f"End the power of {self._signatory()}"

    def perform(self, form: forms.Form) -> str:
        signatory, told = self._signatory(), form.cleaned_data
        signatories.end_office(
            signatory=signatory, until_on=told["until_on"], reason=told["reason"], actor=self.actor
        )
        return f"The power of {signatory} ends with {formatting.long_date(told['until_on'])}."

    def success_url(self) -> str:
        return f"{self.url('plan')}?tab=board"
