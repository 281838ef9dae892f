"""Breaks: what a proof found, who owns each, what was said of it, and the report of those that are aged."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ledger.enums import Act, BreakStatus
from ledger.models import Break
from ledger.pages.base import history_panel
from ledger.pages.reconciliation.filters import BreakFilter
from ledger.pages.reconciliation.forms import AssignForm, CloseForm, ExplainForm
from ledger.pages.reconciliation.tables import BREAK_TONES, BreakTable
from ledger.pages.reconciliation.views import ProofPage
from ledger.rules.reconciliation import AGED_AFTER_DAYS
from ledger.selectors import reconciliation as selector
from ledger.services import reconciliation
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


class BreakList(ProofPage, ListShell):
    """Every break of the plan, the oldest first."""

    table_class = BreakTable
    filterset_class = BreakFilter
    default_sort = "found_on"
    noun = "break"
    empty = "No break."

    def title(self) -> str:
        return "Breaks"

    def lead(self) -> str:
        return "Each has an owner, an age and a value, and stays until a proof shows that its identity holds again."

    def actions(self) -> list[Action]:
        return [Action(label="Aged differences", url=self.url("breaks-aged"))]

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        """How old each row is, on one calendar read once."""
        return {"age_of": selector.ageing(self.plan())}

    def get_queryset(self) -> QuerySet[Break]:
        return Break.objects.filter(plan=self.plan()).select_related("plan")


class AgedList(BreakList):
    """The report of aged record differences (17Ad-11): those that stand longer than 30 calendar days."""

    noun = "aged difference"
    empty = "No difference stands longer than 30 days."

    def title(self) -> str:
        return "Aged differences"

    def lead(self) -> str:
        return (
            f"Record differences that stand longer than {AGED_AFTER_DAYS} calendar days, to be reported to the issuer "
            "and the regulator above the thresholds of value (17Ad-11). A value is a floor where no price is on record."
        )

    def actions(self) -> list[Action]:
        return [Action(label="All breaks", url=self.url("breaks"))]

    def get_queryset(self) -> QuerySet[Break]:
        return selector.aged(self.plan()).select_related("plan")


class _OfOneBreak(ProofPage):
    object: Break

    def get_object(self) -> Break:
        return get_object_or_404(
            Break.objects.select_related("plan", "found_by", "closed_by"),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Breaks", url=self.url("breaks"))]


class BreakDetail(_OfOneBreak, DetailShell):
    """One break: both sides, what it is worth, who owns it, what was said of it."""

    def title(self) -> str:
        return str(self.object)

    def status(self) -> tuple[str, str]:
        return self.object.get_status_display(), BREAK_TONES[BreakStatus(self.object.status)]

    def actions(self) -> list[Action]:
        if self.object.status == BreakStatus.CLOSED:
            return []
        pages = (
            ("Explain", self.url("break-word", self.object.pk, "explain"), ""),
            ("Close", self.url("break-word", self.object.pk, "close"), ""),
            ("Assign", self.url("break-assign", self.object.pk), "primary"),
        )
        return [
            action
            for label, url, tone in pages
            for action in self.action_for(Act.RECONCILIATION, label, url, tone=tone)
        ]

    def panels(self, tab: str) -> list[Panel]:
        row = self.object
        age = selector.ageing(self.plan())(row)
        return [
            FactsPanel(
                title="The difference",
                facts=[
                    Fact(label="Left", value=row.left),
                    Fact(label="Right", value=row.right),
                    Fact(label="Difference", value=f"{row.difference} {row.measure}"),
                    Fact(label="Value", value=formatting.money(row.value), hint=row.value_basis),
                    Fact(label="Explanation", value=row.explanation or "None yet"),
                    *self._closing(),
                ],
            ),
            FactsPanel(
                title="Standing",
                aside=True,
                facts=[
                    Fact(label="Owner", value=row.owner_name or "Nobody yet"),
                    Fact(
                        label="Found",
                        value=formatting.long_date(row.found_on),
                        url=self.url("reconciliation-run", row.found_by_id),
                    ),
                    Fact(
                        label="Age",
                        value=f"{formatting.plural(age.days, 'day')}, "
                        f"{formatting.plural(age.business_days, 'Business Day')}",
                        hint="Aged (17Ad-11)" if age.is_aged else "",
                    ),
                ],
            ),
            history_panel(plan=self.plan(), object_type="break", object_id=row.pk),
        ]

    def _closing(self) -> list[Fact]:
        row = self.object
        if row.closed_by_id is None:
            return []
        return [
            Fact(
                label="Closed",
                value=formatting.long_date(row.closed_on),
                hint=row.closed_reason,
                url=self.url("reconciliation-run", row.closed_by_id),
            )
        ]


class _OneBreakForm(_OfOneBreak, FormShell):
    act = Act.RECONCILIATION

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="The break", url=self.success_url())]

    def lead(self) -> str:
        return str(self.get_object())

    def success_url(self) -> str:
        return self.url("break", self.number("pk"))


class BreakAssign(_OneBreakForm):
    """Gives the break to somebody."""

    form_class = AssignForm
    submit_label = "Assign"

    def title(self) -> str:
        return "Assign a break"

    def perform(self, form: forms.Form) -> str:
        row = reconciliation.assign_break(
            found=self.get_object(), owner=form.cleaned_data["owner"], actor=self.actor
        )
        return f"{row.owner_name} owns this break now."


class BreakWord(_OneBreakForm):
    """Explains a break that stands, or closes one whose identity holds again."""

    @property
    def _closes(self) -> bool:
        return bool(self.kwargs["verb"] == "close")

    @property
    def form_class(self) -> type[forms.Form]:  # type: ignore[override]
        """The form of the word that is asked."""
        return CloseForm if self._closes else ExplainForm

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        """The word on the button."""
        return "Prove and close" if self._closes else "Record the explanation"

    def title(self) -> str:
        return "Close a break" if self._closes else "Explain a break"

    def perform(self, form: forms.Form) -> str:
        words = form.cleaned_data["words"]
        if self._closes:
            reconciliation.close_break(found=self.get_object(), reason=words, actor=self.actor)
            return "The identity holds again, and the break is closed."
        reconciliation.explain_break(found=self.get_object(), explanation=words, actor=self.actor)
        return "The explanation is recorded; the break stands until its identity holds again."
