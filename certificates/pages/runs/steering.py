"""A run steered: paused, resumed, retried, released, cancelled."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import Run
from certificates.pages.runs.forms import CancelForm
from certificates.selectors import samples
from certificates.services import release, runs
from ledger.enums import Act
from ledger.models import Approval
from ledger.pages.approvals.views import page_of, samples_of
from ledger.pages.base import PlanPage
from rightsadmin.common.shells import (
    ActShell,
    Crumb,
    FormShell,
)

STEERING: dict[str, tuple[Callable[..., Any], str]] = {
    "pause": (runs.pause, "The run is paused; what is at the press just now is finished."),
    "resume": (runs.resume, "The run goes on."),
    "retry": (runs.retry_failed, "What failed is pressed again."),
    "release": (release.propose_release, "The release waits for a second person."),
}


class RunSteer(PlanPage, ActShell):
    """Pauses, resumes or retries a run, or proposes its release; leads back to its page."""

    def act_now(self) -> str:
        run = get_object_or_404(Run, plan=self.plan(), pk=self.number("pk"))
        steer, sentence = STEERING[self.kwargs["verb"]]
        steer(run=run, actor=self.actor)
        return sentence

    def back(self) -> str:
        return reverse("certificates:run", args=[self.plan().slug, self.number("pk")])


class RunCancel(PlanPage, FormShell):
    """Ends a run; what is not pressed never will be."""

    section = "runs"
    act = Act.RUN
    form_class = CancelForm
    submit_label = "Cancel the run"

    def title(self) -> str:
        return f"Cancel run {self.kwargs['pk']}"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=f"Run {self.kwargs['pk']}", url=self.success_url())]

    def perform(self, form: forms.Form) -> str:
        run = get_object_or_404(Run, plan=self.plan(), pk=self.number("pk"))
        runs.cancel(run=run, reason=form.cleaned_data["reason"], actor=self.actor)
        return f"{run} is cancelled; its numbers explain why."

    def success_url(self) -> str:
        return reverse("certificates:run", args=[self.plan().slug, self.number("pk")])


@page_of("run")
def _page_of(approval: Approval) -> tuple[str, str]:
    return "The run", reverse("certificates:run", args=[approval.plan_slug, approval.target_id])


@samples_of("run")
def _samples(approval: Approval) -> list[tuple[str, str, str]]:
    """Five faces to look at before the run is released."""
    return [
        (
            why,
            f"{certificate.text}, {certificate.account.name}, {certificate.quantity:,} Rights",
            reverse("certificates:certificate-picture", args=[approval.plan_slug, certificate.number, 0]),
        )
        for why, certificate in samples.of_run(approval.target_id, approval.digest)
    ]
