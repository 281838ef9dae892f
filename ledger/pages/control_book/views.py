"""The control book: what the company says is outstanding."""

from functools import cached_property
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.control_book.forms import FIGURES, ControlBookForm, field_of
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.selectors import carrying, plan_day
from ledger.services import control_book
from rightsadmin.common.shells import FieldGroup, FormShell


class ControlBookRecord(PlanPage, FormShell):
    """Records what the issuer's officer ordered in writing."""

    section = "plan"
    act = Act.CONTROL_BOOK
    form_class = ControlBookForm
    submit_label = "Record the order"

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
            entry = control_book.record_control_book(
                plan=self.plan(),
                document=paper_of(form.cleaned_data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
                **form.figures(),
            )
        return f"The control book says {entry}."

    def success_url(self) -> str:
        return self.url("plan")
