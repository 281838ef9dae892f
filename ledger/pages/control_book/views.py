"""The control book: what the company says is outstanding."""

from django import forms
from django.db import transaction

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.control_book.forms import ControlBookForm
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.services import control_book
from rightsadmin.common.shells import FieldGroup, FormShell


class ControlBookRecord(PlanPage, FormShell):
    """Records what the issuer's officer ordered in writing."""

    section = "plan"
    act = Act.CONTROL_BOOK
    form_class = ControlBookForm
    submit_label = "Record the order"
    groups = (
        FieldGroup(
            title="The control book",
            help="Changed only on written authorisation of the issuer's officer (17Ad-10).",
            fields=("as_of", "outstanding", "treasury", "reserved", "authorized", "units_reserved"),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Change the control book"

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        with transaction.atomic():
            entry = control_book.record_control_book(
                plan=self.plan(),
                as_of=data["as_of"],
                outstanding=data["outstanding"],
                treasury=data["treasury"],
                reserved=data["reserved"],
                authorized=data["authorized"],
                units_reserved=data["units_reserved"],
                document=paper_of(data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return f"The control book says {entry}."

    def success_url(self) -> str:
        return self.url("plan")
