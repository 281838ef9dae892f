"""What is taken away from a run: the package, the manifest, the totals, one print file."""

from typing import Any

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import PrintFile, Run
from certificates.services import taking
from ledger.enums import Act
from ledger.pages.base import PlanPage
from rightsadmin.common import ranges


class _Taken(PlanPage):
    """Something that leaves the house: a refusal leads back to the run with its sentence."""

    act = Act.RUN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        run = get_object_or_404(
            Run.objects.select_related("plan", "separation"), plan=self.plan(), pk=self.number("pk")
        )
        try:
            return self.take(run)
        except self.refusals as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("certificates:run", args=[self.plan().slug, run.pk]))

    def take(self, run: Run) -> HttpResponseBase:
        """The file, as a download."""
        raise NotImplementedError


def _attached(content: Any, kind: str, name: str) -> HttpResponseBase:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    if isinstance(content, bytes):
        return HttpResponse(content, content_type=kind, headers=disposition)
    return StreamingHttpResponse(content, content_type=kind, headers=disposition)


class RunTake(_Taken):
    """Package, manifest or totals page of a run."""

    def take(self, run: Run) -> HttpResponseBase:
        what = self.kwargs["what"]
        if what == "package":
            return _attached(
                taking.package(run=run, actor=self.actor), "application/zip", f"run-{run.pk}.zip"
            )
        if what == "manifest":
            return _attached(
                taking.manifest(run=run, actor=self.actor),
                "text/csv; charset=utf-8",
                f"run-{run.pk}-manifest.csv",
            )
        return _attached(
            taking.totals_page(run=run, actor=self.actor), "application/pdf", f"run-{run.pk}-totals.pdf"
        )


class PrintFileTake(_Taken):
    """One print file, or the part of it that an interrupted download still lacks."""

    def take(self, run: Run) -> HttpResponseBase:
        found = get_object_or_404(
            PrintFile.objects.select_related("run__plan"), pk=self.number("file"), run=run
        )
        etag = ranges.etag_of(found.sha256)
        try:
            part = ranges.asked_part(self.request, size=found.size, etag=etag)
        except ranges.NotSatisfiable:
            return ranges.not_satisfiable(found.size)
        content = taking.print_file(print_file=found, actor=self.actor, part=part is not None)
        name = f"{found.first_number}-to-{found.last_number}.pdf"
        return ranges.file_response(
            content, part, size=found.size, etag=etag, kind="application/pdf", name=name
        )
