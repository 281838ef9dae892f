"""One action id for a request, so that history rows, entries and audit events of one act can be joined; and one act
for a form, however often it is sent.
"""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import reverse

from ledger.services import audit
from ledger.services.locks import lock_action

ONCE = "once"  # the field of a form that names what it does before it is done (templatetags.house.once)
FAILED = 500


class ActionMiddleware:
    """Gives each request its `action_id`; the actor made from the request carries it (common.shells.actor_of).

    A form that was drawn with a name for its act is done under that name, once: who sends it again (a second click,
    Back and send) is led to what it did. Both of two that come at once wait for each other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            return HttpResponseNotFound("There is no such page.")  # the database takes no such character
        request.action_id = uuid.uuid4()  # type: ignore[attr-defined]  # read by common.shells.actor_of
        named = _named(request) if request.method == "POST" else None
        return self._once(request, named) if named else self.get_response(request)

    def _once(self, request: HttpRequest, named: uuid.UUID) -> HttpResponse:
        request.action_id = named  # type: ignore[attr-defined]
        with transaction.atomic():
            lock_action(named)
            if audit.was_done(named):
                return _led_to_it(request, named)
            response = self.get_response(request)
            if response.status_code >= FAILED:
                transaction.set_rollback(True)
        return response


def _named(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(ONCE, ""))
    except ValueError:
        return None


def _led_to_it(request: HttpRequest, named: uuid.UUID) -> HttpResponse:
    messages.warning(
        request,
        "This form had been sent before, and what it asked for was done then; nothing was done a second time. Here is "
        "what it did. To do it again, open the form anew.",
    )
    return HttpResponseRedirect(f"{reverse('ledger:audit')}?action={named}")
