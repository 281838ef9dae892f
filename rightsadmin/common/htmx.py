"""What the shells need to know about htmx: a partial is the same URL, asked for by htmx."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def wants_partial(request: HttpRequest) -> bool:
    """True where htmx replaces a part of a page; a page restored from history is always whole."""
    details: Any = getattr(request, "htmx", None)  # of django-htmx's middleware
    return bool(details) and not details.history_restore_request and not details.boosted


def clean_query(request: HttpRequest, *, without: tuple[str, ...] = ()) -> str:
    """The query string without empty parameters and those named: what the address bar should hold."""
    pairs = [
        (key, value) for key, values in request.GET.lists() if key not in without for value in values if value
    ]
    return urlencode(pairs)


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Caches keep partial and page apart; the address bar gets the clean URL."""
    patch_vary_headers(response, ["HX-Request"])
    if wants_partial(request):
        query = clean_query(request)
        response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    return response
