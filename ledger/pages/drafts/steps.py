"""The pages on which a draft is typed: its names, its paper, its terms section by section, its people and figures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.pages.drafts.base import OfDrafts, OfOneDraft
from ledger.pages.drafts.typed import BeginForm, NamesForm, PaperOfPlanForm, PeopleForm, SectionForm
from ledger.pages.terms.form import field_name
from ledger.pages.terms.offers import TAKE, offers
from ledger.plan_files import editing, papers
from ledger.plan_files.declared import PARTS
from ledger.plan_files.presets import presets
from ledger.selectors import drafts as selector
from ledger.selectors.draft_problems import STEPS
from ledger.services import drafts
from ledger.terms import REGISTRY
from rightsadmin.common.shells import Action, FieldGroup, FormShell

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse, HttpResponseBase

    from ledger.models import PlanDraft


class Begin(OfDrafts, FormShell):
    """Begins a draft with its names and the family it belongs to."""

    act = Act.PLAN_LOAD
    form_class = BeginForm
    submit_label = "Begin"
    groups = (FieldGroup(title="The plan", fields=("name", "slug", "preset")),)
    _begun: PlanDraft

    def title(self) -> str:
        return "Set up a plan"

    def lead(self) -> str:
        return "A draft, saved as often as you like, until a second person who wrote nothing in it approves the whole."

    def actions(self) -> list[Action]:
        return [Action(label="Upload a plan file instead", url=reverse("ledger:draft-upload"))]

    def perform(self, form: forms.Form) -> str:
        typed = form.cleaned_data
        data = editing.blank(name=typed["name"], slug=typed["slug"])
        if family := presets().get(typed["preset"]):
            data = editing.with_values(data, family.terms)
        self._begun = drafts.begin(content=editing.written(data), actor=self.actor)
        return f"{self._begun.name} is begun. Bring its paper next: sentences are picked from it."

    def success_url(self) -> str:
        return reverse("ledger:draft-step", args=[self._begun.pk, "paper"])


class Step(OfOneDraft):
    """One page of a draft."""

    template_name = "ledger/drafts/step.html"
    submit_label = "Save"

    @property
    def name(self) -> str:
        """The page's name in the address."""
        return str(self.kwargs["step"])

    def title(self) -> str:
        return STEPS[self.name]

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the draft says now."""
        return editing.parsed(self.draft.content)

    @cached_property
    def checked(self) -> selector.Checked:
        """What the draft comes to now."""
        return selector.checked(self.draft.content)

    @cached_property
    def paper_text(self) -> str:
        """The text of the paper that the terms cite, "" while there is none."""
        return selector.paper_text(self.data)

    @property
    def is_relative(self) -> bool:
        """Whether its days are counted from today, as those of plans invented for training."""
        return self.data.get("relative_dates") is True

    def initial(self) -> dict[str, Any]:
        """What the fields are filled with."""
        return {}

    def form_options(self) -> dict[str, Any]:
        return {"initial": self.initial() | {"version": self.draft.version}}

    def changed(self, form: Any) -> dict[str, Any]:
        """The draft with what was typed."""
        raise NotImplementedError

    def perform(self, form: forms.Form) -> str:
        if self.is_relative:
            raise RuleViolation(
                "The days of this plan are counted from today: change it in its file, and save that."
            )
        saved = drafts.keep(
            draft_id=self.draft.pk,
            version_seen=form.cleaned_data["version"],
            content=editing.written(self.changed(form)),
            actor=self.actor,
        )
        return f"{STEPS[self.name]}: saved as version {saved.version}."

    def success_url(self) -> str:
        names = list(STEPS)
        after = names[names.index(self.name) + 1 :]
        if "next" not in self.request.POST:
            return self.request.path
        return (
            reverse("ledger:draft-step", args=[self.draft.pk, after[0]]) if after else self.address("draft")
        )

    def extra_context(self) -> dict[str, Any]:
        rows = selector.steps(self.draft.content, self.checked)
        return {
            "draft": self.draft,
            "open_step": self.name,
            "steps": rows,
            "problems": [each for each in self.checked.problems if each.step == self.name and not each.key],
            "sentences": papers.sentences(self.paper_text) if self.name not in {"names", "paper"} else (),
            "is_relative": self.is_relative,
        }


class Names(Step):
    """What the plan is called."""

    form_class = NamesForm

    def initial(self) -> dict[str, Any]:
        return {name: self.data.get(name) for name in ("name", "slug", "pinned_on")} | {
            "basis": selector.inside(self.data, "terms").get("basis")
        }

    def changed(self, form: Any) -> dict[str, Any]:
        typed = form.cleaned_data
        head = {"name": typed["name"], "slug": typed["slug"], "pinned_on": typed["pinned_on"] or None}
        terms = selector.inside(self.data, "terms") | {"basis": typed["basis"]}
        return {**self.data, **head, "terms": terms}


class Paper(Step):
    """The agreement, the Form 8-K or the summary, from which the sentences are picked."""

    form_class = PaperOfPlanForm

    def initial(self) -> dict[str, Any]:
        row = selector.paper_of(self.data)
        return {name: row.get(name) for name in ("title", "kind", "dated_on")} | {"text": row.get("content")}

    def changed(self, form: Any) -> dict[str, Any]:
        typed = form.cleaned_data
        before = selector.paper_of(self.data)
        content = (
            papers.text_of(typed["file"].read()) if typed["file"] else papers.text_of(typed["text"].encode())
        )
        row = {
            **before,
            "id": before.get("id") or editing.PAPER,
            "title": typed["title"],
            "kind": typed["kind"],
            "dated_on": typed["dated_on"] or None,
        }
        if content.strip():
            row = {name: value for name, value in row.items() if name != "text"} | {"content": content}
        others = [each for each in editing.rows_of(self.data, "documents") if each.get("id") != row["id"]]
        terms = selector.inside(self.data, "terms") | {"document": row["id"]}
        return {**editing.with_rows(self.data, "documents", [row, *others]), "terms": terms}


class Section(Step):
    """The terms of one section."""

    form_class = SectionForm
    template_name = "ledger/drafts/section.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code = request.POST.get(TAKE)
        return self._taken(code) if code else super().post(request, *args, **kwargs)

    def _taken(self, code: str) -> HttpResponse:
        """The page as it was typed, with the figure that was taken in its fields; nothing is saved."""
        typed = self.request.POST.copy()
        key = code.rpartition("~")[0]
        offered = offers(REGISTRY[key], self.paper_text) if key in self.keys else []
        if offer := next((each for each in offered if each.code == code), None):
            name = field_name(key)
            for field, value in zip(offer.target.fields, offer.figure.value, strict=False):
                typed[f"{name}{field}"] = value
            if not typed.get(f"{name}.cite"):
                typed[f"{name}.cite"] = papers.picked(self.paper_text, str(offer.sentence))
        return self._show(self.form_class(typed, **self.form_options()))

    @cached_property
    def keys(self) -> list[str]:
        """The terms of the section; Http404 where there is none of that name."""
        found = [kind.key for kind in REGISTRY.values() if kind.section == self.name]
        if not found:
            raise Http404
        return found

    def title(self) -> str:
        return STEPS[self.name] if self.keys else ""

    @cached_property
    def _stated(self) -> dict[str, dict[str, Any]]:
        return editing.stated(self.data)

    def form_options(self) -> dict[str, Any]:
        return {
            "initial": {"version": self.draft.version},
            "keys": self.keys,
            "values": {key: row.get("value") for key, row in self._stated.items()},
            "citations": {key: str(row.get("citation") or "") for key, row in self._stated.items()},
            "text": self.paper_text,
        }

    def changed(self, form: SectionForm) -> dict[str, Any]:
        return editing.with_terms(
            self.data, {key: (form.value(key), form.citation(key)) for key in self.keys}
        )

    def extra_context(self) -> dict[str, Any]:
        wrong: dict[str, list[str]] = {}
        for each in self.checked.problems:
            if each.key:
                wrong.setdefault(each.key, []).append(each.sentence)
        return super().extra_context() | {"blocks": self.form.blocks(wrong)}


class People(Step):
    """Directors, signatories, resolutions and the control book."""

    form_class = PeopleForm
    template_name = "ledger/drafts/people.html"

    def form_options(self) -> dict[str, Any]:
        rows = {part: editing.rows_of(self.data, part) for part in PARTS}
        return super().form_options() | {"data_of": rows}

    def extra_context(self) -> dict[str, Any]:
        return super().extra_context() | {"parts": self.form.parts()}

    def changed(self, form: PeopleForm) -> dict[str, Any]:
        data, paper = self.data, selector.inside(self.data, "terms").get("document") or editing.PAPER
        for part in PARTS:
            rows = form.rows(part)
            if part in {"resolutions", "control_book"}:
                rows = [{"document": paper, **row} for row in rows]
            if part == "control_book":
                rows = [
                    row | {"citation": papers.picked(self.paper_text, str(row.get("citation") or ""))}
                    for row in rows
                ]
            data = editing.with_rows(data, part, rows)
        return data


def step(request: HttpRequest, pk: int, step: str) -> HttpResponseBase:
    """The page of a part of the draft, by its name in the address."""
    page = {"names": Names, "paper": Paper, "people": People}.get(step, Section)
    return page.as_view()(request, pk=pk, step=step)
