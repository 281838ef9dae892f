"""Where a request comes from."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks, behind as many proxies as the installation has (RIGHTSADMIN_PROXIES).

    PermissionDenied where the server tells none.
    """
    return str(get_adapter().get_client_ip(request))
