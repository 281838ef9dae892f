"""The register of written instructions: what came, who signed, whether it may be acted on (section 20)."""

from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.models import AuthorityCheck, InstructionApplication, WrittenInstruction
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.fields import PAPER_FIELDS
from ledger.pages.instructions.forms import (
    ApplicationForm,
    CheckForm,
    InstructionForm,
)
from ledger.pages.instructions.tables import CHECK_TONES, ApplicationTable, InstructionTable
from ledger.pages.papers import paper_fact, paper_of
from ledger.services import instructions
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
)


class InstructionsPage(PlanPage):
    section = "instructions"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Instructions", url=self.url("instructions"))]


class InstructionList(PlanPage, ListShell):
    """Every instruction that came, the refused ones too."""

    section = "instructions"
    table_class = InstructionTable
    default_sort = "-received_at"
    noun = "instruction"
    empty = "No instruction is recorded."

    def title(self) -> str:
        return "Instructions"

    def lead(self) -> str:
        return "What the company ordered in writing, who signed it, and whether the agent may act on it."

    def actions(self) -> list[Action]:
        return [
            *self.action_for(
                Act.INSTRUCTION, "Record an instruction", self.url("instruction-record"), tone="primary"
            ),
            *self.action_for(Act.INSTRUCTION, "Record an incumbency certificate", self.url("incumbency")),
            Action(label="Applications to the company", url=self.url("applications")),
        ]

    def get_queryset(self) -> QuerySet[WrittenInstruction]:
        last = AuthorityCheck.objects.filter(instruction=OuterRef("pk")).order_by("-pk")
        return (
            WrittenInstruction.objects.filter(plan=self.plan())
            .select_related("plan")
            .annotate(outcome=Subquery(last.values("outcome")[:1]))
        )


class InstructionRecord(InstructionsPage, FormShell):
    """Records an instruction and asks at once whether it may be acted on."""

    act = Act.INSTRUCTION
    form_class = InstructionForm
    submit_label = "Record the instruction"
    groups = (
        FieldGroup(title="What came", fields=("kind", "text", "channel", "received_at", "answers")),
        FieldGroup(title="The signature", fields=("signed_on", "signatory", "signer_name", "compared")),
        FieldGroup(title="The paper", fields=PAPER_FIELDS),
    )
    recorded: WrittenInstruction

    def title(self) -> str:
        return "Record an instruction"

    def lead(self) -> str:
        return "It is kept whatever is found; what was refused is acted on by nobody."

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def perform(self, form: Any) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            self.recorded = instructions.record_instruction(
                plan=self.plan(),
                kind=told["kind"],
                text=told["text"],
                channel=told["channel"],
                received_at=told["received_at"],
                signed_on=told["signed_on"],
                signer_name=told["signer_name"],
                signatory=told["signatory"],
                answers=told["answers"],
                comparison=form.comparison(self.actor.name),
                document=paper_of(told, plan=self.plan(), excerpt=told["text"], actor=self.actor),
                actor=self.actor,
            )
        check = self.recorded.checks.get()
        return f"Recorded: {self.recorded}. {check.get_outcome_display()}."

    def success_url(self) -> str:
        return self.url("instruction", self.recorded.pk)


class _OfOneInstruction(InstructionsPage):
    object: WrittenInstruction

    def get_object(self) -> WrittenInstruction:
        return get_object_or_404(
            WrittenInstruction.objects.select_related("document", "signatory", "answers", "plan"),
            plan=self.plan(),
            pk=self.number("pk"),
        )


