"""What every page has: a title, crumbs, actions, banners, and a permission."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.views import View

from rightsadmin.common.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request, made once: all acts of one request carry the same action id."""
    made: Actor | None = getattr(request, "made_actor", None)
    if made is None:
        made = Actor.of_user(
            request.user,
            getattr(request, "action_id", None),
            is_proved=getattr(request, "is_proved", False),
            lent=getattr(request, "lent", ()),
        )
        request.made_actor = made  # type: ignore[attr-defined]
    return made


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What had been typed into the form of this page when the session ended, once; None where nothing was."""
    typed: QueryDict | None = request.__dict__.pop("typed", None)
    if typed is not None:
        messages.info(
            request,
            "The form is as you had typed it, and nothing of it was sent: look at it, and send it. Files are to be "
            "chosen again.",
        )
    return typed


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """One step of the way to the page."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button at the head of a page: a link, or (method "post") a form of its own."""

    label: str
    url: str
    method: str = "get"
    tone: str = ""  # "primary", "danger" or "" (plain)


class Shell(View):
    """The base of the shells.

    `refusals` are the errors of the services, whose text is a sentence for staff: they are shown, never a traceback.
    """

    refusals: ClassVar[tuple[type[Exception], ...]] = ()
    section = ""  # the entry of the side navigation that is marked

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_enter():
            raise PermissionDenied(self.no_entry())
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return actor_of(self.request)

    def may_enter(self) -> bool:
        """True for everybody with a role; a page of one act narrows it."""
        return bool(self.actor.roles)

    def no_entry(self) -> str:
        """Why this user may not enter, and who may; "" where the page knows no more than that."""
        return ""

    def led_back(self, refusal: Exception | str, url: str) -> HttpResponseRedirect:
        """What was asked for is not done: the page at that address says why, in the refusal's own sentence."""
        messages.error(self.request, self.words_of(refusal))
        return HttpResponseRedirect(url)

    def words_of(self, refusal: Exception | str) -> str:
        """What the page says of a refusal; a page that knows what the sentence asks for adds the way there."""
        return str(refusal)

    def title(self) -> str:
        """The page's heading."""
        raise NotImplementedError

    def lead(self) -> str:
        """One sentence below the heading; may be empty."""
        return ""

    def crumbs(self) -> list[Crumb]:
        """The way here, outermost first."""
        return []

    def actions(self) -> list[Action]:
        """The buttons this user may use now."""
        return []

    def plan(self) -> Any:
        """The plan the page belongs to (for banners, navigation and the switcher), or None."""
        return None

    def page_context(self) -> dict[str, Any]:
        """What base.html needs. The plan is named on the request as well, for the context processor."""
        plan = self.plan()
        self.request.page_plan = plan  # type: ignore[attr-defined]
        return {
            "title": self.title(),
            "lead": self.lead(),
            "crumbs": self.crumbs(),
            "actions": self.actions(),
            "plan": plan,
            "section": self.section,
        }
