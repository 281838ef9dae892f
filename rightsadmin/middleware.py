"""One action id for a request, so that history rows, entries and audit events of one act can be joined."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound


class ActionMiddleware:
    """Gives each request its `action_id`; the actor made from the request carries it (common.shells.actor_of)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            return HttpResponseNotFound("There is no such page.")  # the database takes no such character
        request.action_id = uuid.uuid4()  # type: ignore[attr-defined]  # read by common.shells.actor_of
        return self.get_response(request)
