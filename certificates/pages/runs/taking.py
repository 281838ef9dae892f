"""What is taken away from a run: the package, the manifest, the totals, one print file."""

from functools import cached_property
from typing import Any

from django.http import (
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import PrintFile, Run
from certificates.services import taking
from ledger.enums import Act
from ledger.pages.base import PlanPage
from rightsadmin.common import ranges
from rightsadmin.common.downloads import CSV, PDF, ZIP, download
from rightsadmin.common.shells import TakeShell


class _Taken(PlanPage, TakeShell):
    """Something that leaves the house: a refusal leads back to the run with its sentence."""

    act = Act.RUN

    @cached_property
    def run(self) -> Run:
        """The run of the address."""
        runs = Run.objects.select_related("plan", "separation")
        return get_object_or_404(runs, plan=self.plan(), pk=self.number("pk"))

    def back(self) -> str:
        return reverse("certificates:run", args=[self.plan().slug, self.run.pk])


class RunTake(_Taken):
    """Package, manifest or totals page of a run."""

    def take(self) -> HttpResponseBase:
        run, what = self.run, self.kwargs["what"]
        if what == "package":
            content: Any = taking.package(run=run, actor=self.actor)
            return download(content, kind=ZIP, name=f"run-{run.pk}.zip")
        if what == "manifest":
            content = taking.manifest(run=run, actor=self.actor)
            return download(content, kind=CSV, name=f"run-{run.pk}-manifest.csv")
        content = taking.totals_page(run=run, actor=self.actor)
        return download(content, kind=PDF, name=f"run-{run.pk}-totals.pdf")


class PrintFileTake(_Taken):
    """One print file, or the part of it that an interrupted download still lacks."""

    def take(self) -> HttpResponseBase:
        found = get_object_or_404(
            PrintFile.objects.select_related("run__plan"), pk=self.number("file"), run=self.run
        )
        etag = ranges.etag_of(found.sha256)
        try:
            part = ranges.asked_part(self.request, size=found.size, etag=etag)
        except ranges.NotSatisfiable:
            return ranges.not_satisfiable(found.size)
        content = taking.print_file(print_file=found, actor=self.actor, part=part)
        name = f"{found.first_number}-to-{found.last_number}.pdf"
        return ranges.file_response(content, part, size=found.size, etag=etag, kind=PDF, name=name)
