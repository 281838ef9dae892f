"""What the palette and the search page find beside the records: pages, and acts this person may begin."""

from ledger.enums import Act
from ledger.models import Plan
from ledger.pages.doors import DOORS
from ledger.permissions import MATRIX, may_propose, may_rehearse
from rightsadmin.common.actor import Actor
from rightsadmin.navigation import groups

Hits = list[dict[str, str]]


def found(words: str, plan: Plan | None, actor: Actor) -> dict[str, Hits]:
    """The acts and then the pages whose name has the words, the plan at hand's too; without words, all."""
    wanted = words.strip().lower()
    hits = {"Acts": _acts(plan, actor), "Pages": _pages(plan, actor)}
    return {name: [hit for hit in rows if wanted in hit["label"].lower()] for name, rows in hits.items()}


def _pages(plan: Plan | None, actor: Actor) -> Hits:
    return [
        {"label": entry.label, "kind": group.label or "Page", "url": entry.url}
        for group in groups(plan, 0, rehearses=may_rehearse(actor))
        for entry in group.entries
    ]


def _acts(plan: Plan | None, actor: Actor) -> Hits:
    """The acts whose page the person may enter, for the plan at hand or for the house."""
    return [
        {"label": Act(act).label, "kind": str(plan) if door.of_plan else "House", "url": door.address(plan)}
        for act, door in DOORS.items()
        if act in MATRIX and may_propose(actor, act) and (plan or not door.of_plan)
    ]
