"""Who is signed in, and who was locked out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from ledger.models import AuditEvent
from rightsadmin.common import clock

LOOKED_AT = timedelta(days=1)
A_LOOK = timedelta(minutes=1)  # a session is not written for every page


def open_sessions(user: Any) -> QuerySet[UserSession]:
    """The sessions of somebody that have not ended, the latest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=clock.now())
    now = clock.now()
    found: QuerySet[UserSession] = UserSession.objects.filter(
        Exists(alive),
        user=user,
        created_at__gt=now - settings.SESSION_LONGEST,
        last_seen_at__gt=now - settings.SESSION_IDLE - A_LOOK,
    )
    return found.order_by("-last_seen_at", "-pk")


def factors_told(user: Any) -> str:
    """What somebody has set up beside the password, in words."""
    kinds = Authenticator.objects.filter(user=user).order_by("created_at", "pk")
    return ", ".join(factor.get_type_display() for factor in kinds) or "none set up"


def has_another_factor(authenticator: Authenticator) -> bool:
    """Whether the same person has set up another factor beside this one; recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    left = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=kinds)
    return bool(left.exclude(pk=authenticator.pk).exists())


@dataclass(frozen=True, kw_only=True)
class LockOut:
    """A name under which too many wrong passwords came; `user_id` is None where nobody has it."""

    name: str
    address: str
    at: datetime
    user_id: int | None


def locked_out() -> list[LockOut]:
    """Whoever was locked out in the last day and has not signed in, nor set a password, since."""
    latest: dict[str, LockOut] = {}
    events = AuditEvent.objects.filter(
        verb__in=("sign_in.locked", "sign_in.done", "password.changed"), at__gte=clock.now() - LOOKED_AT
    )
    for event in events.order_by("at", "pk"):
        told: dict[str, Any] = event.after or {}
        name = told.get("name") or event.object_label
        if event.verb == "sign_in.locked":
            latest[name.casefold()] = LockOut(
                name=name, address=told["address"], at=event.at, user_id=event.object_id
            )
        else:
            latest.pop(name.casefold(), None)
    return list(latest.values())
