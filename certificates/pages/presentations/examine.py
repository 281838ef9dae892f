"""The maker examines an item: one form, every defect at once."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from certificates.models import Certificate
from certificates.pages.papers import paper_told
from certificates.pages.presentations.base import TicketPage
from certificates.pages.presentations.examine_form import SPARE_ROWS, ExamineForm, on_file
from certificates.selectors import presentations as selector
from certificates.services import presentations
from ledger.enums import Act
from ledger.rules.findings import Severity
from rightsadmin.common import formatting
from rightsadmin.common.shells import FieldGroup, FormShell


class Examine(TicketPage, FormShell):
    """Records the evidence of one item; the ticket then says everything that stands against it."""

    act = Act.PRESENTATION
    form_class = ExamineForm
    template_name = "certificates/presentations/examine.html"
    submit_label = "Record what was found"
    aside_template = "certificates/presentations/examine_aside.html"
    form: ExamineForm

    def title(self) -> str:
        return f"Examine {self.ticket.ticket}"

    def lead(self) -> str:
        return f"{self.ticket.get_kind_display()}, from {self.ticket.presenter}"

    @cached_property
    def certificates(self) -> Sequence[Certificate]:
        rows = Certificate.objects.filter(presentations__presentation=self.ticket).select_related("account")
        return tuple(rows.defer("content").order_by("number"))

    def form_options(self) -> dict[str, Any]:
        initial = on_file(self.ticket) | {"seen": selector.version(self.ticket)}
        return {"item": self.ticket, "certificates": self.certificates, "initial": initial}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "more" not in request.POST:
            return super().post(request, *args, **kwargs)
        options = self.form_options()
        sent = ExamineForm(request.POST, **options)
        typed = {
            name: field.widget.value_from_datadict(request.POST, request.FILES, name)
            for name, field in sent.fields.items()
        }
        rows = sent.row_count + SPARE_ROWS
        return self._show(ExamineForm(**options | {"initial": options["initial"] | typed | {"rows": rows}}))

    @property
    def groups(self) -> Sequence[FieldGroup]:  # type: ignore[override]  # the rows are those of the form
        """Those of the form: a row for each certificate asked for."""
        groups: Sequence[FieldGroup] = self.form.groups
        return groups

    def extra_context(self) -> dict[str, Any]:
        return {"certificates": self.certificates, "ticket": self.ticket}

    def perform(self, form: Any) -> str:
        data, plan = form.cleaned_data, self.plan()

        def paper(name: str, kind: str) -> Any:
            return paper_told(data, name, plan=plan, kind=kind, actor=self.actor)

        with transaction.atomic():
            item = presentations.examine(
                presentation=self.ticket,
                evidence=form.evidence(),
                requested=form.requested(),
                elected=form.elected(paper("price", "officer_certificate")),
                loss=form.loss(paper("affidavit", "affidavit"), paper("indemnity", "indemnity")),
                seen=data["seen"],
                actor=self.actor,
            )
        return _verdict(selector.examine(item))

    def success_url(self) -> str:
        return self.ticket_url()


def _verdict(examined: selector.Examination) -> str:
    """What the examination came to, in a sentence."""
    count = {
        severity: sum(finding.severity is severity for finding in examined.findings) for severity in Severity
    }
    if examined.is_in_good_order:
        return "Examined: in good order. Pass it to a checker."
    told = [
        formatting.plural(count[Severity.BLOCK], "defect") if count[Severity.BLOCK] else "",
        f"{formatting.plural(count[Severity.HOLD], 'matter')} for the company"
        if count[Severity.HOLD]
        else "",
    ]
    return f"Examined: {' and '.join(filter(None, told))}."
