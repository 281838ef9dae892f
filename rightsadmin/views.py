"""The pages that belong to no plan: the theme, search, my day."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from certificates.selectors import search as certificate_search
from ledger.selectors import plans, search as ledger_search
from rightsadmin import my_day, palette
from rightsadmin.common.htmx import wants_partial
from rightsadmin.common.shells import actor_of
from rightsadmin.navigation import THEMES

THEME_KEPT_FOR = 365 * 24 * 3600


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme in a cookie; "system" forgets the choice. Leads back to the page it came from."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        response.set_cookie(
            "theme", chosen, max_age=THEME_KEPT_FOR, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Acts, pages, holders, certificates, resolutions, questions and terms for the words; ?plan= is the plan at hand,
    whose pages and acts are meant. The palette gets the list alone.
    """
    actor = actor_of(request)
    if not actor.roles:
        raise PermissionDenied
    words = request.GET.get("q", "")[:200]
    plan = plans.by_slug(request.GET.get("plan", ""))
    found: dict[str, Any] = dict(palette.found(words, plan, actor))
    found |= ledger_search.search(words) | certificate_search.search(words)
    context = {"groups": {name: hits for name, hits in found.items() if hits}, "search_words": words}
    if wants_partial(request):
        return render(request, "partials/search_hits.html", context)
    return render(request, "search.html", context | {"title": f"Search: {words}" if words else "Search"})


@require_GET
def show_my_day(request: HttpRequest) -> HttpResponse:
    """What waits for this person, by when it is due; ?lane= shows one lane of it alone."""
    actor = actor_of(request)
    if not actor.roles:
        raise PermissionDenied
    contents = my_day.contents(actor, request.GET.get("lane", ""))
    return render(request, "my_day/page.html", contents | {"title": "My day", "section": "my-day"})
