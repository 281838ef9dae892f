"""The page of one act: the question in the address, what would happen, and the proposal posted from it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ledger.enums import Act
from ledger.pages import doors
from ledger.pages.acts.acts import ACTS, PreviewedAct
from ledger.pages.acts.forms import QuestionForm
from ledger.pages.acts.looks import Look
from ledger.pages.base import PlanPage
from ledger.pages.findings import rests_on
from ledger.permissions import MATRIX, may_propose, who_may
from ledger.selectors import plan_day, questions, standing
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Tab

# The question of the plan's standing that says until when the Board has the power of the act.
_POWERS: dict[str, str] = {
    Act.REDEMPTION: "redeemable",
    Act.EXCHANGE: "exchangeable",
    Act.AMENDMENT: "amendable",
}


class Previews(PlanPage):
    """What would happen if the Board did it now. Looking changes nothing; proposing is asked again by the service."""

    section = "previews"
    template_name = "ledger/acts/page.html"

    @property
    def previewed(self) -> PreviewedAct:
        """The act of the address."""
        name = self.kwargs.get("name", next(iter(ACTS)))
        if name not in ACTS:
            raise Http404
        return ACTS[name]

    def title(self) -> str:
        return "Acts of the Board"

    def lead(self) -> str:
        day = formatting.long_date(plan_day.today(self.plan()))
        return f"What would happen if the Board {self.previewed.sentence} now, {day}."

    def actions(self) -> list[Action]:
        found = self.action_for("resolution", "Record a resolution", self.url("resolution-kinds"))
        if self.previewed.act == Act.EXCHANGE:
            found += self.action_for(Act.DELIVERY, "Shares in trust", self.url("trust"))
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act, plan = self.previewed, self.plan()
        # An act that asks nothing is shown at once; so is one whose question is already in the address.
        is_asked = "ask" in request.GET or not act.question.base_fields
        question = act.question_form(plan, request.GET if is_asked else None)
        return self._show(question, act.papers_form(plan, question))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Proposes the act with the question that is on the page."""
        act, plan = self.previewed, self.plan()
        question = act.question_form(plan, request.POST)
        papers = act.papers_form(plan, question, request.POST, request.FILES)
        if act.propose is None:
            raise Http404
        if not question.is_valid() or (papers is not None and not papers.is_valid()):
            return self._show(question, papers)
        try:
            approval = act.propose(plan, question, papers, self.actor)
        except self.refusals as refusal:
            (papers or question).add_error(None, self.words_of(refusal))
            return self._show(question, papers)
        messages.success(request, f"Proposed: {approval.subject}. It waits for a second person.")
        return HttpResponseRedirect(reverse("ledger:approval", args=[approval.pk]))

    def _look(self, question: QuestionForm) -> Look | None:
        """What would happen; None where the question has no answer, which the form then says."""
        if not question.is_bound or question.is_asking or not question.is_valid():
            return None
        try:
            return self.previewed.look(self.plan(), question)
        except self.refusals as refusal:
            question.add_error(None, self.words_of(refusal))
            return None

    def _against(self, look: Look) -> list[dict[str, Any]]:
        """The findings, each with the way to the act it asks for."""
        asked = questions.known(self.plan(), [row["finding"].rule for row in look.against])
        return [
            row
            | {
                "rests_on": rests_on(self.plan(), row["finding"].rule, asked),
                "said": doors.with_way_on(
                    row["finding"].sentence, row["finding"].next_act, plan=self.plan(), actor=self.actor
                ),
            }
            for row in look.against
        ]

    def _until(self) -> str:
        """Until when the Board has this power, as the plan's standing says; "" of an act that is of no such power."""
        question = _POWERS.get(self.previewed.act)
        return standing.of(self.plan()).answer(question).sentence if question else ""

    def _show(self, question: QuestionForm, papers: forms.Form | None) -> HttpResponse:
        act = self.previewed
        look = self._look(question)
        told = [] if question.is_asking else [question, papers]
        errors = [form for form in told if form is not None and form.is_bound and form.errors]
        context = {
            "tabs": [Tab(name=name, label=each.label) for name, each in ACTS.items()],
            "open_tab": self.kwargs.get("name", next(iter(ACTS))),
            "question": question,
            "form": errors[0] if errors else question,
            "papers": papers,
            "look": look,
            "against": self._against(look) if look else [],
            "until": self._until() if look and not look.against else "",
            "carries": bool(act.act) and may_propose(self.actor, act.act),
            "approvers": sorted(MATRIX[act.act].approve) if act.act else [],
            "who_may": who_may(self.actor, act.act) if act.act else "",
            "is_proposed": act.propose is not None,  # a template would call the function itself
        }
        return render(
            self.request, self.template_name, context | self.page_context(), status=422 if errors else 200
        )
