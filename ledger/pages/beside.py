"""The paper beside the law as a panel: each sentence, and on the other side what rests on it with the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from rightsadmin.common.shells import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import QueryDict

    from ledger.selectors.paper_law import Beside, Claim, Sentence

LEAD = "Each sentence with what rests on it. Words on which nothing rests are underlined with dots."
UNCLAIMED = "unclaimed"
_KINDS = {"term": "Terms", "rule": "Rules", "question": "Questions", "deadline": "Deadlines"}


def rule_page(number: str) -> str:
    """Where the index of the rules tells of a rule."""
    return f"{reverse('ledger:rules')}#{number}"


def beside_panel(found: Beside, asked: QueryDict, way: Callable[[Claim], str]) -> Panel:
    """The panel; `way` is the page of what rests on a sentence, "" where there is none."""
    only = asked.get(UNCLAIMED) == "1"
    rows = found.open if only else found.sentences
    count, total = len(found.open), len(found.sentences)
    return Panel(
        title="The paper, sentence by sentence",
        note=_note(count, total),
        template="ledger/papers/beside.html",
        data={
            "rows": [{"sentence": row, "groups": _groups(row, way)} for row in rows],
            "only": only,
            "total": total,
            "count": count,
            "unfound": [(each, way(each)) for each in found.unfound],
        },
        flush=True,
    )


def _note(count: int, total: int) -> str:
    if not total:
        return ""
    if not count:
        return f"Something rests on each of its {total} sentences, or it asks for nothing."
    return f"Nothing rests on {count} of its {total} sentences."


def _groups(row: Sentence, way: Callable[[Claim], str]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    for kind, title in _KINDS.items():
        if claims := [{"claim": each, "url": way(each)} for each in row.claims if each.kind == kind]:
            yield title, claims
