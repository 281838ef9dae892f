"""Recording a finding of beneficial ownership, and withdrawing one."""

from typing import Any

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404

from ledger.enums import Act, Owned
from ledger.models import BeneficialFinding, HolderAccount
from ledger.pages.base import PlanPage
from ledger.pages.ownership.forms import FindingForm, ReasonForm
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.selectors import ownership as selector
from ledger.services import events, ownership
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell

FINDING = ("person", "kind", "account", "share_class", "quantity", "as_of", "group", "reason")


class OfPersonsForm(PlanPage, FormShell):
    """A form that leads back to the persons of the plan."""

    section = "persons"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Persons", url=self.url("persons"))]

    def success_url(self) -> str:
        return self.url("persons")


class FindingPage(PlanPage, FormShell):
    """Proposes what a finding form tells: on the page of the persons, and on that of an account."""

    act = Act.VOID_FINDING
    submit_label = "Propose the finding"

    def title(self) -> str:
        return "Record a finding of beneficial ownership"

    def account_of(self, told: dict[str, Any]) -> HolderAccount | None:
        """The account that the finding is about."""
        account: HolderAccount | None = told["account"]
        return account

    def perform(self, form: forms.Form) -> str:
        told, plan = form.cleaned_data, self.plan()
        with transaction.atomic():
            ownership.propose_finding(
                plan=plan,
                person=events.record_person(plan=plan, name=told["person"], actor=self.actor),
                kind=told.get("kind", Owned.HELD),
                account=self.account_of(told),
                share_class=told.get("share_class", "").strip(),
                quantity=told["quantity"],
                as_of=told["as_of"],
                group=events.record_person(plan=plan, name=told["group"], actor=self.actor)
                if told["group"]
                else None,
                reason=told["reason"],
                document=paper_of(told, plan=plan, actor=self.actor),
                actor=self.actor,
            )
        return "The finding waits for a second person."


class FindingRecord(FindingPage, OfPersonsForm):
    """A finding of any kind; no Trigger Case is needed."""

    form_class = FindingForm
    groups = (
        FieldGroup(
            title="The finding",
            help="A quantity, never an account. Rights of shares held are void after a Flip-In Event.",
            fields=FINDING,
        ),
        PAPER_GROUP,
    )

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}


class FindingWithdraw(OfPersonsForm):
    """Proposes to withdraw a finding that was wrong."""

    act = Act.FINDING_WITHDRAWAL
    form_class = ReasonForm
    submit_label = "Propose to withdraw it"

    def _finding(self) -> BeneficialFinding:
        return get_object_or_404(selector.on_record(self.plan()), pk=self.number("pk"))

    def title(self) -> str:
        return "Withdraw a finding"

    def lead(self) -> str:
        return f"{self._finding()}. It stays on file with the reason; it counts no more."

    def perform(self, form: forms.Form) -> str:
        ownership.propose_withdrawal(
            finding=self._finding(), reason=form.cleaned_data["reason"], actor=self.actor
        )
        return "The withdrawal waits for a second person."
