"""Certificate runs: begun, watched, proved."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from certificates.enums import RunKind, RunStatus
from certificates.models import Notice, Presentation, ProofReport, Run, RunChunk
from certificates.pages.runs.dispatch import next_step
from certificates.pages.runs.forms import BeginForm
from certificates.pages.runs.tables import ChunkTable, ExceptionTable, RunTable
from certificates.selectors import run_progress
from certificates.services import runs
from ledger.enums import Act
from ledger.pages.base import PlanPage, history_panel
from ledger.permissions import may_propose
from rightsadmin.common import formatting
from rightsadmin.common.actor import Actor
from rightsadmin.common.htmx import wants_partial
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FormShell,
    ListShell,
    Panel,
    TablePanel,
)

EXCEPTIONS_SHOWN = 50


class RunList(PlanPage, ListShell):
    """The runs of a plan."""

    section = "runs"
    table_class = RunTable
    default_sort = "-created_at"
    noun = "run"
    empty = "No certificates have been pressed for this plan."

    def title(self) -> str:
        return "Certificate runs"

    def lead(self) -> str:
        return (
            "Numbers are allotted under the plan’s lock, pages are pressed in chunks, "
            "and every page is read back before release."
        )

    def actions(self) -> list[Action]:
        return self.action_for(
            Act.RUN, "Begin a run", reverse("certificates:run-begin", args=[self.plan().slug]), tone="primary"
        )

    def get_queryset(self) -> QuerySet[Run]:
        return Run.objects.filter(plan=self.plan()).exclude(kind=RunKind.NOTICE).select_related("plan")


class RunBegin(PlanPage, FormShell):
    """Begins a run."""

    section = "runs"
    act = Act.RUN
    form_class = BeginForm
    submit_label = "Begin the run"
    begun: Run

    def title(self) -> str:
        return "Begin a run"

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label="Certificate runs", url=reverse("certificates:runs", args=[self.plan().slug])),
        ]

    def perform(self, form: forms.Form) -> str:
        self.begun = runs.create_run(plan=self.plan(), kind=form.cleaned_data["kind"], actor=self.actor)
        return f"{self.begun} is at the press."

    def success_url(self) -> str:
        return reverse("certificates:run", args=[self.plan().slug, self.begun.pk])


def buttons_of(run: Run, actor: Actor) -> list[dict[str, str]]:
    """What this user may do with the run now: verb, label and tone of each button."""
    if not may_propose(actor, Act.RUN):
        return []
    offered = {
        RunStatus.PRESSING: [("pause", "Pause", ""), ("cancel", "Cancel the run", "danger")],
        RunStatus.PAUSED: [("resume", "Resume", "primary"), ("cancel", "Cancel the run", "danger")],
        RunStatus.FAILED: [("retry", "Retry what failed", "primary"), ("cancel", "Cancel the run", "danger")],
    }
    return [
        {"name": name, "label": label, "tone": tone}
        for name, label, tone in offered.get(RunStatus(run.status), [])
    ]


class RunDetail(PlanPage, DetailShell):
    """One run: progress, chunks with their files, exceptions, proof, and the buttons that steer it."""

    section = "runs"
    template_name = "certificates/runs/detail.html"
    object: Run

    def get_object(self) -> Run:
        return get_object_or_404(
            Run.objects.select_related("plan", "template_version", "separation", "approval"),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        notice = Notice.objects.filter(run__plan=self.plan(), run_id=self.number("pk")).only("pk").first()
        if notice:  # the letters of a notice are watched on its own page
            return HttpResponseRedirect(reverse("certificates:notice", args=[self.plan().slug, notice.pk]))
        if wants_partial(request):
            progress = run_progress.progress(self.get_object())
            return render(request, "certificates/runs/progress.html", self._live(progress))
        return super().get(request, *args, **kwargs)

    def _live(self, progress: run_progress.Progress) -> dict[str, Any]:
        run = progress.run
        return {
            "progress": progress,
            "chunk_table": ChunkTable(run_progress.chunks_to_watch(run)),
            "steps": _steps(run),
            "buttons": buttons_of(run, self.actor),
            "plan": self.plan(),
            "run": run,
            "noun": "certificates",
        }

    def title(self) -> str:
        return str(self.object)

    def lead(self) -> str:
        return f"Begun by {self.object.created_by}, {formatting.instant(self.object.created_at)}"

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label="Certificate runs", url=reverse("certificates:runs", args=[self.plan().slug])),
        ]

    def actions(self) -> list[Action]:
        """The release, once proved; and what may leave the house."""
        run, slug = self.object, self.plan().slug
        if not may_propose(self.actor, Act.RUN):
            return []
        if run.status == RunStatus.PROVED and run.kind == RunKind.LIVE:
            url = reverse("certificates:run-steer", args=[slug, run.pk, "release"])
            return self.action_for(Act.RELEASE, "Propose the release", url, tone="primary", method="post")
        if run.status == RunStatus.AWAITING_RELEASE and run.approval_id:
            return [
                Action(
                    label="The approval",
                    url=reverse("ledger:approval", args=[run.approval_id]),
                    tone="primary",
                )
            ]
        if run.status == RunStatus.RELEASED:
            names = {
                "package": "Package for the mail house",
                "manifest": "Manifest (CSV)",
                "totals": "Totals page",
            }
            taken = [
                Action(label=label, url=reverse("certificates:run-take", args=[slug, run.pk, what]))
                for what, label in names.items()
            ]
            return [*taken, *next_step(run)]
        return []

    def panels(self, tab: str) -> list[Panel]:
        run = self.object
        exceptions = run_progress.exceptions_of(run)[:EXCEPTIONS_SHOWN]
        proof = ProofReport.objects.filter(run=run).first()
        panels: list[Panel] = []
        if proof:
            panels.append(
                Panel(title="Proof", template="certificates/runs/proof.html", data={"proof": proof})
            )
        return [
            *panels,
            TablePanel(
                title="Exceptions",
                note="No certificate until the account is put right: open it and correct its registration or its "
                "address, or lift its hold. The next run prints it.",
                table=ExceptionTable(exceptions),
                empty="None.",
            ),
            FactsPanel(
                title="On every face",
                aside=True,
                facts=[
                    Fact(
                        label="Template",
                        value=str(run.template_version),
                        hint=formatting.short_digest(run.template_version.sha256),
                    ),
                    Fact(
                        label="Terms",
                        value=formatting.short_digest(run.face_sha256),
                        hint="SHA-256 of the frozen terms",
                    ),
                    self._origin(run),
                    Fact(label="Chunk size", value=formatting.quantity(run.chunk_size)),
                ],
            ),
            history_panel(plan=self.plan(), object_type="run", object_id=run.pk),
        ]

    def _origin(self, run: Run) -> Fact:
        """What the run answers: a separation, or a presentation with its ticket."""
        item = Presentation.objects.filter(run=run).first() if run.kind == RunKind.PRESENTATION else None
        if item is None and run.approval:
            return Fact(label="Follows", value=run.approval.subject)
        if item is None:
            return Fact(label="Separation", value=run.separation or "—")
        url = reverse("certificates:presentation", args=[self.plan().slug, item.number])
        return Fact(label="Presentation", value=item.ticket, url=url, hint=item.get_kind_display())

    def page_context(self) -> dict[str, Any]:
        return super().page_context() | self._live(run_progress.progress(self.object))


class ChunkList(PlanPage, ListShell):
    """Every chunk of a run with its print file."""

    section = "runs"
    table_class = ChunkTable
    default_sort = "seq"
    noun = "chunk"
    empty = "The run has no chunks."

    @cached_property
    def _run(self) -> Run:
        return get_object_or_404(Run, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return f"Chunks of run {self._run.pk}"

    def lead(self) -> str:
        return "One print file for each, in postal order."

    def crumbs(self) -> list[Crumb]:
        slug = self.plan().slug
        return [
            *super().crumbs(),
            Crumb(label="Certificate runs", url=reverse("certificates:runs", args=[slug])),
            Crumb(label=str(self._run), url=reverse("certificates:run", args=[slug, self._run.pk])),
        ]

    def get_queryset(self) -> QuerySet[RunChunk]:
        return run_progress.chunks_of(self._run)


def _steps(run: Run) -> list[dict[str, Any]]:
    order = [RunStatus.PRESSING, RunStatus.PROVING, RunStatus.AWAITING_RELEASE, RunStatus.RELEASED]
    stands = {RunStatus.PAUSED: 0, RunStatus.FAILED: 0, RunStatus.PROVED: 2, RunStatus.CANCELLED: -1}
    status = RunStatus(run.status)
    here = order.index(status) if status in order else stands[status]
    finished = status == RunStatus.RELEASED
    words = ("Pressing", "Reading back", "Release by a second person", "Released")
    return [
        {"words": word, "done": index < here or finished, "current": index == here and not finished}
        for index, word in enumerate(words)
    ]
