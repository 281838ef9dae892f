"""Notices begun: of an event, of a payment, of a proposed action."""

from typing import Any

from django import forms

from certificates.enums import NoticeKind, PaymentKind
from certificates.models import Notice, PaymentList
from certificates.pages.notices.base import NoticesPage
from certificates.pages.notices.forms import ActionForm, BeginForm
from certificates.services import notices
from ledger.enums import Act
from ledger.models import Adjustment
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    FormShell,
)

# Kinds that rest on a record the clerk picks; a proposed action has a form of its own.
PAID_KINDS = {PaymentKind.REDEMPTION: NoticeKind.REDEMPTION, PaymentKind.EXCHANGE: NoticeKind.EXCHANGE}
PLAIN_KINDS = (NoticeKind.DISTRIBUTION, NoticeKind.SUMMARY, NoticeKind.VOID)
SECTIONS = {
    NoticeKind.DISTRIBUTION: "Rights Agreement, section 3",
    NoticeKind.SUMMARY: "Rights Agreement, section 3",
    NoticeKind.REDEMPTION: "Rights Agreement, section 23",
    NoticeKind.EXCHANGE: "Rights Agreement, section 24",
    NoticeKind.PROPOSED_ACTION: "Rights Agreement, section 25",
    NoticeKind.ADJUSTMENT: "Rights Agreement, section 12",
    NoticeKind.VOID: "Rights Agreement, section 7(e)",
}


class NoticeBegin(NoticesPage, FormShell):
    """Begins a notice; it is previewed and proposed from its page."""

    act = Act.NOTICE
    form_class: type[forms.Form] = BeginForm
    submit_label = "Begin the notice"
    begun: Notice

    def title(self) -> str:
        return "Begin a notice"

    def form_options(self) -> dict[str, Any]:
        plan = self.plan()
        subjects = [(kind.value, kind.label) for kind in PLAIN_KINDS]
        for listed in PaymentList.objects.filter(plan=plan, kind__in=PAID_KINDS):
            kind = PAID_KINDS[PaymentKind(listed.kind)]
            subjects.append((f"{kind.value}:{listed.pk}", f"{kind.label}: list of payments {listed.pk}"))
        for adjustment in Adjustment.objects.filter(plan=plan).only("pk", "number", "kind"):
            kind = NoticeKind.ADJUSTMENT
            subjects.append((f"{kind.value}:{adjustment.pk}", f"{kind.label}: {adjustment}"))
        return {"subjects": subjects}

    def perform(self, form: forms.Form) -> str:
        kind, _, record = form.cleaned_data["subject"].partition(":")
        options: dict[str, Any] = {}
        if kind == NoticeKind.ADJUSTMENT:
            options["adjustment"] = Adjustment.objects.get(plan=self.plan(), pk=record)
        elif record:
            options["payment_list"] = PaymentList.objects.select_related("batch").get(
                plan=self.plan(), pk=record
            )
        self.begun = notices.begin(plan=self.plan(), kind=kind, actor=self.actor, **options)
        return f"{self.begun} is begun: look at the preview, then propose it."

    def success_url(self) -> str:
        return self.here("notice", self.begun.pk)


class ActionBegin(NoticeBegin):
    """Begins the notice of a proposed action; a record date too early is refused."""

    form_class = ActionForm

    def title(self) -> str:
        return "Notice of a proposed action"

    def lead(self) -> str:
        return "The last day to mail is counted back from the record date, in whole days."

    def form_options(self) -> dict[str, Any]:
        return {}

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        effect = told["takes_effect"]
        details = told | {
            "record_date": told["record_date"].isoformat(),
            "takes_effect": effect.isoformat() if effect else "",
        }
        self.begun = notices.begin(
            plan=self.plan(), kind=NoticeKind.PROPOSED_ACTION, details=details, actor=self.actor
        )
        return f"{self.begun} is begun; it is mailed by {formatting.long_date(self.begun.mail_by)}."
