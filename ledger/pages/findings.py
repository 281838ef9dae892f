"""What a finding rests on, as staff read it: the name of the rule or the question of this plan, with the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from ledger.pages.beside import rule_page
from ledger.selectors import rule_book

if TYPE_CHECKING:
    from collections.abc import Collection

    from ledger.models import Plan

QUESTION = "DQ"


def rests_on(plan: Plan, rule: str, asked: Collection[str]) -> tuple[str, str]:
    """Words and address: of a question where it is one of those `asked` in this plan, of a rule by what it is about, of
    a section as it is named. A question that the plan does not ask has neither.
    """
    if rule in asked:
        return rule, reverse("ledger:question", args=[plan.slug, rule])
    if named := rule_book.named((rule,)):
        ((number, about),) = named
        return about, rule_page(number)
    return ("" if rule.startswith(QUESTION) else rule), ""
