"""Movements of common with its Rights, and the dividend of Rights."""

from typing import Any

from django import forms
from django.db import transaction

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.movements.forms import IssueForm, ReacquisitionForm, TransferForm
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.selectors import plan_day
from ledger.services import shares
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell


class _Movement(PlanPage, FormShell):
    """A movement of common with its Rights."""

    section = "entries"
    act = Act.SHARE_MOVEMENT
    kind = ""  # which movement it is

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Entries", url=self.url("entries"))]

    def lead(self) -> str:
        return "Until the Distribution Date Rights move with, and only with, the common."

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan(), "initial": {"effective_on": plan_day.today(self.plan())}}

    def success_url(self) -> str:
        return self.url("entries")

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        with transaction.atomic():  # the paper and the proposal, or neither
            approval = shares.propose_movement(
                plan=self.plan(),
                kind=self.kind,
                order={name: data[name] for name in self.groups[0].fields},
                document=paper_of(data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return f"{approval.subject}: it waits for a second person."


class TransferPost(_Movement):
    """Proposes a transfer of common."""

    kind = "transfer"
    form_class = TransferForm
    submit_label = "Propose the transfer"
    groups = (
        FieldGroup(
            title="The transfer",
            fields=("giver", "taker", "quantity", "bearing", "void", "effective_on", "traded_on"),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Transfer common"


class IssuePost(_Movement):
    """Proposes an issue of common."""

    kind = "issue"
    form_class = IssueForm
    submit_label = "Propose the issue"
    groups = (
        FieldGroup(title="The issue", fields=("taker", "quantity", "from_treasury", "effective_on")),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Issue common"


class ReacquisitionPost(_Movement):
    """Proposes to post common bought back."""

    kind = "reacquisition"
    form_class = ReacquisitionForm
    submit_label = "Propose the buy-back"
    groups = (
        FieldGroup(
            title="The buy-back",
            fields=("giver", "quantity", "bearing", "void", "to_treasury", "effective_on"),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Reacquire common"


class DividendPropose(PlanPage, FormShell):
    """Proposes the dividend of Rights."""

    section = "entries"
    act = Act.DIVIDEND
    form_class = forms.Form
    submit_label = "Propose the dividend"

    def title(self) -> str:
        return "Post the dividend of Rights"

    def lead(self) -> str:
        return (
            "One posting for every share held at the close of business on the Record Date. The figures are taken from "
            "the ledger and shown to the second person."
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Entries", url=self.url("entries"))]

    def perform(self, form: forms.Form) -> str:
        shares.propose_dividend(plan=self.plan(), actor=self.actor)
        return "The dividend waits for a second person."

    def success_url(self) -> str:
        return self.url("entries")
