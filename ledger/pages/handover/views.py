"""The hand-over of a plan's records to a successor Rights Agent."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.handover.forms import HandoverForm
from ledger.services.handover.exporting import export_plan
from rightsadmin.common import clock, signing
from rightsadmin.common.downloads import ZIP, download
from rightsadmin.common.shells import FieldGroup, FormShell


class HandoverExport(PlanPage, FormShell):
    """Answers with the archive, made while it is sent."""

    section = "plan"
    act = Act.HANDOVER
    form_class = HandoverForm
    submit_label = "Export the records"
    aside_template = "ledger/handover/aside.html"
    groups = (FieldGroup(title="What comes along", fields=("with_print_files",)),)

    def title(self) -> str:
        return "Hand over"

    def lead(self) -> str:
        return "Every record of the plan in one zip, for people and for machines, with what proves it."

    def extra_context(self) -> dict[str, Any]:
        return {"public_key": signing.public_key()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            pieces = self._pieces(form)
        except self.refusals as refusal:
            form.add_error(None, self.words_of(refusal))
            return self._show(form)
        name = f"{self.plan().slug}-handover-{clock.today().isoformat()}.zip"
        return download(pieces, kind=ZIP, name=name)

    def _pieces(self, form: forms.Form) -> Any:
        return export_plan(
            plan=self.plan(), with_print_files=form.cleaned_data["with_print_files"], actor=self.actor
        )
