"""Notices: the list, and one with its preview made by the press itself."""

from typing import Any

from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import render
from django.urls import reverse

from certificates.enums import NoticeKind, NoticeStatus, RunStatus
from certificates.models import Notice, Run
from certificates.pages.notices.base import NoticesPage
from certificates.pages.notices.beginning import SECTIONS
from certificates.pages.notices.tables import NOTICE_TONES, NoticeTable, mailing
from certificates.pages.runs.tables import ChunkTable, ExceptionTable
from certificates.pages.runs.views import buttons_of
from certificates.selectors import run_progress
from certificates.services import notices
from ledger.enums import Act
from ledger.pages.base import history_panel
from ledger.selectors import plan_day
from ledger.services import taking
from rightsadmin.common import formatting
from rightsadmin.common.downloads import PDF, download
from rightsadmin.common.htmx import wants_partial
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    ListShell,
    Panel,
    TablePanel,
    TakeShell,
)

EXCEPTIONS_SHOWN = 50


class NoticeList(NoticesPage, ListShell):
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


class NoticeDetail(NoticesPage, DetailShell):
    """One notice: what it says, to whom, by when; the press at work on its letters; what may leave the house."""

    template_name = "certificates/notices/detail.html"
    object: Notice

    def get_object(self) -> Notice:
        return self.notice

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.notice.run
        if run and wants_partial(request):
            return render(request, "certificates/runs/progress.html", self._live(run))
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


class Preview(NoticesPage, TakeShell):
    """The first letters under the DRAFT watermark, as the press will print them."""

    def take(self) -> HttpResponseBase:
        data = notices.preview(notice=self.notice)
        taking.take_file(
            plan=self.plan(), target=self.notice, what="the first letters, as drafts", actor=self.actor
        )
        return download(data, kind=PDF, name=f"draft-{self.notice.kind}-{self.notice.pk}.pdf")

    def back(self) -> str:
        return self.success_url()
