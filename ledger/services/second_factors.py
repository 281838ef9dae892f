"""Taking a lost second factor away: an administrator proposes, a second person agrees, and it is set up anew."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, NotAuthorised
from ledger.models import Approval
from ledger.permissions import require_propose
from ledger.services import approvals, audit, sessions, sign_ins
from ledger.services.locks import lock_user
from rightsadmin.common import formatting
from rightsadmin.common.actor import Actor


def propose(*, user_id: int, reason: str, actor: Actor) -> Approval:
    """Proposes to take away every second factor of somebody who has lost his.

    Raises NotAuthorised for one's own, Conflict where there is none, RuleViolation without a reason.
    """
    require_propose(actor, Act.SECOND_FACTOR)
    if actor.user is not None and actor.user.pk == user_id:
        raise NotAuthorised("Your own second factor is taken away by others.", rule="I10")
    with transaction.atomic():
        user = lock_user(user_id)
        payload = _payload(user)
        if not payload["factors"]:
            raise Conflict(f"{user} has set up no second factor: there is nothing to take away.")
        return approvals.propose(
            plan=None,
            act=Act.SECOND_FACTOR,
            subject=f"{user.get_full_name() or user.username} ({user.username}): second factor",
            target_type="user",
            target_id=user.pk,
            payload=payload,
            legal_basis=reason,
            actor=actor,
        )


@approvals.on_approval(Act.SECOND_FACTOR)
def _take_away(approval: Approval, actor: Actor) -> None:
    user = lock_user(approval.target_id)
    if actor.user.pk == user.pk:
        raise NotAuthorised("Nobody decides on his own second factor.", rule="I10")
    approvals.require_unchanged(approval, _payload(user))
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user=user)
    audit.record(
        "factor.taken",
        plan=None,
        target=user,
        reason=approval.legal_basis,
        before={"factors": approval.payload["factors"]},
        after={"factors": []},
        actor=actor,
    )
    sign_ins.tell_on_commit(user=user, what="factor.taken")


def _payload(user: Any) -> dict[str, Any]:
    factors = Authenticator.objects.filter(user=user).order_by("created_at", "pk")
    return {
        "user": user.username,
        "factors": [
            f"{factor.get_type_display()}, since {formatting.instant(factor.created_at)}"
            for factor in factors
        ],
    }
