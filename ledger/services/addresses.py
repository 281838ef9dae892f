"""Where the mail of an account goes: changed by two persons, since certificates and money follow it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.holder_files.countries import spelled
from ledger.holder_files.text import fault
from ledger.models import Approval, HolderAccount
from ledger.models.holder import ADDRESS_PARTS
from ledger.permissions import require_propose
from ledger.services import approvals, audit
from ledger.services.locks import lock_account
from rightsadmin.common.actor import Actor

Follower = Callable[[HolderAccount, str, Actor], None]
_followers: list[Follower] = []


def followed_by(follower: Follower) -> Follower:
    """Registers what follows an approved change, with the account, what the change rests on, and who approved it."""
    _followers.append(follower)
    return follower


def propose(
    *,
    account: HolderAccount,
    address_lines: list[str],
    city: str,
    state: str,
    postal_code: str,
    country: str,
    reason: str,
    actor: Actor,
) -> Approval:
    """Proposes that the account's mail goes to this address; RuleViolation where it has no line or rests on nothing,
    or where it is the address of now. Conflict where another one is proposed already.
    """
    require_propose(actor, Act.HOLDER_EDIT)
    lines = [line.strip() for line in address_lines if line.strip()]
    for text in [*lines, city, state, postal_code, country]:
        if text and (sentence := fault(text)):
            raise RuleViolation(f"“{text[:40]}” cannot be kept. {sentence}")
    if not lines:
        raise RuleViolation("Give at least one line of the address.")
    if not reason.strip():
        raise RuleViolation("Say what the change rests on: the holder's letter, the post office, a search.")
    after = dict(zip(ADDRESS_PARTS, (lines, city, state, postal_code, spelled(country)), strict=True))
    with transaction.atomic():
        account = lock_account(account.pk)
        if after == account.address_parts and account.mail_code != "bad":
            raise RuleViolation(f"The mail of account {account.number} goes to this address already.")
        return approvals.propose(
            plan=account.plan,
            act=Act.HOLDER_EDIT,
            subject=f"Change the address of account {account.number}, {account.registration_lines[0]}",
            target_type="holderaccount",
            target_id=account.pk,
            payload=_payload(account, after, reason.strip()),
            legal_basis=reason.strip(),
            actor=actor,
        )


def _payload(account: HolderAccount, after: dict[str, Any], reason: str) -> dict[str, Any]:
    return {
        "account": account.number,
        "registration": list(account.registration_lines),
        "before": account.address_parts,
        "after": after,
        "reason": reason,
    }


@approvals.on_approval(Act.HOLDER_EDIT)
def _change(approval: Approval, actor: Actor) -> None:
    account = lock_account(approval.target_id)
    after, reason = approval.payload["after"], approval.payload["reason"]
    approvals.require_unchanged(approval, _payload(account, after, reason))
    before = account.mail_address
    for name in ADDRESS_PARTS:
        setattr(account, name, after[name])
    account.mail_code = "mail" if account.mail_code == "bad" else account.mail_code
    audit.stamp(account, actor=actor, reason=reason).save()
    audit.record(
        "holder.edited",
        plan=account.plan,
        target=account,
        reason=reason,
        before=before,
        after=account.mail_address,
        actor=actor,
    )
    for follower in _followers:
        follower(account, reason, actor)
