"""Global search: a few words to the pages that answer them, in a handful of bounded queries."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from ledger.models import DataQualityIssue, Plan, PlanTerm, Resolution
from ledger.selectors import names

LIMIT = 6  # hits of each kind: a palette is read at a glance


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One answer: what it says, what kind of thing it is, where it leads."""

    label: str
    kind: str
    url: str


def search(words: str) -> dict[str, list[Hit]]:
    """Hits by group for the words; no words, no hits."""
    words = words.strip()
    if not words or "\x00" in words:
        return {}
    groups = {
        "Plans": _plans(words),
        "Holders": _holders(words),
        "Resolutions": _resolutions(words),
        "Open questions": _questions(words),
        "Terms": _terms(words),
    }
    return {name: hits for name, hits in groups.items() if hits}


def _plans(words: str) -> list[Hit]:
    found = Plan.objects.filter(name__icontains=words)[:LIMIT]
    return [Hit(label=plan.name, kind="Plan", url=reverse("ledger:plan", args=[plan.slug])) for plan in found]


def _holders(words: str) -> list[Hit]:
    found = names.accounts(words).select_related("plan")[:LIMIT]
    return [
        Hit(
            label=account.name,
            kind=f"Account {account.number} · {account.plan.name}",
            url=reverse("ledger:holder", args=[account.plan.slug, account.number]),
        )
        for account in found
    ]


def _resolutions(words: str) -> list[Hit]:
    found = Resolution.objects.filter(Q(number__icontains=words) | Q(text__icontains=words)).select_related(
        "plan"
    )
    return [
        Hit(
            label=str(resolution),
            kind=resolution.plan.name,
            url=reverse("ledger:resolution", args=[resolution.plan.slug, resolution.pk]),
        )
        for resolution in found[:LIMIT]
    ]


def _questions(words: str) -> list[Hit]:
    found = DataQualityIssue.objects.filter(Q(code__iexact=words) | Q(title__icontains=words)).select_related(
        "plan"
    )
    return [
        Hit(
            label=str(issue),
            kind=issue.plan.name,
            url=reverse("ledger:question", args=[issue.plan.slug, issue.code]),
        )
        for issue in found[:LIMIT]
    ]


def _terms(words: str) -> list[Hit]:
    found = PlanTerm.objects.filter(Q(key__icontains=words) | Q(citation__icontains=words)).select_related(
        "plan"
    )
    return [
        Hit(
            label=term.key,
            kind=f"Term · {term.plan.name}",
            url=reverse("ledger:plan", args=[term.plan.slug]) + f"?tab=terms#term-{term.key}",
        )
        for term in found[:LIMIT]
    ]
