"""Setting a plan up: drafts, the check of one, and its proposal to a second person."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse

from ledger.enums import Act
from ledger.models import Approval, PlanDraft
from ledger.pages.approvals.views import page_of
from ledger.pages.base import LedgerPage, history_panel
from ledger.pages.beside import LEAD, beside_panel, rule_page
from ledger.pages.drafts.base import OfDrafts, OfOneDraft
from ledger.pages.drafts.forms import DropForm, FileForm, ProposeForm, SaveForm
from ledger.pages.drafts.tables import DraftTable, standing
from ledger.rules.facts import BadInput
from ledger.selectors import drafts as selector
from ledger.selectors.paper_law import Claim, of_draft
from ledger.selectors.whatif.drafted import if_today
from ledger.services import drafts, taking
from ledger.terms import REGISTRY
from rightsadmin.common import formatting
from rightsadmin.common.downloads import download
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
    TakeShell,
)


class DraftList(LedgerPage, ListShell):
    """Every draft."""

    section = "drafts"
    table_class = DraftTable
    default_sort = "-saved_at"
    noun = "draft"
    empty = "No plan is being set up."

    def title(self) -> str:
        return "New plans"

    def lead(self) -> str:
        return "A plan is drafted by one person, and loaded when another who wrote nothing in it approves the whole."

    def actions(self) -> list[Action]:
        return self.action_for(Act.PLAN_LOAD, "Set up a plan", reverse("ledger:draft-begin"), tone="primary")

    def get_queryset(self) -> QuerySet[PlanDraft]:
        return selector.listed()


class DraftDetail(OfDrafts, DetailShell):
    """One draft: what is wrong, what it leaves unsaid and what waits for that, and the whole in words."""

    def get_object(self) -> PlanDraft:
        return self.draft

    def title(self) -> str:
        return self.draft.name

    def lead(self) -> str:
        return f"Version {self.draft.version}, saved by {self.draft.saved_by_name}."

    def status(self) -> tuple[str, str]:
        return standing(self.draft)

    @cached_property
    def _checked(self) -> selector.Checked:
        return selector.checked(self.draft.content)

    def actions(self) -> list[Action]:
        if self.draft.plan is not None:
            return [
                Action(
                    label="The plan", url=reverse("ledger:plan", args=[self.draft.plan.slug]), tone="primary"
                )
            ]
        taken = [
            Action(label="The paper beside the law", url=self.address("draft-paper")),
            Action(label="Download the file", url=self.address("draft-file")),
        ]
        if self.draft.dropped_at:
            return taken
        offered = (
            self.action_for(Act.PLAN_LOAD, "Propose the plan", self.address("draft-propose"), tone="primary")
            if self._checked.may_be_proposed
            else []
        )
        return [
            *offered,
            *self.action_for(Act.PLAN_LOAD, "Save another file", self.address("draft-save")),
            *taken,
            *self.action_for(Act.PLAN_LOAD, "Drop it", self.address("draft-drop"), tone="danger"),
        ]

    def panels(self, tab: str) -> list[Panel]:
        found = self._checked
        may_write = self.is_written
        panels = [
            Panel(
                title="How far it is",
                note="Each part has its page; save it at any time.",
                template="ledger/drafts/steps.html",
                data={
                    "draft": self.draft,
                    "steps": selector.steps(self.draft.content, found),
                    "may_write": may_write,
                },
                flush=True,
            ),
            Panel(
                title="What is wrong, and what is unsaid",
                note="Saved all the same. What the paper does not say, the plan does not do: see what then waits.",
                template="ledger/drafts/check.html",
                data={
                    "draft": self.draft,
                    "may_write": may_write,
                    "problems": found.problems,
                    "needed": [each for each in found.unsaid if each.is_needed],
                    "unsaid": [each for each in found.unsaid if not each.is_needed],
                },
                flush=True,
            ),
        ]
        panels.insert(1, self._if_today())
        if found.read is not None:
            panels.append(
                Panel(
                    title="The plan in words",
                    note="What a second person reads and approves.",
                    template="ledger/drafts/words.html",
                    data={"words": selector.words(found.read)},
                    flush=True,
                )
            )
        return [*panels, history_panel(plan=None, object_type="plandraft", object_id=self.draft.pk)]

    def _if_today(self) -> Panel:
        """What the terms would do today, or what they lack for it."""
        today = selector.today_of(self.draft.content)
        data: dict[str, Any] = {"rows": (), "lacks": ""}
        try:
            data["rows"] = if_today(selector.values(self.draft.content), today)
        except BadInput as lacking:
            data["lacks"] = lacking.message
        return Panel(
            title="If it happened today",
            note=f"On {formatting.long_date(today)}, 9:00 a.m. in New York, by the terms as drafted.",
            template="ledger/drafts/if_today.html",
            data=data,
            flush=True,
        )


class PaperLaw(OfDrafts, DetailShell):
    """The paper of a draft sentence by sentence, and what the draft takes from each."""

    def get_object(self) -> PlanDraft:
        return self.draft

    def title(self) -> str:
        return f"The paper of {self.draft.name}, beside the law"

    def lead(self) -> str:
        return LEAD

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.draft.name, url=self.address("draft"))]

    def panels(self, tab: str) -> list[Panel]:
        return [beside_panel(of_draft(self.draft), self.request.GET, self._way)]

    def _way(self, claim: Claim) -> str:
        if claim.kind == "rule":
            return rule_page(claim.key)
        if claim.kind != "term" or not self.is_written:
            return ""
        step = reverse("ledger:draft-step", args=[self.draft.pk, REGISTRY[claim.key].section])
        return f"{step}#term.{claim.key}"


class Upload(OfDrafts, FormShell):
    """Begins a draft from a plan file."""

    act = Act.PLAN_LOAD
    form_class = FileForm
    submit_label = "Begin the draft"
    groups = (
        FieldGroup(
            title="The plan file",
            help="It is checked whole and kept as a draft, right or not. Nothing is loaded yet.",
            fields=("file", "text"),
        ),
    )
    _begun: PlanDraft

    def title(self) -> str:
        return "Set up a plan from a plan file"

    def perform(self, form: forms.Form) -> str:
        self._begun = drafts.begin(content=form.cleaned_data["content"], actor=self.actor)
        return f"{self._begun.name} is kept as a draft."

    def success_url(self) -> str:
        return reverse("ledger:draft", args=[self._begun.pk])


class Save(OfOneDraft):
    """Saves another version of the draft."""

    form_class = SaveForm
    submit_label = "Save"
    groups = (FieldGroup(title="The plan file", fields=("file", "text")),)

    def title(self) -> str:
        return f"Version {self.draft.version + 1} of {self.draft.name}"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"text": self.draft.content, "version": self.draft.version}}

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        saved = drafts.keep(
            draft_id=self.draft.pk, version_seen=told["version"], content=told["content"], actor=self.actor
        )
        return f"Saved as version {saved.version}."


class Propose(OfOneDraft):
    """Proposes the plan to a second person."""

    form_class = ProposeForm
    submit_label = "Propose the plan"

    def title(self) -> str:
        return f"Propose {self.draft.name}"

    def lead(self) -> str:
        return "Somebody who wrote nothing in the draft reads it whole, in words, and approves it."

    def perform(self, form: forms.Form) -> str:
        approval = drafts.propose(
            draft_id=self.draft.pk, legal_basis=form.cleaned_data["legal_basis"], actor=self.actor
        )
        return f"{approval.subject} waits for a second person."


class Drop(OfOneDraft):
    """Gives the draft up."""

    form_class = DropForm
    submit_label = "Drop the draft"

    def title(self) -> str:
        return f"Drop {self.draft.name}"

    def perform(self, form: forms.Form) -> str:
        drafts.drop(draft_id=self.draft.pk, reason=form.cleaned_data["reason"], actor=self.actor)
        return "The draft was dropped; it stays on file."


class Download(OfDrafts, TakeShell):
    """The draft as a file."""

    def take(self) -> HttpResponseBase:
        taking.take_file(plan=None, target=self.draft, what="the draft", actor=self.actor)
        name = f"draft-{self.draft.pk}-version-{self.draft.version}.json"
        return download(self.draft.content, kind="application/json", name=name)

    def back(self) -> str:
        return self.address("draft")


@page_of("plandraft")
def _page(approval: Approval) -> tuple[str, str]:
    return "The draft", reverse("ledger:draft", args=[approval.target_id])
