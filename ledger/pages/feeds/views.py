"""The calendar feed: the page where a person makes or revokes its secret, and the feed that the secret opens."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ledger.models import FeedSecret
from ledger.pages.base import LedgerPage
from ledger.selectors import feeds as selector
from ledger.services import feeds
from rightsadmin.common.downloads import NOT_KEPT, download


class FeedPage(LedgerPage):
    """Whether this person has a feed; its address is shown once, when it is made."""

    section = "feed"
    template_name = "ledger/feeds/page.html"

    def title(self) -> str:
        return "Calendar feed"

    def lead(self) -> str:
        return "Every current deadline of every plan, in the calendar of your choice. The address is a secret of yours."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(address="")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Makes a new secret and shows its address, or revokes the present one."""
        if request.POST.get("do") == "revoke":
            feeds.revoke(actor=self.actor)
            return HttpResponseRedirect(reverse("ledger:feed"))
        secret = feeds.issue_secret(actor=self.actor)
        return self._show(address=request.build_absolute_uri(reverse("ledger:feed-calendar", args=[secret])))

    def _show(self, *, address: str) -> HttpResponse:
        context = {"address": address, "feed": FeedSecret.objects.filter(user=self.actor.user).first()}
        response = render(self.request, self.template_name, context | self.page_context())
        response["Cache-Control"] = NOT_KEPT
        return response


@login_not_required
@require_safe
def feed_calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The deadlines as iCalendar, without a session: the secret of the address is looked up by its hash only, so that
    how long the answer takes tells nothing of it. A secret of nobody, or of somebody without a role, is not found.
    """
    owner = selector.owner_of(secret)
    if owner is None or not owner.groups.exists():
        raise Http404
    response = download(
        selector.calendar_text(),
        kind="text/calendar; charset=utf-8",
        name="deadlines.ics",
        shown=True,
        kept="private, max-age=900",
    )
    response["Referrer-Policy"] = "no-referrer"
    return response
