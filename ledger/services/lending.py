"""Break-glass: an administrator lends somebody a role for some hours, with a reason, and everybody who watches hears.

It needs no second person, since there may be none; it ends by itself; what is done under it is marked on the audit
trail. Whoever has it stays one person: he approves nothing that he proposed or had a hand in.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction

from ledger.enums import Act, Role
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent
from ledger.permissions import require_propose
from ledger.selectors import lent_roles, staff
from ledger.services import audit
from ledger.services.locks import lock_user
from rightsadmin.common import clock, enqueue, formatting
from rightsadmin.common.actor import Actor

MOST_HOURS = 12


def lend(*, user_id: int, role: str, hours: int, reason: str, actor: Actor) -> AuditEvent:
    """Lends somebody a role of the ledger from now on for so many hours.

    Raises NotAuthorised for anybody but an administrator, and for oneself; RuleViolation for an administrator's role,
    more than MOST_HOURS or no reason; Conflict where he has no access, has the role, or manages users.
    """
    require_propose(actor, Act.USER)
    if actor.user is not None and actor.user.pk == user_id:
        raise NotAuthorised("Nobody lends himself a role.", rule="I10")
    if role not in set(Role.values) - {Role.ADMINISTRATOR}:
        raise RuleViolation(
            "That role is not lent: an administrator is admitted by two persons.", where="role"
        )
    if not 1 <= hours <= MOST_HOURS:
        raise RuleViolation(f"Lend it for one to {MOST_HOURS} hours.", where="hours")
    if not reason.strip():
        raise RuleViolation(
            "Say why it cannot wait for two persons: everybody who watches reads it.", where="reason"
        )
    with transaction.atomic():
        user = lock_user(user_id)
        _require_fit(user, role)
        until = clock.now() + timedelta(hours=hours)
        event = audit.record(
            lent_roles.LENT,
            plan=None,
            target=user,
            reason=reason,
            after={"role": str(role), "until": until.isoformat(), "hours": hours},
            actor=actor,
        )
        transaction.on_commit(lambda: cache.set(lent_roles.key_of(user_id), 1, timeout=hours * 3600))
        enqueue.on_commit("ledger.tell_of_loan", event_id=event.pk)
    return event


def take_back(*, user_id: int, actor: Actor) -> None:
    """Ends at once whatever is lent to somebody. Raises NotAuthorised as `lend`, Conflict where nothing is."""
    require_propose(actor, Act.USER)
    with transaction.atomic():
        user = lock_user(user_id)
        roles = sorted({loan.role for loan in lent_roles.in_force(user_id)})
        if not roles:
            raise Conflict(f"Nothing is lent to {user}.")
        audit.record(lent_roles.TAKEN_BACK, plan=None, target=user, before={"roles": roles}, actor=actor)
        cache.delete(lent_roles.key_of(user_id))


def tell(*, event_id: int) -> None:
    """The notice to every supervisor and examiner, and to whom it is lent."""
    event = AuditEvent.objects.get(pk=event_id)
    loan = lent_roles.loan_of(event)
    EmailMessage(
        subject=f"{event.actor_name} lent {event.object_label} the role {loan.role}",
        body=(
            f"{event.actor_name} lent {event.object_label} the role {loan.role} until "
            f"{formatting.instant(loan.until)}, without a second person.\n\nThe reason: {event.reason}\n\nWhat is done "
            "under it is marked on the audit trail. If it should not be, an administrator takes it back on the page "
            "Lent roles."
        ),
        bcc=staff.watchers(loan.user_id),
    ).send()


def _require_fit(user: User, role: str) -> None:
    has = staff.roles_of(user)
    if not user.is_active:
        raise Conflict(f"{user} has no access: admit somebody by two persons.", next_act=Act.USER)
    if Role.ADMINISTRATOR in has:
        raise Conflict(f"{user} manages users and carries no act of the ledger: lend it to somebody else.")
    if role in has:
        raise Conflict(f"{user} has the role {role} already.")
