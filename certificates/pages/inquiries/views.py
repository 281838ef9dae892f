"""The correspondence queue: written inquiries, recorded, answered, with what is overdue first (17Ad-5)."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import Inquiry
from certificates.pages.inquiries.filters import InquiryFilter
from certificates.pages.inquiries.forms import AnswerForm, InquiryForm
from certificates.pages.inquiries.tables import InquiryTable
from certificates.services import inquiries
from ledger.enums import Act
from ledger.models import SourceDocument
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.papers import paper, paper_fact
from ledger.selectors import plan_day
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FormShell,
    ListShell,
    Panel,
)


class _Correspondence(PlanPage):
    section = "inquiries"

    def here(self, name: str, *arguments: object) -> str:
        """The address of a page of the correspondence."""
        return reverse(f"certificates:{name}", args=[self.plan().slug, *arguments])

    def letter(self, upload: UploadedFile | None, title: str, dated_on: date) -> SourceDocument | None:
        """The file that came with the form as a paper; None where none did."""
        if upload is None:
            return None
        return paper(
            upload,
            plan=self.plan(),
            title=title,
            kind="correspondence",
            dated_on=dated_on,
            actor=self.actor,
        )


class InquiryList(_Correspondence, ListShell):
    """The queue, the next due first."""

    table_class = InquiryTable
    filterset_class = InquiryFilter
    default_sort = "due_on"
    noun = "inquiry"
    nouns = "inquiries"
    empty = "No written inquiry."

    def title(self) -> str:
        return "Correspondence"

    def lead(self) -> str:
        return "Written inquiries are answered within five Business Days of receipt (17Ad-5)."

    def actions(self) -> list[Action]:
        return self.action_for(Act.INQUIRY, "Record an inquiry", self.here("inquiry-record"), tone="primary")

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        """The day that decides what is overdue."""
        return {"today": plan_day.today(self.plan())}

    def get_queryset(self) -> QuerySet[Inquiry]:
        return Inquiry.objects.filter(plan=self.plan()).select_related("plan", "account")


class InquiryRecord(_Correspondence, FormShell):
    """Records a letter; the day its answer is due is computed."""

    act = Act.INQUIRY
    form_class = InquiryForm
    submit_label = "Record"

    def title(self) -> str:
        return "Record an inquiry"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Correspondence", url=self.here("inquiries"))]

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        with transaction.atomic():
            inquiry = inquiries.record_inquiry(
                plan=self.plan(),
                received_on=data["received_on"],
                sender=data["sender"],
                subject=data["subject"],
                account=data["account"],
                document=self.letter(data["file"], f"Letter of {data['sender']}", data["received_on"]),
                actor=self.actor,
            )
        return f"Inquiry {inquiry.number} is to be answered by {formatting.long_date(inquiry.due_on)}."

    def success_url(self) -> str:
        return self.here("inquiries")


class _OfOneInquiry(_Correspondence):
    object: Inquiry

    def get_object(self) -> Inquiry:
        return get_object_or_404(
            Inquiry.objects.select_related("plan", "account", "document", "answer_document"),
            plan=self.plan(),
            number=self.number("number"),
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Correspondence", url=self.here("inquiries"))]


class InquiryDetail(_OfOneInquiry, DetailShell):
    """One inquiry and its answer."""

    def title(self) -> str:
        return str(self.object)

    def status(self) -> tuple[str, str]:
        return self.object.status(plan_day.today(self.plan()))

    def actions(self) -> list[Action]:
        if self.object.answered_on:
            return []
        return self.action_for(
            Act.INQUIRY, "Record the answer", self.here("inquiry-answer", self.object.number), tone="primary"
        )

    def panels(self, tab: str) -> list[Panel]:
        row = self.object
        return [
            FactsPanel(
                title="The letter",
                facts=[
                    Fact(label="From", value=row.sender),
                    Fact(
                        label="Account",
                        value=row.account.number if row.account else "It names none",
                        url=self.url("holder", row.account.number) if row.account else "",
                    ),
                    Fact(label="Asks", value=row.subject),
                    paper_fact(self.plan(), "Paper", row.document),
                    Fact(label="Received", value=formatting.long_date(row.received_on)),
                    Fact(
                        label="Answer due",
                        value=formatting.long_date(row.due_on),
                        hint=f"The fifth Business Day, {row.calendar_version} (17Ad-5)",
                    ),
                ],
            ),
            FactsPanel(
                title="The answer",
                facts=[
                    Fact(label="Answered", value=formatting.long_date(row.answered_on), hint=row.answered_by),
                    Fact(label="Answer", value=row.answer or "—"),
                    paper_fact(self.plan(), "Paper", row.answer_document),
                ],
            ),
            history_panel(plan=self.plan(), object_type="inquiry", object_id=row.pk),
        ]


class InquiryAnswer(_OfOneInquiry, FormShell):
    """Records the answer as it went out."""

    act = Act.INQUIRY
    form_class = AnswerForm
    submit_label = "Record the answer"

    def title(self) -> str:
        return f"Answer inquiry {self.kwargs['number']}"

    def lead(self) -> str:
        return self.get_object().subject

    def perform(self, form: forms.Form) -> str:
        data, row = form.cleaned_data, self.get_object()
        with transaction.atomic():
            answered = inquiries.answer_inquiry(
                inquiry=row,
                answered_on=data["answered_on"],
                answer=data["answer"],
                document=self.letter(data["file"], f"Answer to {row}", data["answered_on"]),
                actor=self.actor,
            )
        return f"“{answered.subject}” is answered."

    def success_url(self) -> str:
        return self.here("inquiry", self.number("number"))
