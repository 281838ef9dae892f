"""What a clerk does with an item beside examining it: the letter, the company, the return, the checker."""

from typing import Any, ClassVar

from django import forms
from django.db import transaction

from certificates.pages.presentations.base import TicketPage
from certificates.pages.presentations.forms import ReferForm, ReturnForm, WordForm
from certificates.selectors.presentations import version
from certificates.services import presentations
from ledger.enums import Act as Acts
from ledger.pages.papers import PAPER_GROUP, paper_of
from rightsadmin.common.shells import ActShell, FieldGroup, FormShell

MOST_DIGITS = 18  # a version of more is none


class Act(TicketPage, ActShell):
    """The letter is made, or the item passed to a checker; leads back to the ticket with a sentence."""

    DONE: ClassVar = {
        "letter": (
            presentations.send_letter,
            "The letter names every defect; the item waits for the presenter.",
        ),
        "propose": (presentations.propose, "The item waits for a checker."),
    }

    def act_now(self) -> str:
        perform, sentence = self.DONE[self.kwargs["verb"]]
        seen = self.request.GET.get("seen", "")
        perform(
            presentation=self.ticket,
            seen=int(seen) if seen.isdecimal() and len(seen) <= MOST_DIGITS else None,
            actor=self.actor,
        )
        return sentence

    def back(self) -> str:
        return self.ticket_url()


class _OfTicket(TicketPage, FormShell):
    """A form about one item, kept only where nobody changed the item since the form was opened."""

    act = Acts.PRESENTATION

    def lead(self) -> str:
        return f"{self.ticket.ticket}, {self.ticket.get_kind_display().lower()}, from {self.ticket.presenter}"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"seen": version(self.ticket)}}

    def success_url(self) -> str:
        return self.ticket_url()


class Refer(_OfTicket):
    """Puts the item to the company."""

    form_class = ReferForm
    submit_label = "Put it to the company"

    def title(self) -> str:
        return "Put an item to the company"

    def perform(self, form: forms.Form) -> str:
        presentations.refer_to_company(presentation=self.ticket, actor=self.actor, **form.cleaned_data)
        return "The item waits for the company."


class Return(_OfTicket):
    """Sends the item back with everything that came in it."""

    form_class = ReturnForm
    submit_label = "Return the item"

    def title(self) -> str:
        return "Return an item"

    def perform(self, form: forms.Form) -> str:
        presentations.return_to_presenter(presentation=self.ticket, actor=self.actor, **form.cleaned_data)
        return f"{self.ticket.ticket} is returned; nothing was changed in the ledger."


class CompanyWord(_OfTicket):
    """Records the company's written word to go on."""

    form_class = WordForm
    submit_label = "Record the company’s word"
    groups = (
        FieldGroup(
            title="What the company says",
            help="Where it refuses, return the item to the presenter instead.",
            fields=("is_legend_directed",),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "The company’s word"

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        with transaction.atomic():
            presentations.company_answered(
                presentation=self.ticket,
                document=paper_of(data, plan=self.plan(), actor=self.actor),
                is_legend_directed=data["is_legend_directed"],
                seen=data["seen"],
                actor=self.actor,
            )
        return "The company’s word is on file; the item is on the desk again."
