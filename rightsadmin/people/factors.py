"""The second factor: who must show one, how its secrets are kept, and what happens to it on the audit trail."""

from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from ledger.permissions import needs_second_factor
from ledger.selectors import sign_ins as asked
from ledger.services import sign_ins
from rightsadmin.common.shells import actor_of
from rightsadmin.people import sealing
from rightsadmin.people.addresses import address_of

SHOWN = "second_factor"  # a session in which it was shown, or set up
PURPOSE = "second factors"
REQUIRED = "required"  # RIGHTSADMIN_SECOND_FACTOR; or of those alone who have set one up


class Factors(DefaultMFAAdapter):
    """Secrets are kept encrypted; whoever needs a factor does not give up the last."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Your role needs a second factor, and this is your last: set up another one "
        "first.",
        "incorrect_code": "The code is wrong, or was used already. The next one comes within half a minute.",
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.opened(encrypted_text, PURPOSE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """True where another factor is left, or none is needed; recovery codes alone are none."""
        return asked.has_another_factor(authenticator) or not must_show(authenticator.user)


def must_show(user: Any) -> bool:
    """Whether this installation asks a second factor of the person, set up or not."""
    return settings.SECOND_FACTOR == REQUIRED and needs_second_factor(
        user.groups.values_list("name", flat=True)
    )


def lacks(request: HttpRequest) -> bool:
    """Whether whoever is signed in has yet to show or set up a second factor in this session."""
    if settings.SECOND_FACTOR != REQUIRED or request.session.get(SHOWN):
        return False
    return needs_second_factor(actor_of(request).roles)


def note(request: HttpRequest, user: Any) -> None:
    """Keeps with the session, once somebody is signed in, that a second factor was among what he showed.

    The sign-in is as good a proof of who he is as one that is asked for later.
    """
    records = get_authentication_records(request, user)
    if any(record.get("method") == "mfa" for record in records):
        request.session[SHOWN] = True
    if records:
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            *records[:-1],
            {**records[-1], "reauthenticated": True},
        ]


@receiver(authenticator_added, dispatch_uid="factor_added")
def _added(*, request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    request.session[SHOWN] = True
    _changed("factor.added", request, user, authenticator)


@receiver(authenticator_removed, dispatch_uid="factor_removed")
def _removed(*, request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    _changed("factor.removed", request, user, authenticator)


@receiver(authenticator_reset, dispatch_uid="factor_reset")
def _reset(*, request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    _changed("factor.codes", request, user, authenticator)


def _changed(verb: str, request: HttpRequest, user: Any, authenticator: Authenticator) -> None:
    sign_ins.factor_changed(
        verb=verb, user=user, factor=authenticator.get_type_display(), address=address_of(request)
    )


@receiver(authenticator_used, dispatch_uid="factor_used")
def _used(*, request: HttpRequest, user: Any, **_: Any) -> None:
    if request.user.is_authenticated and request.user.pk == user.pk:
        request.session[SHOWN] = True


@receiver(authentication_failed, dispatch_uid="factor_failed")
def _failed(*, request: HttpRequest, user: Any, **_: Any) -> None:
    sign_ins.code_refused(user=user, address=address_of(request))
