"""The page of a rehearsal, beside What if: a story in, an answer to each step out, and nothing is left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ledger.pages.base import PlanPage
from ledger.permissions import may_rehearse, who_rehearses
from ledger.rules.facts import BadInput
from rightsadmin.common import formatting
from rightsadmin.common.htmx import finish
from rightsadmin.common.shells import Action
from rightsadmin.rehearsal.comparing import agrees
from rightsadmin.rehearsal.forms import EXAMPLE, RehearsalForm
from rightsadmin.rehearsal.reading import Case, Step, read_cases
from rightsadmin.rehearsal.story import rehearse

MOST_CASES, MOST_STEPS = 5, 100


class Rehearsal(PlanPage):
    """A story carried through the services that the pages call, in a scratch place: for training and for counsel."""

    section = "rehearsal"
    template_name = "rehearsal/page.html"

    def may_enter(self) -> bool:
        return may_rehearse(self.actor)

    def no_entry(self) -> str:
        return who_rehearses(self.actor) if self.actor.roles else super().no_entry()

    def title(self) -> str:
        return "Rehearsal"

    def lead(self) -> str:
        return "A story told in steps, carried through the real acts with invented hands."

    def actions(self) -> list[Action]:
        return [Action(label="What if", url=self.url("whatif"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(RehearsalForm(initial={"story": EXAMPLE}), [])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carries the story, which may be too long for an address; it changes nothing."""
        form = RehearsalForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, [], status=422)
        try:
            cases = _cases(form.cleaned_data["story"], form.cleaned_data["base"])
            told = [_told(case, rehearse(case)) for case in cases]
        except BadInput as error:
            form.add_error("story", str(error))
            return self._show(form, [], status=422)
        return self._show(RehearsalForm(initial=form.cleaned_data), told)

    def _show(self, form: RehearsalForm, told: list[dict[str, Any]], *, status: int = 200) -> HttpResponse:
        context = {"form": form, "told": told, **self.page_context()}
        return finish(self.request, render(self.request, self.template_name, context, status=status))


def _cases(story: str, base: str) -> list[Case]:
    cases = read_cases(story, base=base)
    steps = sum(len(case.steps) for case in cases)
    if len(cases) > MOST_CASES or steps > MOST_STEPS:
        raise BadInput(
            "",
            f"at most {MOST_CASES} cases and {MOST_STEPS} steps at once; manage.py rehearse has no such limit",
        )
    return cases


def _told(case: Case, answered: dict[str, Any]) -> dict[str, Any]:
    rows = [_row(step, answer) for step, answer in zip(case.steps, answered["steps"], strict=True)]
    return {
        "name": case.name,
        "why": case.why,
        "rows": rows,
        "expecting": sum(row["mark"] != "" for row in rows),
        "otherwise": sum(row["mark"] == "otherwise" for row in rows),
    }


def _row(step: Step, answer: dict[str, Any]) -> dict[str, Any]:
    refused = answer.get("refused", "") if answer.get("ok") is False else ""
    return {
        "number": step.number,
        "at": formatting.instant(step.at),
        "what": formatting.label(step.verb or step.question),
        "asks": not step.verb,
        "fields": [
            (formatting.label(name), formatting.recorded(value)) for name, value in step.fields.items()
        ],
        "refused": formatting.label(refused),
        "sentence": answer.get("sentence", "") if refused else "",
        "citation": answer.get("citation", "") if refused else "",
        "effective_on": answer.get("effective_on", ""),
        "answer": [] if step.verb or refused else _told_of(answer),
        "mark": ""
        if not step.has_expectation
        else "agrees"
        if agrees(step.expected, answer)
        else "otherwise",
        "expected": _told_of(step.expected) if step.has_expectation else [],
    }


def _told_of(answer: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Each part of an answer by its name, in lines: a part that has parts of its own has one for each."""
    return [
        (
            formatting.label(name),
            [f"{formatting.label(key)}: {formatting.recorded(part)}" for key, part in value.items()]
            if isinstance(value, dict)
            else [formatting.recorded(value)],
        )
        for name, value in answer.items()
    ]
