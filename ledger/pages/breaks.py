"""What a message says where an act opened a BREAK: a date on record stands against another that was found since."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.html import format_html

from ledger.models import Plan
from ledger.selectors import questions


def open_codes(plan: Plan) -> frozenset[str]:
    """The codes of the plan's open ones."""
    return frozenset(issue.code for issue in questions.breaks(plan))


def with_those_opened(sentence: str, plan: Plan, before: Collection[str]) -> str:
    """The sentence, and after it each BREAK opened since `before`: both dates, what it holds, the way to it."""
    for issue in questions.breaks(plan):
        if issue.code not in before:
            sentence = format_html(
                '{} <a href="{}">{}</a> was opened: {} It holds every act on the Rights.',
                sentence,
                reverse("ledger:question", args=[plan.slug, issue.code]),
                issue.code,
                issue.inconsistency,
            )
    return sentence
