"""Notices: begun, previewed by the press itself, proposed, pressed for every holder, taken away, mailed."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from certificates.enums import NoticeKind, NoticeStatus, PaymentKind, RunStatus
from certificates.models import Notice, PaymentList, Run
from certificates.selectors import run_progress
from certificates.services import notices
from certificates.tables import ChunkTable, ExceptionTable
from certificates.tables_notices import NOTICE_TONES, NoticeTable, mailing
from certificates.views.runs import buttons_of
from ledger.enums import Act
from ledger.filters import DayInput
from ledger.models import Adjustment, Approval
from ledger.selectors import plan_day
from ledger.views.approvals import page_of
from ledger.views.base import PlanPage, history_panel
from rightsadmin.common import formatting
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
# Kinds that rest on a record the clerk picks; a proposed action has a form of its own.
PAID_KINDS = {PaymentKind.REDEMPTION: NoticeKind.REDEMPTION, PaymentKind.EXCHANGE: NoticeKind.EXCHANGE}
PLAIN_KINDS = (NoticeKind.DISTRIBUTION, NoticeKind.SUMMARY, NoticeKind.VOID)
DAYS = ((20, "20 days"), (10, "10 days"))
SECTIONS = {
    NoticeKind.DISTRIBUTION: "Rights Agreement, section 3",
    NoticeKind.SUMMARY: "Rights Agreement, section 3",
    NoticeKind.REDEMPTION: "Rights Agreement, section 23",
    NoticeKind.EXCHANGE: "Rights Agreement, section 24",
    NoticeKind.PROPOSED_ACTION: "Rights Agreement, section 25",
    NoticeKind.ADJUSTMENT: "Rights Agreement, section 12",
    NoticeKind.VOID: "Rights Agreement, section 7(e)",
}


class _Notices(PlanPage):
    section = "notices"

    @cached_property
    def notice(self) -> Notice:
        """The notice that the address names."""
        return get_object_or_404(
            Notice.objects.select_related(
                "plan", "template_version", "payment_list__batch", "adjustment", "run__plan"
            ),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def here(self, name: str, *arguments: object) -> str:
        """The address of a page of notices."""
        return reverse(f"certificates:{name}", args=[self.plan().slug, *arguments])

    def crumbs(self) -> list[Crumb]:
        found = [*super().crumbs(), Crumb(label="Notices", url=self.here("notices"))]
        if "pk" in self.kwargs:
            label, url = str(self.notice), self.here("notice", self.notice.pk)
            found.append(Crumb(label=label, url=url))
        return found

    def success_url(self) -> str:
        """Back to the notice."""
        return self.here("notice", self.notice.pk)


class NoticeList(_Notices, ListShell):
    """The notices of a plan."""

    table_class = NoticeTable
    default_sort = "-created_at"
    noun = "notice"
    empty = "No notice has been begun for this plan."

    def title(self) -> str:
        return "Notices"

    def lead(self) -> str:
        return (
            "What holders are told, with figures from the ledger and the terms; one letter for each of them."
        )

    def actions(self) -> list[Action]:
        return [
            *self.action_for(Act.NOTICE, "Notice a proposed action", self.here("notice-action")),
            *self.action_for(Act.NOTICE, "Begin a notice", self.here("notice-begin"), tone="primary"),
        ]

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        """The day by which deadlines are told."""
        return {"today": plan_day.today(self.plan())}

    def get_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.filter(plan=self.plan()).select_related("plan", "run").defer("context")


class BeginForm(forms.Form):
    """Which notice, resting on which record."""

    subject = forms.ChoiceField(
        label="What holders are told of",
        widget=forms.RadioSelect,
        help_text="Its words follow from the terms and the records; nothing is typed in.",
    )

    def __init__(self, *args: Any, subjects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.choices = subjects


class NoticeBegin(_Notices, FormShell):
    """Begins a notice; it is previewed and proposed from its page."""

    act = Act.NOTICE
    form_class = BeginForm
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


class ActionForm(forms.Form):
    """A proposed action as the company's officer describes it (section 25)."""

    action = forms.CharField(
        label="Proposed action", max_length=120, help_text="As a title: Three-for-two split."
    )
    record_date = forms.DateField(label="Record date", widget=DayInput())
    takes_effect = forms.DateField(label="To take effect", required=False, widget=DayInput())
    days = forms.TypedChoiceField(
        label="Days of notice",
        choices=DAYS,
        coerce=int,
        initial=20,
        help_text="As the Rights Agreement has it.",
    )
    description = forms.CharField(
        label="Description", max_length=4_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="A blank line begins a new paragraph.",
    )  # fmt: skip


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


