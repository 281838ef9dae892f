"""A proposal before it is decided: taken back, asked about, answered."""

from functools import cached_property

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.models import Approval, Plan
from ledger.pages.base import LedgerPage
from ledger.permissions import may_approve
from ledger.selectors import inbox
from ledger.services import proposals
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell

LONGEST = 2000


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    """Why the maker takes it back."""

    reason = _words("Why")


class AskForm(forms.Form):
    """What the second person wants to know."""

    question = _words("Your question")


class AnswerForm(forms.Form):
    """What the maker says."""

    said = _words("Your answer")


class OfAProposal(LedgerPage, FormShell):
    """A form about one proposal that waits."""

    section = "inbox"

    @cached_property
    def _approval(self) -> Approval:
        return get_object_or_404(inbox.pending(), pk=self.number("pk"))

    def plan(self) -> Plan | None:
        return self._approval.plan

    def lead(self) -> str:
        return str(self._approval.subject)

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(label="Approvals", url=reverse("ledger:inbox")),
            Crumb(label=self._approval.subject, url=self.success_url()),
        ]

    def success_url(self) -> str:
        return reverse("ledger:approval", args=[self.number("pk")])


class OfItsMaker(OfAProposal):
    """A form that only the maker enters."""

    def may_enter(self) -> bool:
        return super().may_enter() and self._approval.proposed_by_id == self.request.user.pk

    def no_entry(self) -> str:
        return f"{self._approval.proposed_by_name} proposed it: nobody else takes it back or answers for it."


class Withdraw(OfItsMaker):
    """The maker takes it back."""

    form_class = WithdrawForm
    submit_label = "Take it back"
    groups = (
        FieldGroup(
            title="Why",
            help="Nothing has happened yet, so no second person is asked. An act of the Board that you alone recorded "
            "is withdrawn with it, as recorded wrongly; anything else may be proposed again.",
            fields=("reason",),
        ),
    )

    def title(self) -> str:
        return "Take the proposal back"

    def perform(self, form: forms.Form) -> str:
        approval = proposals.withdraw(
            approval_id=self.number("pk"), reason=form.cleaned_data["reason"], actor=self.actor
        )
        return f"Taken back: {approval.subject}."


class Answer(OfItsMaker):
    """The maker answers what he was asked."""

    form_class = AnswerForm
    submit_label = "Answer"
    aside_template = "ledger/approvals/said.html"

    def title(self) -> str:
        return "Answer about the proposal"

    def extra_context(self) -> dict[str, object]:
        return {"said": inbox.conversation(self._approval)}

    def perform(self, form: forms.Form) -> str:
        proposals.answer(approval_id=self.number("pk"), said=form.cleaned_data["said"], actor=self.actor)
        return "Answered: the proposal waits for its second person again."


class Ask(OfAProposal):
    """Whoever may decide it asks the maker first."""

    form_class = AskForm
    submit_label = "Ask"

    def may_enter(self) -> bool:
        return super().may_enter() and may_approve(self.actor, self._approval.act)

    def title(self) -> str:
        return f"Ask {self._approval.proposed_by_name}"

    def perform(self, form: forms.Form) -> str:
        proposals.ask_back(
            approval_id=self.number("pk"), question=form.cleaned_data["question"], actor=self.actor
        )
        return f"Asked. It is approved once {self._approval.proposed_by_name} has answered."
