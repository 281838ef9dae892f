"""Counsel's word on a proposed amendment: each change in words, the category, and the opinion that gives it (R55)."""

from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.models import Approval, Plan
from ledger.pages.approvals.proposals import OfAProposal
from ledger.pages.fields import PaperDayField
from ledger.pages.papers import paper
from ledger.rules.amendments import CATEGORY_WORDS
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.selectors import counsels_word
from ledger.selectors.term_changes import changed_parts
from ledger.services import counsel
from ledger.terms import REGISTRY, in_one_line
from rightsadmin.common.shells import FieldGroup

LONGEST_REASON = 2000


class CounselsWordForm(forms.Form):
    """What the amendment does, why, and the opinion."""

    category = forms.ChoiceField(
        label="What it does",
        choices=[(each.value, words.capitalize()) for each, words in CATEGORY_WORDS.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why, in counsel’s words", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4})
    )
    title = forms.CharField(label="Title of the opinion", max_length=200)
    dated_on = PaperDayField(label="Dated", help_text="The date the opinion bears.")
    file = forms.FileField(label="The opinion itself")


class CounselsWordGive(OfAProposal):
    """Counsel reads what is proposed and says of which kind it is; the second person approves then."""

    act = Act.COUNSELS_WORD
    form_class = CounselsWordForm
    submit_label = "Give counsel’s word"
    aside_template = "ledger/approvals/changes.html"
    groups = (
        FieldGroup(title="Counsel’s word", fields=("category", "reason")),
        FieldGroup(title="The opinion", fields=("title", "dated_on", "file")),
    )

    @cached_property
    def _approval(self) -> Approval:
        return get_object_or_404(counsels_word.amendments(), pk=self.number("pk"))

    def plan(self) -> Plan:
        plan = self._approval.plan
        if plan is None:
            raise Http404
        return plan

    def title(self) -> str:
        return "Counsel’s word"

    def extra_context(self) -> dict[str, Any]:
        return {"changes": change_words(self._approval)}

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        with transaction.atomic():  # the opinion and the word, or neither
            document = paper(
                told["file"],
                plan=self.plan(),
                title=told["title"],
                kind=COUNSELS_PAPER,
                dated_on=told["dated_on"],
                excerpt=told["reason"],
                actor=self.actor,
            )
            counsel.give_word(
                approval=self._approval,
                category=told["category"],
                reason=told["reason"],
                document=document,
                actor=self.actor,
            )
        return "Counsel’s word is on record: a second person may approve the amendment now."


def change_words(approval: Approval) -> list[dict[str, Any]]:
    """Each change of a proposed amendment or of those of the past, or each reading of an answer, in words: the term,
    what it was, what it becomes, the sentence.
    """
    rows = {
        Act.AMENDMENT: ("changes", "after"),
        Act.HISTORY: ("changes", "after"),
        Act.QUALITY: ("readings", "value"),
    }
    if approval.act not in rows:
        return []
    part, after = rows[Act(approval.act)]
    return [
        {
            "label": f"{of}{REGISTRY[row['key']].label}",
            "parts": changed_parts(row["key"], row["before"], row[after])
            or [("", in_one_line(row["key"], row["before"]), "it is so read")],
            "citation": row["citation"],
        }
        for row in approval.payload[part]
        for of in (f"Amendment {row['amendment']}: " if "amendment" in row else "",)
    ]