class InstructionDetail(_OfOneInstruction, DetailShell):
    """One instruction with every asking about its authority."""

    def title(self) -> str:
        return str(self.object)

    def lead(self) -> str:
        return f"Received {formatting.instant(self.object.received_at)}, {self.object.get_channel_display().lower()}"

    @cached_property
    def _last(self) -> AuthorityCheck:
        return self.object.checks.order_by("-pk")[0]

    def status(self) -> tuple[str, str]:
        return self._last.get_outcome_display(), CHECK_TONES[self._last.outcome]

    def actions(self) -> list[Action]:
        if self._last.outcome == AuthorityCheck.Outcome.REFUSED:
            return []
        return self.action_for(
            Act.INSTRUCTION, "Ask again", self.url("instruction-check", self.object.pk), tone="primary"
        )

    def panels(self, tab: str) -> list[Panel]:
        instruction = self.object
        return [
            Panel(
                title="What it instructs",
                template="ledger/instructions/detail.html",
                data={"instruction": instruction, "checks": instruction.checks.order_by("-pk")},
            ),
            FactsPanel(
                title="On file",
                aside=True,
                facts=[
                    Fact(label="Signed by", value=instruction.signer_name, hint=_office(instruction)),
                    Fact(label="Signed on", value=formatting.long_date(instruction.signed_on)),
                    Fact(label="Answers", value=instruction.answers or "—"),
                    paper_fact(self.plan(), "Paper", instruction.document),
                    Fact(label="Recorded", value=formatting.instant(instruction.recorded_at)),
                    Fact(label="By", value=instruction.recorded_by),
                ],
            ),
            history_panel(plan=self.plan(), object_type="writteninstruction", object_id=instruction.pk),
        ]


def _office(instruction: WrittenInstruction) -> str:
    return instruction.signatory.title if instruction.signatory else "not in the register"


class InstructionCheck(_OfOneInstruction, FormShell):
    """Asks again, after a certificate, a specimen or a comparison came."""

    act = Act.INSTRUCTION
    form_class = CheckForm
    submit_label = "Ask again"

    def title(self) -> str:
        return f"Ask again: {self.get_object()}"

    def lead(self) -> str:
        return "The register of signatories is read as it stands now; the days are those of the instruction."

    def perform(self, form: Any) -> str:
        check = instructions.check_again(
            instruction=self.get_object(), comparison=form.comparison(self.actor.name), actor=self.actor
        )
        return f"{check.get_outcome_display()}."

    def success_url(self) -> str:
        return self.url("instruction", self.kwargs["pk"])


class ApplicationList(InstructionsPage, ListShell):
    """What the agent asked the company, and from when it may act unanswered."""

    table_class = ApplicationTable
    default_sort = "-sent_at"
    noun = "application"
    empty = "The agent has not applied for instructions."

    def title(self) -> str:
        return "Applications for instructions"

    def lead(self) -> str:
        return "Section 20: the agent may ask, and act as it said after the day it named if nobody answers."

    def actions(self) -> list[Action]:
        return self.action_for(
            Act.INSTRUCTION, "Record an application", self.url("application-record"), tone="primary"
        )

    def get_queryset(self) -> QuerySet[InstructionApplication]:
        return InstructionApplication.objects.filter(plan=self.plan()).prefetch_related("answered_by")


class ApplicationRecord(InstructionsPage, FormShell):
    """Records an application that was sent."""

    act = Act.INSTRUCTION
    form_class = ApplicationForm
    submit_label = "Record the application"
    groups = (
        FieldGroup(title="The application", fields=("question", "proposed_action", "sent_at", "act_after")),
        FieldGroup(title="The paper", fields=PAPER_FIELDS),
    )

    def title(self) -> str:
        return "Apply for instructions"

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            made = instructions.apply_for_instructions(
                plan=self.plan(),
                question=told["question"],
                proposed_action=told["proposed_action"],
                sent_at=told["sent_at"],
                act_after=told["act_after"],
                document=paper_of(told, plan=self.plan(), excerpt=told["question"], actor=self.actor),
                actor=self.actor,
            )
        return (
            f"Recorded: {made}. Unanswered, the agent may act after {formatting.long_date(made.act_after)}."
        )

    def success_url(self) -> str:
        return self.url("applications")
