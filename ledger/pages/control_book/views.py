"""The control book: what the company says is outstanding."""

from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import Http404
from django.urls import reverse

from ledger.enums import Act
from ledger.models import Approval, ControlBookEntry
from ledger.pages.approvals.views import page_of
from ledger.pages.base import PlanPage
from ledger.pages.control_book.forms import FIGURES, ControlBookForm, WithdrawForm, field_of
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.selectors import carrying, control_book as selector, plan_day
from ledger.services import book_orders
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Crumb, FieldGroup, FormShell


class ControlBookRecord(PlanPage, FormShell):
    """Proposes what the issuer's officer ordered in writing."""

    section = "plan"
    act = Act.CONTROL_BOOK
    form_class = ControlBookForm
    submit_label = "Propose the entry"

    @cached_property
    def _classes(self) -> dict[str, str]:
        return carrying.classes(self.plan(), max(plan_day.today(self.plan()), self.plan().agreement_date))

    def form_options(self) -> dict[str, Any]:
        return {"classes": self._classes}

    @property
    def groups(self) -> Any:  # type: ignore[override]
        issued = [field_of(name, code) for code in self._classes or ("",) for name, _ in FIGURES]
        return (
            FieldGroup(
                title="The control book",
                help="Changed only on written authorisation of the issuer's officer (17Ad-10).",
                fields=("as_of", *issued, "authorized", "units_reserved"),
            ),
            PAPER_GROUP,
        )

    def title(self) -> str:
        return "Change the control book"

    def perform(self, form: Any) -> str:
        with transaction.atomic():
            figures = form.figures()
            book_orders.propose(
                plan=self.plan(),
                as_of=figures.pop("as_of"),
                classes=figures.pop("classes"),
                figures=figures,
                document=paper_of(form.cleaned_data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "The entry waits for a second person; until then the control book is as it was."

    def actions(self) -> list[Action]:
        if not selector.standing(self.plan()).exists():
            return []
        return self.action_for(
            Act.CONTROL_BOOK, "Withdraw the last entry", self.url("control-book-withdraw"), tone="danger"
        )

    def success_url(self) -> str:
        return self.url("plan")


class ControlBookWithdraw(PlanPage, FormShell):
    """Proposes that the last entry was wrong, so that what the book said before it is in force again."""

    section = "plan"
    act = Act.CONTROL_BOOK
    form_class = WithdrawForm
    submit_label = "Propose to withdraw it"

    @cached_property
    def _entry(self) -> ControlBookEntry:
        entry = selector.standing(self.plan()).select_related("document").last()
        if entry is None:
            raise Http404
        return entry

    def title(self) -> str:
        return "Withdraw the last entry of the control book"

    def lead(self) -> str:
        entry = self._entry
        return (
            f"As of {formatting.long_date(entry.as_of)}: {formatting.quantity(entry.outstanding)} outstanding, entered "
            f"by {entry.recorded_by} on “{entry.document.title}”. It stays on file."
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Control book", url=self.url("control-book"))]

    def perform(self, form: Any) -> str:
        book_orders.propose_withdrawal(
            entry=self._entry, reason=form.cleaned_data["reason"], actor=self.actor
        )
        return "The withdrawal waits for a second person; until then the control book is as it was."

    def success_url(self) -> str:
        return self.url("plan")


@page_of("controlbookentry")
def _page_of(approval: Approval) -> tuple[str, str]:
    return "The control book", reverse("ledger:control-book", args=[approval.plan_slug])
