"""Stop orders: the list, one with its clocks (17f-1), placing, lifting, reporting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.enums import CertificateState, ReportKind
from certificates.models import Certificate, StopOrder
from certificates.pages.custody import CustodyForm, CustodyList, CustodyPage
from certificates.pages.stops.filters import StopFilter
from certificates.pages.stops.forms import ReasonForm, ReportForm, StopForm
from certificates.pages.stops.tables import StopTable
from certificates.selectors import stops as selector, voided
from certificates.selectors.letters import LOST
from certificates.services import stops
from ledger.enums import Act
from ledger.models import Approval
from ledger.pages.approvals.views import page_of
from ledger.pages.base import history_panel
from ledger.pages.papers import paper_fact
from ledger.selectors import plan_day
from ledger.services import taking
from rightsadmin.common import formatting
from rightsadmin.common.exports import csv_response
from rightsadmin.common.shells import Action, Crumb, DetailShell, Fact, FactsPanel, Panel, TakeShell


class StopList(CustodyList):
    """The stop orders on certificates of a plan."""

    tab = "stops"
    table_class = StopTable
    filterset_class = StopFilter
    default_sort = "-from_on"
    noun = "stop"
    empty = "No certificate was ever stopped."

    def title(self) -> str:
        return "Stops"

    def lead(self) -> str:
        due = voided.replacements_due(self.plan())
        lead = "On one certificate each. A stop on an account, or on a quantity of it, is a hold on the holder’s page."
        if not due:
            return lead
        rows = "; ".join(f"{row.text} for {formatting.plural(left, 'Right')}" for row, left in due)
        return f"{lead} Void in part, another certificate is due when it is presented: {rows}."

    def get_queryset(self) -> QuerySet[StopOrder]:
        return (
            StopOrder.objects.filter(certificate__plan=self.plan())
            .select_related("certificate__plan", "certificate__account")
            .defer("certificate__content")
        )


class StopPlace(CustodyForm):
    """Places a stop on a certificate."""

    section = "certificates"
    act = Act.STOP
    form_class = StopForm
    submit_label = "Place the stop"

    def certificate(self) -> Certificate:
        number = min(int(self.kwargs["number"]), 2**31 - 1)
        return get_object_or_404(
            Certificate.objects.select_related("plan", "account"), plan=self.plan(), number=number
        )

    def title(self) -> str:
        return "Place a stop"

    def lead(self) -> str:
        certificate = self.certificate()
        return f"{certificate.text}, {formatting.plural(certificate.quantity, 'Right')}, {certificate.account.name}"

    def crumbs(self) -> list[Crumb]:
        certificate = self.certificate()
        url = self.address("certificate", certificate.number)
        return [*super().crumbs(), Crumb(label=certificate.text, url=url)]

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"from_on": self.today()}}

    def perform(self, form: forms.Form) -> str:
        stop = stops.place_stop(certificate=self.certificate(), actor=self.actor, **form.cleaned_data)
        return f"{stop.certificate.text} is {stop.certificate.get_state_display().lower()} from now."

    def success_url(self) -> str:
        return self.address("certificate", int(self.kwargs["number"]))


class _OfStop(CustodyPage):
    parent = "stops"

    def stop(self) -> StopOrder:
        found = StopOrder.objects.select_related("certificate__plan", "certificate__account", "document")
        return get_object_or_404(
            found.prefetch_related("reports"), certificate__plan=self.plan(), pk=self.number("pk")
        )


class StopDetail(_OfStop, DetailShell):
    """One stop: what it rests on, and what is reported of it by when."""

    object: StopOrder

    def get_object(self) -> StopOrder:
        return self.stop()

    def title(self) -> str:
        return f"{self.object.certificate.text}: {self.object.get_kind_display().lower()}"

    def lead(self) -> str:
        return self.object.reason

    def status(self) -> tuple[str, str]:
        return ("Lifted", "") if self.object.lifted_at else ("In force", "bad")

    def actions(self) -> list[Action]:
        stop, may = self.object, self.action_for
        form = Action(label="Form X-17F-1A (CSV)", url=self.address("stop-form", stop.pk))
        reports = selector.reports_owed(stop)
        sent = {report.kind for report in stop.reports.all()}
        owed = any(due.kind not in sent for due in reports)
        replaced = stop.certificate.state == CertificateState.REPLACED
        ending = (
            may(Act.STOP, "Record its recovery", self.address("stop-recovery", stop.pk))
            if replaced
            else may(Act.STOP_LIFT, "Lift the stop", self.address("stop-lift", stop.pk))
        )
        letters = [
            *may(Act.STOP, "Confirmation (PDF)", self.address("letter", "stop", stop.pk)),
            *(
                may(Act.STOP, "Affidavit of loss (PDF)", self.address("letter", "loss", stop.pk))
                if stop.kind in LOST
                else []
            ),
        ]
        return [
            *([] if stop.lifted_at else letters),
            *([form] if reports else []),
            *(may(Act.STOP, "Record a report", self.address("stop-report", stop.pk)) if owed else []),
            *([] if stop.lifted_at else ending),
        ]

    def panels(self, tab: str) -> list[Panel]:
        stop = self.object
        sent = {report.kind: report for report in stop.reports.all()}
        reports = [
            {"due": due, "label": ReportKind(due.kind).label, "sent": sent.get(due.kind)}
            for due in selector.reports_owed(stop)
        ]
        panels: list[Panel] = []
        if reports:
            panels += [
                Panel(
                    title="Reports under Rule 17f-1",
                    note="To the Securities Information Center, on form X-17F-1A.",
                    template="certificates/stops/reports.html",
                    data={"reports": reports, "today": plan_day.today(self.plan())},
                    flush=True,
                ),
                FactsPanel(
                    title="What the form says",
                    facts=[
                        Fact(label=label, value=value or "—") for label, value in selector.form_of_loss(stop)
                    ],
                ),
            ]
        return [
            *panels,
            history_panel(plan=self.plan(), object_type="certificate", object_id=stop.certificate_id),
            FactsPanel(title="The stop", aside=True, facts=self._facts(stop)),
        ]

    def _facts(self, stop: StopOrder) -> list[Fact]:
        certificate = stop.certificate
        facts = [
            Fact(
                label="Certificate",
                value=certificate.text,
                url=self.address("certificate", certificate.number),
                hint=f"{formatting.plural(certificate.quantity, 'Right')}, {certificate.account.name}",
            ),
            Fact(label="Authority", value=stop.authority),
            Fact(label="From", value=formatting.long_date(stop.from_on)),
            Fact(
                label="Until",
                value=formatting.long_date(stop.until_on) if stop.until_on else "lifted",
                hint="It ends by itself after this day." if stop.until_on else "",
            ),
            Fact(label="Placed", value=f"{formatting.instant(stop.placed_at)}, {stop.placed_by}"),
        ]
        if stop.document:
            facts.append(paper_fact(stop.certificate.plan, "Paper", stop.document))
        if stop.lifted_on:
            lifted = f"{formatting.long_date(stop.lifted_on)}, {stop.lifted_by}"
            facts.append(Fact(label="Lifted", value=lifted, hint=stop.lifted_reason))
        return facts


class _StopForm(_OfStop, CustodyForm):
    act = Act.STOP

    def lead(self) -> str:
        return str(self.stop())

    def success_url(self) -> str:
        return self.address("stop", self.number("pk"))


class StopLift(_StopForm):
    """Proposes to lift a stop."""

    act = Act.STOP_LIFT
    form_class = ReasonForm
    submit_label = "Propose to lift the stop"

    def title(self) -> str:
        return "Lift the stop"

    def perform(self, form: forms.Form) -> str:
        stops.propose_lift(stop=self.stop(), actor=self.actor, **form.cleaned_data)
        return "The lifting waits for a second person; until then the stop holds."


@page_of("stoporder")
def _page_of(approval: Approval) -> tuple[str, str]:
    return "The stop", reverse("certificates:stop", args=[approval.plan_slug, approval.target_id])


class StopRecovery(_StopForm):
    """Records that the old paper of a replaced certificate came in."""

    form_class = ReasonForm
    submit_label = "Record the recovery"

    def title(self) -> str:
        return "Record the recovery"

    def perform(self, form: forms.Form) -> str:
        stop = stops.record_recovery(stop=self.stop(), actor=self.actor, **form.cleaned_data)
        return f"{stop.certificate.text} came in and is cancelled: put it away."


class StopReportRecord(_StopForm):
    """Records that a report of 17f-1 went out."""

    form_class = ReportForm
    submit_label = "Record the report"

    def title(self) -> str:
        return "Record a report"

    def form_options(self) -> dict[str, Any]:
        kinds = [(due.kind, ReportKind(due.kind).label) for due in selector.reports_owed(self.stop())]
        return {"kinds": kinds, "initial": {"sent_on": self.today()}}

    def perform(self, form: forms.Form) -> str:
        report = stops.record_report(stop=self.stop(), actor=self.actor, **form.cleaned_data)
        return f"{report.get_kind_display()} is recorded as {report.reference}."


class StopFormTake(_OfStop, TakeShell):
    """What form X-17F-1A says of the stop, as a file."""

    def take(self) -> HttpResponseBase:
        stop = self.stop()
        taking.take_file(plan=self.plan(), target=stop, what="form X-17F-1A", actor=self.actor)
        return csv_response(selector.form_of_loss(stop), filename=f"x-17f-1a-{stop.certificate.text}")

    def back(self) -> str:
        return self.address("stop", self.number("pk"))
