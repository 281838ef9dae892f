"""One action id for a request, so that history rows, entries and audit events of one act can be joined."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rightsadmin.common.actor import Actor


class ActorMiddleware:
    """Gives a signed-in request `request.actor`, made when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.action_id = uuid.uuid4()
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request; a view calls it once and hands it to its service."""
    return Actor.of_user(request.user, getattr(request, "action_id", None))
