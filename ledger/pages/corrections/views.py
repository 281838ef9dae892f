"""Batches: each with its movements, the pair of an error and its correction together, and the proposal of one."""

from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act
from ledger.models import Approval, Batch
from ledger.pages import doors
from ledger.pages.approvals.views import page_of
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.corrections.forms import CorrectionForm
from ledger.pages.corrections.tables import BatchTable
from ledger.pages.movements.tables import EntryTable
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.rules.findings import Severity
from ledger.selectors import corrections as selector
from ledger.selectors.corrections import CorrectionView
from ledger.services import corrections
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
    TablePanel,
)

ENTRIES_SHOWN = 25
TONES = {
    Severity.BLOCK: ("Forbids", "bad"),
    Severity.HOLD: ("Waits", "warn"),
    Severity.WARN: ("Note", "info"),
}


class _Batches(PlanPage):
    section = "entries"

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label="Entries", url=self.url("entries")),
            Crumb(label="Batches", url=self.url("corrections")),
        ]

    @cached_property
    def batch(self) -> Batch:
        """The batch that the address names."""
        return get_object_or_404(selector.with_pairs(self.plan()), number=self.number("number"))

    @cached_property
    def view(self) -> CorrectionView:
        """What its reversal would do now."""
        return selector.preview(self.batch)

    def against(self) -> list[dict[str, Any]]:
        """What stands against its reversal, each with the way to the act it asks for."""
        return [
            {
                "words": TONES[finding.severity][0],
                "tone": TONES[finding.severity][1],
                "said": doors.with_way_on(
                    finding.sentence, finding.next_act, plan=self.plan(), actor=self.actor
                ),
            }
            for finding in self.view.findings
        ]


class BatchList(_Batches, ListShell):
    """What every act posted, the latest first."""

    table_class = BatchTable
    default_sort = "-number"
    noun = "batch"
    nouns = "batches"

    def title(self) -> str:
        return "Batches"

    def lead(self) -> str:
        return (
            "What each act posted. A wrong one is never changed: open it and propose to undo it; the error and its "
            "correction stay side by side."
        )

    def crumbs(self) -> list[Crumb]:
        return super().crumbs()[:-1]

    def get_queryset(self) -> QuerySet[Batch]:
        return selector.with_pairs(self.plan())


class BatchDetail(_Batches, DetailShell):
    """One batch, with the one that undid it or that it undoes."""

    object: Batch

    def get_object(self) -> Batch:
        return self.batch

    def title(self) -> str:
        return str(self.batch)

    def lead(self) -> str:
        return f"Effective {formatting.long_date(self.batch.effective_on)}"

    def status(self) -> tuple[str, str] | None:
        if self.view.reversal:
            return f"Undone by batch {self.view.reversal.number}", "bad"
        if self.view.undoes:
            return f"Undoes batch {self.view.undoes.number}", "info"
        return None

    def actions(self) -> list[Action]:
        if self.view.reversal or self.view.undoes:
            return []
        return self.action_for(Act.CORRECTION, "Correct by reversal", self.url("correct", self.batch.number))

    def panels(self, tab: str) -> list[Panel]:
        panels: list[Panel] = [self._posted(self.batch, "What was posted")]
        if self.view.reversal:
            panels.append(self._posted(self.view.reversal, "What undid it"))
        elif self.view.undoes:
            panels.append(self._posted(self.view.undoes, "What it undoes"))
        panels += [
            TablePanel(
                title=f"Entries of batch {batch.number}",
                table=EntryTable(selector.entries(batch)[:ENTRIES_SHOWN]),
                more_url=self.url("entries") + f"?batch={batch.number}",
                more_label="All its entries",
            )
            for batch in (self.batch, self.view.reversal or self.view.undoes)
            if batch
        ]
        return [*panels, history_panel(plan=self.plan(), object_type="batch", object_id=self.batch.pk)]

    def _posted(self, batch: Batch, title: str) -> FactsPanel:
        return FactsPanel(
            title=title,
            facts=[
                Fact(
                    label="Batch",
                    value=f"{batch.number}: {batch.get_kind_display()}",
                    url=self.url("batch", batch.number),
                ),
                Fact(label="Effective", value=formatting.long_date(batch.effective_on)),
                Fact(label="Recorded", value=formatting.instant(batch.recorded_at)),
                Fact(label="Posted by", value=batch.posted_by_name),
                Fact(label="Rests on", value=batch.legal_basis),
                Fact(label="Note", value=batch.memo or "—"),
                Fact(label="Digest", value=formatting.short_digest(batch.digest)),
            ],
        )


class Correct(_Batches, FormShell):
    """Proposes to undo a batch, with what would follow beside the form."""

    act = Act.CORRECTION
    form_class = CorrectionForm
    submit_label = "Propose the correction"
    aside_template = "ledger/corrections/aside.html"
    is_aside_below = True
    groups = (FieldGroup(title="The error", fields=("reason",)), PAPER_GROUP)

    def title(self) -> str:
        return f"Undo batch {self.batch.number}"

    def lead(self) -> str:
        return (
            f"{self.batch.get_kind_display()} of {formatting.long_date(self.batch.effective_on)}: what it moved moves "
            f"back, for {formatting.long_date(self.view.effective_on)}; a second person approves."
        )

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label=f"Batch {self.batch.number}", url=self.url("batch", self.batch.number)),
        ]

    def extra_context(self) -> dict[str, Any]:
        return {"view": self.view, "against": self.against()}

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        with transaction.atomic():
            corrections.propose(
                batch=self.batch,
                reason=data["reason"],
                document=paper_of(data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "The correction waits for a second person."

    def success_url(self) -> str:
        return self.url("batch", self.batch.number)


@page_of("batch")
def _page_of(approval: Approval) -> tuple[str, str]:
    """From the approval of a correction to the batch that it undoes."""
    address = [approval.plan_slug, approval.payload["batch"]]
    return "The batch", reverse("ledger:batch", args=address)
