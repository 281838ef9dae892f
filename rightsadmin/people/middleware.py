"""When a session ends, and where somebody goes who is not signed in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from ledger.errors import ProofAged
from ledger.selectors import lent_roles
from ledger.services import sessions, sign_ins
from rightsadmin.common import clock, formatting
from rightsadmin.people import factors, kept, proofs
from rightsadmin.people.addresses import address_of

BEGAN, SEEN, ENDED = "began", "seen", "ended"  # instants of a session, in seconds; why the one before ended
OWN, OPEN = "account/", frozenset({"sign-out", "theme"})  # what opens before a second factor is shown
SEEN_AGAIN_AFTER = 60  # seconds: a row of the session is not written for every page
WATCHING = "run-live"  # the part of a page that asks anew by itself: nobody needs to be there


@receiver(user_logged_in, dispatch_uid="session_begins")
def _begin(*, request: HttpRequest, **_: Any) -> None:
    now = int(clock.now().timestamp())
    request.session[BEGAN] = request.session[SEEN] = now


class SessionEndsMiddleware:
    """Ends a session in which nobody did anything for SESSION_IDLE, and every one after SESSION_LONGEST.

    The page that follows says which it was; the end is on the audit trail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.get(SESSION_KEY) and request.user.is_authenticated:
            now = int(clock.now().timestamp())
            began, seen = (request.session.get(name, 0) for name in (BEGAN, SEEN))
            if why := _why_ended(now - began, now - seen):
                sign_ins.ended(user=request.user, address=address_of(request), why=why)
                typed = kept.keep(request)
                logout(request)
                request.session[ENDED] = (
                    f"{why} What you had typed comes back when you sign in." if typed else why
                )
                if typed:
                    request.session[kept.KEPT] = typed
                    address = f"{reverse('sign-in')}?{urlencode({'next': typed['path']})}"
                    return HttpResponseRedirect(address)
            elif now - seen >= SEEN_AGAIN_AFTER and request.headers.get("HX-Target") != WATCHING:
                request.session[SEEN] = now
                sessions.seen(key=request.session.session_key or "")
        return self.get_response(request)


def _why_ended(lasted: int, idle: int) -> str:
    longest, quiet = settings.SESSION_LONGEST, settings.SESSION_IDLE
    if lasted >= longest.total_seconds():
        hours = formatting.plural(int(longest.total_seconds()) // 3600, "hour", "hours")
        return f"It had lasted {hours}, and none lasts longer."
    if idle >= quiet.total_seconds():
        minutes = formatting.plural(int(quiet.total_seconds()) // 60, "minute", "minutes")
        return f"Nothing was done in it for {minutes}."
    return ""


class SecondFactorMiddleware:
    """Leads whoever needs a second factor, and has shown none in this session, to where he shows or sets one up.

    Until then nothing opens but the pages of his own account.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated or not getattr(view_func, "login_required", True):
            return None
        if (
            match is None
            or match.route.startswith(OWN)
            or match.view_name in OPEN
            or not factors.lacks(request)
        ):
            return None
        page = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_index"
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")


class ProofMiddleware:
    """Says of each request which roles are lent to its person, and whether he lately showed who he is.

    What carries weight, an approval or a file that leaves the house, asks it anew: he is asked, comes back to the same
    page, and finds the form as he had typed it. Nothing is sent by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.is_proved = proofs.is_fresh(request)  # type: ignore[attr-defined]  # read by common.shells.actor_of
        if request.user.is_authenticated:
            request.lent = lent_roles.roles_of(request.user.pk)  # type: ignore[attr-defined]
        typed = kept.found(request) if request.method == "GET" else None
        if typed is None or typed.is_read or typed.path.split("?")[0] != request.path:
            return self.get_response(request)
        request.typed = typed.data  # type: ignore[attr-defined]  # read by common.shells.typed_before
        response = self.get_response(request)
        if hasattr(request, "typed"):  # a page that draws no form from it
            return HttpResponseRedirect(reverse("typed"))
        kept.forget(request)
        return response

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Leads to the proof, and from there back; any other exception goes on. PermissionDenied where one has none."""
        if not isinstance(refusal, ProofAged):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        if not ways:
            raise PermissionDenied(str(refusal))
        if told := kept.keep(request):
            request.session[kept.KEPT] = told
        elif request.method == "POST":
            messages.warning(request, f"{refusal} Nothing was done: do it once more.")
        address = f"{ways[0]['url']}?{urlencode({'next': kept.page_of(request)})}"
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Leads to the sign-in, and from there back; a part of a page that asks for itself takes the whole page there."""

    def handle_no_permission(  # type: ignore[override]  # no redirect of the server's: htmx follows none
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request") != "true":
            return super().handle_no_permission(request, view_func)
        shown = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = f"{shown.path}?{shown.query}" if shown.query else shown.path
        address = f"{reverse('sign-in')}?{urlencode({'next': back or request.path})}"
        return HttpResponse(status=204, headers={"HX-Redirect": address})
