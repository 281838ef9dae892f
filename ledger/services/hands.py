"""Whose hands made what is approved: everybody who made, examined, edited or lifted something in an act's content.

Each act names what its content is made of (`made_of`), and the audit trail says who had a hand in that. What two
persons did counts as done by the one who proposed it: who agreed was a second person then, and may be one again.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ledger.enums import ApprovalStatus
from ledger.errors import NotAuthorised
from ledger.models import Approval, AuditEvent, Hold
from ledger.permissions import who_approves
from ledger.rules.dates import date_text
from ledger.services.audit import VERBS
from rightsadmin.common.actor import Actor

DECIDING = ("approval.approved", "approval.rejected", "approval.withdrawn", "approval.lapsed")
MOST_TOLD = 100
RECENT = timedelta(days=30)  # an account edited so shortly before is part of what is paid, mailed or moved

Keys = Collection[int] | QuerySet[Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Records of one kind that the content of an act is made of; `keys` None: every one of the plan.

    `verbs` are those by which one has a hand in them, () for all; `since`: not what was done before.
    `is_of_two` False: what two persons did to it is no part of the content.
    """

    kind: str
    keys: Keys | None
    verbs: tuple[str, ...] = ()
    since: datetime | None = None
    is_of_two: bool = True


@dataclass(frozen=True, kw_only=True)
class Hand:
    """What somebody did to the content: "examined a presentation (P-000012)"."""

    user: int
    name: str
    did: str
    at: datetime

    def payload(self) -> dict[str, Any]:
        """As a proposal keeps it."""
        return {"user": self.user, "name": self.name, "did": self.did, "at": self.at.isoformat()}

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Hand":
        """As a proposal kept it."""
        return cls(**told | {"at": datetime.fromisoformat(told["at"])})


Provider = Callable[[Approval], Iterable[Part]]
_providers: dict[str, Provider] = {}


def made_of(*acts: str) -> Callable[[Provider], Provider]:
    """Registers what the content of these acts is made of."""

    def register(provider: Provider) -> Provider:
        for act in acts:
            if act in _providers:
                raise ValueError(f"{act} says already what it is made of.")
            _providers[act] = provider
        return provider

    return register


def parts_of(approval: Approval) -> list[Part]:
    """What the content of the proposed act is made of."""
    return list(_providers[approval.act](approval))


def authors(approval: Approval) -> list[Hand]:
    """Everybody but the proposer who had a hand in the content, with the last thing that each did; by name."""
    found: dict[int, Hand] = {}
    for part in parts_of(approval):
        for hand in _hands_in(part, approval):  # the last thing that each did
            known = found.get(hand.user)
            if known is None or known.at < hand.at:
                found[hand.user] = hand
    found.pop(approval.proposed_by_id, None)
    return sorted(found.values(), key=lambda hand: hand.name)


def hand_of(approval: Approval, user: int) -> Hand | None:
    """What this person did to the content: as it was when it was proposed, or since; None where nothing."""
    kept = (Hand.of(told) for told in approval.hands)
    found = (hand for hand in (*kept, *authors(approval)) if hand.user == user)
    return next(found, None)


def refusal(approval: Approval, hand: Hand) -> str:
    """Why he who had a hand in it does not decide it."""
    return (
        f"You {hand.did} on {date_text(hand.at)}, which is part of what is approved: "
        f"another {who_approves(approval.act)} decides."
    )


def require_none(approval: Approval, actor: Actor) -> None:
    """NotAuthorised, saying what he did, where the actor had a hand in the content of the act."""
    if hand := hand_of(approval, actor.user.pk):
        raise NotAuthorised(refusal(approval, hand), rule="I10")


def edits_of_accounts(approval: Approval, accounts: Keys, since: datetime | None = None) -> Iterable[Part]:
    """The accounts as they were edited of late, and the holds placed on them or ended."""
    early = approval.proposed_at - RECENT
    early = min(since, early) if since else early
    holds = Hold.objects.filter(account__in=accounts).values("pk")
    yield Part(kind="holderaccount", keys=accounts, verbs=("holder.edited",), since=early)
    yield Part(kind="hold", keys=holds, since=early)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The address of an account as it was changed: by whom, from where, to where."""

    account: str
    at: datetime
    by: str
    before: str
    after: str


def moved_of_late(approval: Approval) -> list[Moved]:
    """The changes of address of the accounts that the content is made of, in the thirty days before the proposal and
    since, the latest first.
    """
    accounts = [part.keys or () for part in parts_of(approval) if part.kind == "holderaccount"]
    edited = AuditEvent.objects.filter(
        object_type="holderaccount",
        verb="holder.edited",
        at__gte=approval.proposed_at - RECENT,
        before__has_key="address",
        after__has_key="address",
    )
    return [
        Moved(account=event.object_label, at=event.at, by=event.actor_name, before=before, after=after)
        for keys in accounts
        for event in edited.filter(object_id__in=keys).order_by("-pk")[:MOST_TOLD]
        for before, after in [_addresses(event)]
        if before != after
    ]


def _addresses(event: AuditEvent) -> tuple[str, str]:
    """Where the mail went before an edit of an account, and after it."""
    return (event.before or {})["address"], (event.after or {})["address"]


def _hands_in(part: Part, approval: Approval) -> Iterable[Hand]:
    rows = AuditEvent.objects.filter(object_type=part.kind, user__isnull=False)
    rows = rows.filter(plan=approval.plan) if part.keys is None else rows.filter(object_id__in=part.keys)
    if part.verbs:
        rows = rows.filter(verb__in=part.verbs)
    if part.since:
        rows = rows.filter(at__gte=part.since)
    events = list(rows.order_by("pk").only("action", "verb", "user_id", "actor_name", "object_label", "at"))
    decided = _decided_in({event.action for event in events})
    for event in events:
        before = decided.get((event.action, event.user_id))
        if before is None:
            did = f"{VERBS[event.verb]} ({event.object_label})"
            yield Hand(user=event.user_id or 0, name=event.actor_name, did=did, at=event.at)
        elif before.status == ApprovalStatus.APPROVED and part.is_of_two:
            did = f"proposed “{before.subject}”"
            yield Hand(
                user=before.proposed_by_id, name=before.proposed_by_name, did=did, at=before.proposed_at
            )


def _decided_in(actions: set[UUID]) -> dict[tuple[UUID, int | None], Approval]:
    """The approvals decided in these actions, by the action and by who decided: what he wrote there the maker made."""
    deciding = AuditEvent.objects.filter(
        object_type="approval", verb__in=DECIDING, action__in=actions
    ).values_list("action", "user_id", "object_id")
    by_key = {(action, user): key for action, user, key in deciding}
    found = Approval.objects.in_bulk(by_key.values())
    return {each: found[key] for each, key in by_key.items()}
