"""Notices proposed, withdrawn, taken away, mailed."""

from typing import Any

from django import forms
from django.http import (
    HttpResponseBase,
)
from django.urls import reverse

from certificates.enums import NoticeKind
from certificates.pages.notices.base import NoticesPage
from certificates.pages.notices.beginning import SECTIONS
from certificates.pages.notices.forms import MailedForm, ProposeForm, WithdrawForm
from certificates.services import notices
from ledger.enums import Act
from ledger.models import Approval
from ledger.pages.approvals.views import page_of
from rightsadmin.common import formatting
from rightsadmin.common.downloads import CSV, ZIP, download
from rightsadmin.common.shells import (
    FormShell,
    TakeShell,
)


class Propose(NoticesPage, FormShell):
    """Proposes the notice to a second person; with his yes the letters go to the press."""

    act = Act.NOTICE
    form_class = ProposeForm
    submit_label = "Propose the notice"

    def title(self) -> str:
        return f"Propose: {self.notice}"

    def lead(self) -> str:
        return f"One letter to each of {formatting.plural(self.notice.recipients, 'holder')}."

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"legal_basis": SECTIONS[NoticeKind(self.notice.kind)]}}

    def perform(self, form: forms.Form) -> str:
        notices.propose(notice=self.notice, legal_basis=form.cleaned_data["legal_basis"], actor=self.actor)
        return "The notice waits for a second person."


@page_of("notice")
def _page_of(approval: Approval) -> tuple[str, str]:
    """From the approval of a notice to its page, where the preview is."""
    url = reverse("certificates:notice", args=[approval.plan_slug, approval.target_id])
    return "The notice and its preview", url


class Withdraw(NoticesPage, FormShell):
    """Ends a draft."""

    act = Act.NOTICE
    form_class = WithdrawForm
    submit_label = "Withdraw the notice"

    def title(self) -> str:
        return f"Withdraw: {self.notice}"

    def perform(self, form: forms.Form) -> str:
        notices.withdraw(notice=self.notice, reason=form.cleaned_data["reason"], actor=self.actor)
        return "The notice is withdrawn."


class Mailed(NoticesPage, FormShell):
    """Records the day of mailing."""

    act = Act.NOTICE
    form_class = MailedForm
    submit_label = "Record the mailing"

    def title(self) -> str:
        return f"Mailing: {self.notice}"

    def lead(self) -> str:
        return self.notice.mail_by_reason

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        notices.mark_mailed(notice=self.notice, on=told["on"], reason=told["reason"], actor=self.actor)
        return "The mailing is recorded."


class NoticeTake(NoticesPage, TakeShell):
    """Package or manifest of a notice; a refusal leads back to it."""

    act = Act.NOTICE

    def take(self) -> HttpResponseBase:
        notice = self.notice
        if self.kwargs["what"] == "package":
            content = notices.package(notice=notice, actor=self.actor)
            return download(content, kind=ZIP, name=f"notice-{notice.pk}.zip")
        manifest = notices.manifest(notice=notice, actor=self.actor)
        return download(manifest, kind=CSV, name=f"notice-{notice.pk}-manifest.csv")

    def back(self) -> str:
        return self.success_url()
