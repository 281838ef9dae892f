"""Who comes in, who is refused, who goes: what the door tells the audit trail, and passwords that are set."""

from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from ledger.services import audit
from rightsadmin.common import enqueue, formatting
from rightsadmin.common.actor import Actor

DOOR = "sign_in"
# What somebody is told by mail, so that he hears of what he did not do himself.
TOLD = {
    "password.changed": "the password of {name} was set just now, and every other session of yours has ended",
    "factor.added": "a second factor of {name} was set up just now",
    "factor.removed": "a second factor of {name} was given up just now",
    "factor.codes": "new recovery codes of {name} were made just now; the former ones serve no longer",
    "factor.taken": "two persons took away the second factor of {name}. Sign in with your password, and set up another",
}


def signed_in(*, user: Any, address: str) -> None:
    """Somebody has shown everything that is asked of him."""
    _of_person("sign_in.done", user, f"from {address}", address=address)


def signed_out(*, user: Any, address: str) -> None:
    """Somebody has signed out."""
    _of_person("session.signed_out", user, f"from {address}", address=address)


def ended(*, user: Any, address: str, why: str) -> None:
    """A session was ended by its own limits."""
    _of_person("session.ran_out", user, why, address=address)


def refused(*, name: str, address: str, wait: int) -> None:
    """A wrong password, or a name that nobody has; `wait` is how many seconds the next attempt has to wait: locked out.

    Told to nobody but the trail: whoever tries learns nothing of whether the name exists.
    """
    user = User.objects.filter(username__iexact=name).first()
    shown = f"“{name[:150]}” from {address}"
    audit.record(
        "sign_in.locked" if wait else "sign_in.refused",
        plan=None,
        target=user,
        reason=f"{shown}: the next attempt waits {formatting.plural(wait, 'second')}" if wait else shown,
        after={"name": name[:150], "address": address} | ({"seconds": wait} if wait else {}),
        actor=Actor.system(DOOR),
    )


def code_refused(*, user: Any, address: str) -> None:
    """A wrong code came after the right password."""
    audit.record(
        "sign_in.refused",
        plan=None,
        target=user,
        reason=f"A wrong code, after the right password, from {address}",
        after={"name": user.username, "address": address},
        actor=Actor.system(DOOR),
    )


def password_set(*, user: Any, address: str) -> None:
    """Somebody has set his password; every other session of his has ended by that, and he is told by mail."""
    with transaction.atomic():
        _of_person("password.changed", user, f"from {address}", address=address)
        tell_on_commit(user=user, what="password.changed")


def factor_changed(*, verb: str, user: Any, factor: str, address: str) -> None:
    """Somebody set up or gave up a second factor of his own, or made recovery codes; he is told by mail."""
    with transaction.atomic():
        _of_person(verb, user, f"{factor}, from {address}", factor=factor, address=address)
        tell_on_commit(user=user, what=verb)


def tell_on_commit(*, user: Any, what: str) -> None:
    """Tells somebody by mail, once it is committed, what has become of his account: one of TOLD."""
    enqueue.on_commit("ledger.tell_of_account", user_id=user.pk, what=what)


def tell(*, user_id: int, what: str) -> None:
    """The letter to somebody about his own account."""
    user = User.objects.get(pk=user_id)
    if user.email:
        EmailMessage(
            subject="Your access to the Rights Agent's back office",
            body=(
                f"{user.get_full_name()},\n\n{TOLD[what].format(name=user.username)}. If it was not you, or you know "
                "nothing of it, tell an administrator at once."
            ),
            to=[user.email],
        ).send()


def send_way_back(*, email: str, house: str) -> None:
    """Sends everybody with this address a link, once usable, to set a new password; nobody where nobody has it.

    `house` is the address of the house as the person reaches it. Whoever never had a password is invited instead.
    """
    for user in PasswordResetForm().get_users(email):
        token = default_token_generator.make_token(user)
        way = reverse("set-password", args=[urlsafe_base64_encode(force_bytes(user.pk)), token])
        audit.record(
            "password.asked", plan=None, target=user, after={"email": email}, actor=Actor.system(DOOR)
        )
        EmailMessage(
            subject="Set a new password of the Rights Agent's back office",
            body=(
                f"{user.get_full_name()},\n\nset a new password here, and sign in as {user.username}:\n\n"
                f"{house.rstrip('/')}{way}\n\nThe link works once. If you did not ask for it, nothing has "
                "changed; tell an administrator."
            ),
            to=[user.email],
        ).send()


def _of_person(verb: str, user: Any, reason: str, **after: str) -> None:
    audit.record(verb, plan=None, target=user, reason=reason, after=after, actor=Actor.of_user(user))
