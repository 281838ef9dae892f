"""Edits of the master securityholder file: holds placed and lifted, addresses corrected, each for a reason."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Hold, HolderAccount
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common.actor import Actor


def place_hold(
    *,
    account: HolderAccount,
    kind: str,
    reason: str,
    from_on: date,
    quantity: Decimal | None = None,
    until_on: date | None = None,
    actor: Actor,
) -> Hold:
    """A stop or other hold on all of the account (`quantity` None) or on so many; it ends on the day `until_on`.

    RuleViolation where the reason is empty, the quantity is not more than nothing, or the days are not in order.
    """
    require_propose(actor, Act.HOLDER_EDIT)
    if not reason.strip():
        raise RuleViolation("Say why the account is held, and on whose authority.")
    if quantity is not None and quantity <= 0:
        raise RuleViolation(
            "A hold on part of an account names more than nothing; leave it empty to hold all of it."
        )
    if until_on and until_on <= from_on:
        raise RuleViolation(f"The hold would end on {until_on}, before it begins on {from_on}.")
    with transaction.atomic():
        hold = audit.stamp(
            Hold(
                account=account,
                kind=kind,
                quantity=quantity,
                reason=reason[:300],
                from_on=from_on,
                until_on=until_on,
            ),
            actor=actor,
            reason=reason,
        )
        hold.save()
        audit.record(
            "holder.held", plan=account.plan, target=account, reason=reason, after=_says(hold), actor=actor
        )
    return hold


def lift_hold(*, hold: Hold, on: date, reason: str, actor: Actor) -> Hold:
    """The hold ends on that day; it stays on file. Conflict where it ended by then."""
    require_propose(actor, Act.HOLDER_EDIT)
    if not reason.strip():
        raise RuleViolation("Say why the hold is lifted, and on whose authority.")
    with transaction.atomic():
        hold = Hold.objects.select_for_update(of=("self",)).select_related("account__plan").get(pk=hold.pk)
        if hold.until_on and hold.until_on <= on:
            raise Conflict(f"This hold ended on {hold.until_on} already.")
        before = _says(hold)
        hold.until_on = on
        audit.stamp(hold, actor=actor, reason=reason).save()
        account = hold.account
        audit.record(
            "holder.edited",
            plan=account.plan,
            target=account,
            reason=reason,
            before=before,
            after=_says(hold),
            actor=actor,
        )
    return hold


def change_address(
    *,
    account: HolderAccount,
    address_lines: list[str],
    city: str,
    state: str,
    postal_code: str,
    country: str,
    reason: str,
    actor: Actor,
) -> HolderAccount:
    """The account's mail goes to this address from now; RuleViolation where it has no line or no reason is given."""
    require_propose(actor, Act.HOLDER_EDIT)
    lines = [line.strip() for line in address_lines if line.strip()]
    if not lines:
        raise RuleViolation("Give at least one line of the address.")
    if not reason.strip():
        raise RuleViolation("Say what the change rests on: the holder's letter, the post office, a search.")
    with transaction.atomic():
        account = (
            HolderAccount.objects.select_for_update(of=("self",)).select_related("plan").get(pk=account.pk)
        )
        before = _address(account)
        account.address_lines, account.city, account.state = lines, city, state
        account.postal_code, account.country = postal_code, country
        account.mail_code = "mail" if account.mail_code == "bad" else account.mail_code
        audit.stamp(account, actor=actor, reason=reason).save()
        audit.record(
            "holder.edited",
            plan=account.plan,
            target=account,
            reason=reason,
            before=before,
            after=_address(account),
            actor=actor,
        )
    return account


def _says(hold: Hold) -> dict[str, str | None]:
    return {
        "hold": hold.get_kind_display(),
        "quantity": f"{hold.quantity.normalize():f}" if hold.quantity else "all",
        "from": hold.from_on.isoformat(),
        "until": hold.until_on.isoformat() if hold.until_on else None,
    }


def _address(account: HolderAccount) -> dict[str, str]:
    place = (account.city, account.state, account.postal_code, account.country)
    return {"address": ", ".join([*account.address_lines, *filter(None, place)]), "mail": account.mail_code}
