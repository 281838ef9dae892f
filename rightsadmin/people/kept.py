"""What somebody had typed when the session ended, or when he was asked who he is: it comes back, and sends nothing.

It lies encrypted in the cache for an hour, for the same person and the same page alone. Files are not kept, nor what
is typed at the door.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from rightsadmin.people import sealing

KEPT = "kept"  # in the session: which form, whose, of which page
KEPT_FOR = 60 * 60  # seconds
LARGEST = 1024 * 1024  # bytes of a form that is kept
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once"})
PURPOSE = "kept forms"


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A form as it was typed, the page it belongs to, and whether it was shown apart already."""

    path: str
    data: QueryDict
    is_read: bool


def keep(request: HttpRequest) -> dict[str, str] | None:
    """What the session remembers of the form that was sent; None where there is none to keep, or it is too large."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if request.method != "POST" or not size.isdecimal() or int(size) > LARGEST or _is_of_the_door(request):
        return None
    data = request.POST.copy()
    for name in NOT_KEPT:
        data.pop(name, None)
    if not data:
        return None
    mark = secrets.token_urlsafe(16)
    cache.set(f"kept:{mark}", sealing.seal(data.urlencode(), PURPOSE), timeout=KEPT_FOR)
    return {"mark": mark, "path": page_of(request), "user": str(request.user.pk)}


def found(request: HttpRequest) -> Typed | None:
    """The form that was kept for whoever is signed in, where it still lies there; somebody else's is forgotten."""
    told = request.session.get(KEPT)
    if not told or not request.user.is_authenticated:
        return None
    sealed = cache.get(f"kept:{told['mark']}")
    if sealed is None or told["user"] != str(request.user.pk):
        forget(request)
        return None
    data = QueryDict(sealing.opened(sealed, PURPOSE))
    return Typed(path=told["path"], data=data, is_read="read" in told)


def read(request: HttpRequest) -> None:
    """It is shown apart from its page, which from now on opens without it."""
    request.session[KEPT] = {**request.session[KEPT], "read": "yes"}


def forget(request: HttpRequest) -> None:
    """It came back, or is somebody else's."""
    if told := request.session.pop(KEPT, None):
        cache.delete(f"kept:{told['mark']}")


def page_of(request: HttpRequest) -> str:
    """The address of the page that a request belongs to: its own, or where the button was that sent it."""
    if request.method == "GET" or _opens(request.path_info):
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        told = urlsplit(came)
        return f"{told.path}?{told.query}" if told.query else told.path
    return reverse("my-day")


def _opens(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    view_class = getattr(view, "view_class", None)
    return view_class is None or (hasattr(view_class, "get") and "get" in view_class.http_method_names)


def _is_of_the_door(request: HttpRequest) -> bool:
    return request.path.startswith((reverse("sign-in"), reverse("account"), "/set-password/", "/sign-out/"))
