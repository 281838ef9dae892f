"""The amendments that a plan had before it came here, from a file, for a second person."""

from django import forms

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.plans.forms import PastForm
from ledger.services import history
from rightsadmin.common.shells import FieldGroup, FormShell


class LoadPast(PlanPage, FormShell):
    """Proposes the amendments of a plan's past."""

    section = "plan"
    act = Act.HISTORY
    form_class = PastForm
    submit_label = "Propose to a second person"
    groups = (
        FieldGroup(
            title="The file",
            help="JSON as docs/plan-files.md describes it: every amendment in the order of its day. It is checked "
            "whole; nothing is recorded before a second person approves it in words.",
            fields=("file", "legal_basis"),
        ),
    )

    def title(self) -> str:
        return "Amendments of the past"

    def lead(self) -> str:
        return (
            "For a plan that was amended before it came here. What was known before stays answerable: these terms are "
            "known from their approval, and in force from their own days."
        )

    def perform(self, form: forms.Form) -> str:
        approval = history.propose(
            plan=self.plan(),
            content=form.cleaned_data["file"].read(),
            legal_basis=form.cleaned_data["legal_basis"],
            actor=self.actor,
        )
        return f"{approval.subject}: waits for a second person."

    def success_url(self) -> str:
        return self.url("plan")
