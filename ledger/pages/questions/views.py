"""The data-quality register: what is unclear, what it holds, and its closing by counsel and a second person."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ledger.enums import Act, Basis, IssueStatus
from ledger.models import DataQualityIssue
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.papers import paper, paper_fact
from ledger.pages.questions.filters import QuestionFilter
from ledger.pages.questions.forms import ResolveForm
from ledger.pages.questions.tables import ISSUE_TONES, QuestionTable
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.rules.questions import closers_words
from ledger.selectors import plan_day
from ledger.selectors.question_readings import Reading, readings, released
from ledger.selectors.questions import as_filed, holds_in_words
from ledger.selectors.terms import terms_as_of
from ledger.services import questions
from ledger.terms import REGISTRY
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


class QuestionList(PlanPage, ListShell):
    """The register."""

    section = "questions"
    table_class = QuestionTable
    filterset_class = QuestionFilter
    default_sort = "code"
    noun = "question"

    def title(self) -> str:
        return "Open questions"

    def lead(self) -> str:
        return (
            "Where the papers contradict themselves. Nothing is corrected in silence: each stays "
            "open until counsel or the Board closes it."
        )

    def get_queryset(self) -> QuerySet[DataQualityIssue]:
        return DataQualityIssue.objects.filter(plan=self.plan()).select_related("plan")


class _OfOneQuestion(PlanPage):
    section = "questions"
    object: DataQualityIssue

    def get_object(self) -> DataQualityIssue:
        return self._issue

    @cached_property
    def _issue(self) -> DataQualityIssue:
        return get_object_or_404(
            DataQualityIssue.objects.select_related("plan", "resolution_document", "approval"),
            plan=self.plan(),
            code=self.kwargs["code"],
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Open questions", url=self.url("questions"))]


class QuestionDetail(_OfOneQuestion, DetailShell):
    """One question: the inconsistency, the readings with their evidence, what it holds, how it was closed."""

    def title(self) -> str:
        return f"{self.object.code} {self.object.title}"

    def status(self) -> tuple[str, str]:
        return self.object.get_status_display(), ISSUE_TONES[IssueStatus(self.object.status)]

    def actions(self) -> list[Action]:
        if self.object.status != IssueStatus.OPEN:
            return []
        return self.action_for(
            Act.QUALITY,
            "Record a confirmation",
            self.url("question-resolve", self.object.code),
            tone="primary",
        )

    def panels(self, tab: str) -> list[Panel]:
        issue = self.object
        return [
            Panel(
                title="What is unclear",
                template="ledger/questions/detail.html",
                data={"issue": issue, "readings": readings(issue)},
            ),
            *self._closing(),
            FactsPanel(
                title="Standing",
                aside=True,
                facts=[
                    Fact(label="Severity", value=issue.get_severity_display()),
                    Fact(label="Holds", value=holds_in_words(issue)),
                    Fact(label="Closed on", value=closers_words(issue.closed_by)),
                    *self._as_filed(),
                    Fact(
                        label="Terms", value="; ".join(REGISTRY[key].label for key in issue.term_keys) or "—"
                    ),
                    Fact(label="Opened", value=formatting.instant(issue.opened_at)),
                ],
            ),
            history_panel(plan=self.plan(), object_type="dataqualityissue", object_id=issue.pk),
        ]

    def _as_filed(self) -> list[Fact]:
        """The Purchase Price in the paper's own words, beside the readings of what it is the price of."""
        literal = as_filed(self.plan(), self.object)
        return [Fact(label="As filed", value=f"“{literal}”")] if literal else []

    def _closing(self) -> list[Panel]:
        issue = self.object
        if issue.status != IssueStatus.RESOLVED or issue.approval is None:
            return []
        return [
            FactsPanel(
                title="How it was closed",
                facts=[
                    Fact(label="Confirmation", value=issue.resolution_text),
                    paper_fact(self.plan(), "Paper", issue.resolution_document),
                    Fact(label="Proposed by", value=issue.approval.proposed_by_name),
                    Fact(label="Second person", value=issue.approval.decided_by_name),
                    Fact(label="Closed", value=formatting.instant(issue.resolved_at)),
                ],
            )
        ]


class QuestionResolve(_OfOneQuestion, FormShell):
    """Records the paper that closes a question, and proposes the closing to a second person."""

    act = Act.QUALITY
    form_class = ResolveForm
    submit_label = "Propose to a second person"
    aside_template = "ledger/questions/aside.html"

    def title(self) -> str:
        return f"Close {self.kwargs['code']}"

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label=self.kwargs["code"], url=self.url("question", self.kwargs["code"])),
        ]

    template_name = "ledger/questions/resolve.html"

    @cached_property
    def _readings(self) -> tuple[Reading, ...]:
        return readings(self.get_object())

    def form_options(self) -> dict[str, Any]:
        issue, plan = self.get_object(), self.plan()
        in_force = terms_as_of(plan, max(plan_day.today(plan), plan.agreement_date))
        values = {key: in_force[key].value for key in issue.term_keys if key in in_force}
        return {"issue": issue, "found": self._readings, "values": values}

    def extra_context(self) -> dict[str, Any]:
        issue = self.get_object()
        return {
            "issue": issue,
            "readings": self._readings,
            "released": released(issue),
            "blocks": self.form.blocks(),
            "is_told_below": not any(each.key for each in self._readings),
        }

    @property
    def groups(self) -> Sequence[FieldGroup]:  # type: ignore[override]  # a reading is asked where one is on file
        """The paper, and what it confirms: a reading on file where there is one."""
        return (
            FieldGroup(
                title="The paper",
                help="What may close this question is listed; counsel’s confirmation is given by counsel.",
                fields=("basis", "title", "dated_on", "effective_on", "file"),
            ),
            FieldGroup(
                title="What it confirms",
                fields=("reading", "text") if "reading" in self.form.fields else ("text",),
            ),
        )

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        issue = self.get_object()
        with transaction.atomic():  # the paper and the proposal, or neither
            document = paper(
                data["file"],
                plan=self.plan(),
                title=data["title"],
                kind=COUNSELS_PAPER if data["basis"] == Basis.COUNSEL else data["basis"],
                dated_on=data["dated_on"],
                excerpt=data["text"],
                actor=self.actor,
            )
            questions.propose_resolution(
                issue=issue,
                text=data["text"],
                document=document,
                basis=data["basis"],
                effective_on=data["effective_on"],
                readings=form.readings(),
                actor=self.actor,
            )
        return f"{issue.code} waits for a second person."

    def success_url(self) -> str:
        return self.url("question", self.kwargs["code"])
