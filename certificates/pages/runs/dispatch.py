"""A released run is countersigned by the Rights Agent and mailed: the two steps before its certificates count."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.enums import CertificateState
from certificates.models import Certificate, Run
from certificates.pages.runs.forms import CountersignForm, MailForm
from certificates.services import lifecycle
from ledger.enums import Act
from ledger.pages.base import PlanPage
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Crumb, FormShell

STEPS = {
    CertificateState.PRINTED: ("run-countersign", "Record the countersignature"),
    CertificateState.COUNTERSIGNED: ("run-mail", "Record the mailing"),
}


def next_step(run: Run) -> list[Action]:
    """What its released certificates wait for: the countersignature, the mailing, or nothing more."""
    for state, (name, label) in STEPS.items():
        if Certificate.objects.filter(plan=run.plan_id, state=state, run=run).exists():
            url = reverse(f"certificates:{name}", args=[run.plan.slug, run.pk])
            return [Action(label=label, url=url, tone="primary")]
    return []


class _AfterRelease(PlanPage, FormShell):
    section = "runs"
    act = Act.RUN

    def run_of_page(self) -> Run:
        return get_object_or_404(Run.objects.select_related("plan"), plan=self.plan(), pk=self.number("pk"))

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=f"Run {self.kwargs['pk']}", url=self.success_url())]

    def success_url(self) -> str:
        return reverse("certificates:run", args=[self.plan().slug, self.number("pk")])


class RunCountersign(_AfterRelease):
    """Records that the Rights Agent countersigned."""

    form_class = CountersignForm
    submit_label = "Record the countersignature"

    def title(self) -> str:
        return f"Countersign run {self.kwargs['pk']}"

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def perform(self, form: forms.Form) -> str:
        signatory = form.cleaned_data["signatory"]
        moved = lifecycle.countersign_run(run=self.run_of_page(), signatory=signatory, actor=self.actor)
        return f"{formatting.plural(moved, 'certificate')} countersigned by {signatory.name}."


class RunMail(_AfterRelease):
    """Records that the certificates went out."""

    form_class = MailForm
    submit_label = "Record the mailing"

    def title(self) -> str:
        return f"Mail run {self.kwargs['pk']}"

    def perform(self, form: forms.Form) -> str:
        moved = lifecycle.mail_run(
            run=self.run_of_page(), reason=form.cleaned_data["reason"], actor=self.actor
        )
        return f"{formatting.plural(moved, 'certificate')} mailed."
