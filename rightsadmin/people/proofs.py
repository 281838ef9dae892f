"""Who lately showed who he is."""

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from rightsadmin.common import clock


def is_fresh(request: HttpRequest) -> bool:
    """Whether whoever is signed in showed who he is within the last PROOF_MINUTES, by password or second factor."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record.get("reauthenticated")]
    age = clock.now().timestamp() - max(shown, default=0)
    return bool(age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
