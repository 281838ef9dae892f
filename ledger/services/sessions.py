"""Sessions of the staff: which are open, and ending them: one's own, or somebody else's by an administrator."""

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict
from ledger.permissions import require_propose
from ledger.services import audit
from ledger.services.locks import lock_user
from rightsadmin.common import clock, formatting
from rightsadmin.common.actor import Actor


def seen(*, key: str) -> None:
    """Somebody is at work in the session of this key."""
    UserSession.objects.filter(session_key=key).update(last_seen_at=clock.now())


def end(*, session_id: int, actor: Actor) -> None:
    """Ends one of the actor's own sessions at once. Raises Conflict where it is none of his, or has ended."""
    with transaction.atomic():
        own = UserSession.objects.filter(user=actor.user, pk=session_id)
        if not _end(list(own)):
            raise Conflict("That session has ended already.")
        audit.record("session.ended", plan=None, target=actor.user, reason="One of his own", actor=actor)


def end_others(*, key: str, actor: Actor) -> int:
    """Ends every session of the actor but the one of this key; answers how many there were."""
    with transaction.atomic():
        count = _end(list(UserSession.objects.filter(user=actor.user).exclude(session_key=key)))
        reason = f"{formatting.plural(count, 'other session')} of his own"
        audit.record("session.ended", plan=None, target=actor.user, reason=reason, actor=actor)
    return count


def end_of(*, user_id: int, actor: Actor) -> int:
    """Ends every session of somebody at once; he may sign in again. NotAuthorised unless the actor manages users."""
    require_propose(actor, Act.USER)
    with transaction.atomic():
        user = lock_user(user_id)
        count = end_all(user=user)
        reason = f"{formatting.plural(count, 'session')}, by an administrator"
        audit.record("session.ended", plan=None, target=user, reason=reason, actor=actor)
    return count


def end_all(*, user: User) -> int:
    """Ends every session of somebody, as a step of an act; answers how many there were."""
    return _end(list(UserSession.objects.filter(user=user)))


def _end(sessions: list[UserSession]) -> int:
    for session in sessions:
        session.end()
    return len(sessions)
