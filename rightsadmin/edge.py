"""What every request meets first: an id, a line in the log, a count; and a body that is too large is not read."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from rightsadmin import metrics
from rightsadmin.common import logs
from rightsadmin.common.downloads import NOT_KEPT

Respond = Callable[[HttpRequest], HttpResponse]
ID = "X-Request-ID"
_NEEDLESS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
_WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")
logger = logging.getLogger("rightsadmin.request")


class RequestMiddleware:
    """Names each request, in the log, in the tasks it asks for and to whoever sent it, and counts it.

    The id that came with it is taken where it is well-formed. The line tells the page, never its address: that may
    hold a secret or a name.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came = request.headers.get(ID, "")
        named = came if _WELL_FORMED.fullmatch(came) else uuid.uuid4().hex
        began = time.monotonic()
        with logs.doing(request=named):
            response = self.get_response(request)
            seconds = time.monotonic() - began
            logs.learn(**_known_of(request))
            logger.info(
                "%s %s %s",
                request.method,
                _page(request),
                response.status_code,
                extra={"status": response.status_code, "milliseconds": round(seconds * 1000)},
            )
        metrics.count(request.method or "", response.status_code, seconds)
        response.headers[ID] = named
        return response


def _known_of(request: HttpRequest) -> dict[str, str]:
    """The person, the act and the plan, as far as the request came."""
    user = getattr(request, "_cached_user", None)  # whoever was asked for; to ask now would cost a query
    match = request.resolver_match
    found = {
        "user": getattr(user, "pk", None),
        "action": getattr(request, "action_id", None),
        "plan": (match.kwargs.get("slug") or match.kwargs.get("plan")) if match else None,
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def _page(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "(no page)"


class HeadersMiddleware:
    """Nothing of record stays in a cache, and no page asks the browser for what none of ours needs.

    A page that may be kept for a while says so itself; what never changes, such as a style sheet, is sent before.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", NOT_KEPT)
        response.headers["Permissions-Policy"] = _NEEDLESS
        return response


class BodyMiddleware:
    """Refuses a body that is too large before any of it is read.

    Who is not signed in sends a name and a password and no more. What staff send is as large as a paper; the pages
    that take whole holder files say so with `takes_up_to`.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        size = int(told) if told.isdecimal() else 0
        if size > settings.BODY_OF_A_STRANGER:
            most = _most(request) if request.user.is_authenticated else settings.BODY_OF_A_STRANGER
            if size > most:
                context = {"most": filesizeformat(most), "is_signed_in": request.user.is_authenticated}
                return HttpResponse(render_to_string("413.html", context, request), status=413)
        return self.get_response(request)


def _most(request: HttpRequest) -> int:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return int(settings.BODY_OF_A_STRANGER)
    return int(getattr(getattr(view, "view_class", view), "takes_up_to", settings.BODY_AT_MOST))