class NoticeDetail(_Notices, DetailShell):
    """One notice: what it says, to whom, by when; the press at work on its letters; what may leave the house."""

    template_name = "certificates/notice.html"
    object: Notice

    def get_object(self) -> Notice:
        return self.notice

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.notice.run
        if run and wants_partial(request):
            return render(request, "certificates/run_progress.html", self._live(run))
        return super().get(request, *args, **kwargs)

    def _live(self, run: Run) -> dict[str, Any]:
        return {
            "progress": run_progress.progress(run),
            "chunk_table": ChunkTable(run_progress.chunks_to_watch(run)),
            "buttons": buttons_of(run, self.actor),
            "plan": self.plan(),
            "run": run,
            "noun": "letters",
        }

    def title(self) -> str:
        return str(self.notice)

    def lead(self) -> str:
        notice = self.notice
        return f"Begun by {notice.created_by}, {formatting.instant(notice.created_at)}"

    def crumbs(self) -> list[Crumb]:
        return super().crumbs()[:-1]

    def status(self) -> tuple[str, str]:
        notice = self.notice
        return notice.get_status_display(), NOTICE_TONES.get(NoticeStatus(notice.status), "")

    def actions(self) -> list[Action]:
        notice = self.notice
        found = [Action(label="Preview (PDF)", url=self.here("notice-preview", notice.pk))]
        if notice.status == NoticeStatus.DRAFT:
            found += self.action_for(Act.NOTICE, "Withdraw", self.here("notice-withdraw", notice.pk))
            found += self.action_for(
                Act.NOTICE, "Propose the notice", self.here("notice-propose", notice.pk), tone="primary"
            )
        elif notice.status == NoticeStatus.PROPOSED:
            url = reverse("ledger:approval", args=[notice.approval_id])
            found.append(Action(label="The approval", url=url, tone="primary"))
        elif notice.run and notice.run.status == RunStatus.RELEASED:
            for what, label in (("manifest", "Manifest (CSV)"), ("package", "Package for the mail house")):
                found += self.action_for(Act.NOTICE, label, self.here("notice-take", notice.pk, what))
            if notice.status == NoticeStatus.APPROVED:
                found += self.action_for(
                    Act.NOTICE, "Record the mailing", self.here("notice-mailed", notice.pk), tone="primary"
                )
        return found

    def panels(self, tab: str) -> list[Panel]:
        notice = self.notice
        words, _ = mailing(notice, plan_day.today(self.plan()))
        panels: list[Panel] = [
            FactsPanel(
                title="The notice",
                facts=[
                    Fact(label="It bears the date", value=formatting.long_date(notice.dated_on)),
                    Fact(label="Holders", value=formatting.quantity(notice.recipients)),
                    Fact(
                        label="Mail by",
                        value=formatting.long_date(notice.mail_by)
                        if notice.mail_by
                        else "As soon as practicable",
                        hint=notice.mail_by_reason,
                    ),
                    Fact(
                        label="Mailed",
                        value=formatting.long_date(notice.mailed_on) if notice.mailed_on else "Not yet",
                        hint=words,
                    ),
                    Fact(label="Section", value=SECTIONS[NoticeKind(notice.kind)]),
                ],
            )
        ]
        if notice.run:
            exceptions = run_progress.exceptions_of(notice.run)[:EXCEPTIONS_SHOWN]
            panels.append(
                TablePanel(
                    title="Exceptions",
                    note="No letter until staff act.",
                    table=ExceptionTable(exceptions),
                    empty="None.",
                )
            )
        return [
            *panels,
            FactsPanel(
                title="Frozen",
                aside=True,
                facts=[
                    Fact(
                        label="Template",
                        value=str(notice.template_version),
                        hint=formatting.short_digest(notice.template_version.sha256),
                    ),
                    Fact(label="Words and figures", value=formatting.short_digest(notice.context_sha256)),
                    Fact(label="List of holders", value=formatting.short_digest(notice.list_sha256)),
                ],
            ),
            history_panel(plan=self.plan(), object_type="notice", object_id=notice.pk),
        ]

    def page_context(self) -> dict[str, Any]:
        run = self.notice.run
        return super().page_context() | (self._live(run) if run else {})


class Preview(_Notices):
    """The first letters under the DRAFT watermark, as the press will print them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            data = notices.preview(notice=self.notice)
        except self.refusals as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.success_url())
        name = f"draft-{self.notice.kind}-{self.notice.pk}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(data, content_type="application/pdf", headers=headers)


class ProposeForm(forms.Form):
    """On what the notice rests."""

    legal_basis = forms.CharField(
        label="Legal basis",
        help_text="The section, and the company’s word or paper that asks for the notice.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Propose(_Notices, FormShell):
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
    url = reverse("certificates:notice", args=[approval.plan.slug, approval.target_id])
    return "The notice and its preview", url


class WithdrawForm(forms.Form):
    """Why a notice is withdrawn."""

    reason = forms.CharField(label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class Withdraw(_Notices, FormShell):
    """Ends a draft."""

    act = Act.NOTICE
    form_class = WithdrawForm
    submit_label = "Withdraw the notice"

    def title(self) -> str:
        return f"Withdraw: {self.notice}"

    def perform(self, form: forms.Form) -> str:
        notices.withdraw(notice=self.notice, reason=form.cleaned_data["reason"], actor=self.actor)
        return "The notice is withdrawn."


class MailedForm(forms.Form):
    """When the letters went to the post."""

    on = forms.DateField(label="Mailed on", widget=DayInput())
    reason = forms.CharField(label="Note", max_length=300, required=False)


class Mailed(_Notices, FormShell):
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


class NoticeTake(_Notices):
    """Package or manifest of a notice; a refusal leads back to it."""

    act = Act.NOTICE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        notice, what = self.notice, self.kwargs["what"]
        try:
            if what == "package":
                content: Any = notices.package(notice=notice, actor=self.actor)
                kind, name = "application/zip", f"notice-{notice.pk}.zip"
            else:
                content = notices.manifest(notice=notice, actor=self.actor)
                kind, name = "text/csv; charset=utf-8", f"notice-{notice.pk}-manifest.csv"
        except self.refusals as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.success_url())
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(content, content_type=kind, headers=headers)
