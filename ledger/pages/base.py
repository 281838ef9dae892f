"""What the pages of a plan share."""

from functools import cached_property
from typing import ClassVar

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act
from ledger.errors import BackOfficeError
from ledger.models import AuditEvent, Plan
from ledger.pages import doors
from ledger.pages.words import part_words
from ledger.permissions import may_propose, who_may
from ledger.rules.course.telling import ToldEnd
from ledger.selectors import record_proofs, unposted_ends
from ledger.services import taking
from ledger.services.audit import READINGS, VERBS
from rightsadmin.common import clock, formatting
from rightsadmin.common.shells import Action, Crumb, HistoryItem, HistoryPanel, Shell

HISTORY_LENGTH = 20


def end_told(request: HttpRequest, plan: Plan) -> ToldEnd | None:
    """The end of the Rights that the pages of the plan tell, asked once a request: the banner and the page tell it."""
    if not hasattr(request, "page_end"):
        request.page_end = unposted_ends.of(plan)  # type: ignore[attr-defined]
    end: ToldEnd | None = request.page_end  # type: ignore[attr-defined]
    return end


class LedgerPage(Shell):
    """A page of the back office: the services' refusals are shown as sentences."""

    refusals: ClassVar = (BackOfficeError,)
    act = ""  # a page of one act is entered only by roles that may propose it

    def words_of(self, refusal: Exception | str) -> str:
        """The sentence, the words of the plan's paper it rests on, and the link to the page of the act it asks for."""
        act, cited = getattr(refusal, "next_act", ""), getattr(refusal, "citation", "")
        sentence = f"{refusal} ({cited})" if cited else str(refusal)
        return doors.with_way_on(sentence, act, plan=self.plan(), actor=self.actor)

    def may_enter(self) -> bool:
        return super().may_enter() and (not self.act or may_propose(self.actor, self.act))

    def no_entry(self) -> str:
        return who_may(self.actor, self.act) if self.act and self.actor.roles else super().no_entry()

    def may_take(self) -> bool:
        """Whether this user may take a list of the page out of the house."""
        return may_propose(self.actor, Act.TAKING)

    def no_taking(self) -> str:
        """Who may take a list out of the house, for somebody whose roles do not."""
        return who_may(self.actor, Act.TAKING)

    def taken(self, form: str, asked: str) -> dict[str, str]:
        """Puts on record that a list of the page leaves the house; its cover sheet tells the last proof."""
        taking.take_list(plan=self.plan(), title=self.title(), form=form, asked=asked, actor=self.actor)
        return {"Proof of the record": record_proofs.told(clock.now())}

    def number(self, name: str) -> int:
        """A number of the address; Http404 beyond what a key can be."""
        value = int(self.kwargs[name])
        if value >= 2**63:
            raise Http404
        return value

    def action_for(
        self, act: str, label: str, url: str, *, tone: str = "", method: str = "get"
    ) -> list[Action]:
        """The button of an act, where this user's roles carry it."""
        if not may_propose(self.actor, act):
            return []
        return [Action(label=label, url=url, tone=tone, method=method)]


class PlanPage(LedgerPage):
    """A page of one plan, named by its slug in the address."""

    @cached_property
    def _plan(self) -> Plan:
        return get_object_or_404(Plan, slug=self.kwargs["slug"])

    def plan(self) -> Plan:
        return self._plan

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label=self.plan().name, url=reverse("ledger:plan", args=[self.plan().slug]))]

    def url(self, name: str, *arguments: object) -> str:
        """The address of a page of this plan."""
        return reverse(f"ledger:{name}", args=[self.plan().slug, *arguments])


def _sides(event: AuditEvent) -> list[tuple[str, str, str]]:
    before = event.before if isinstance(event.before, dict) else {}
    after = event.after if isinstance(event.after, dict) else {}
    keys = [*before, *(key for key in after if key not in before)]
    return [
        (
            "term" if key == "key" else formatting.label(key),
            part_words(before, key) if key in before else "—",
            part_words(after, key) if key in after else "—",
        )
        for key in keys
        if before.get(key) != after.get(key)
    ]


def history_panel(
    *, plan: Plan | None, object_type: str = "", object_id: int | None = None, title: str = "History"
) -> HistoryPanel:
    """The latest acts on one object, of a plan or of the house, or on a plan as a whole; who only looked at it stands
    on the trail alone.
    """
    events = AuditEvent.objects.filter(plan=plan).exclude(verb__in=READINGS)
    if object_type:
        events = events.filter(object_type=object_type, object_id=object_id)
    items = [
        HistoryItem(
            at=event.at,
            who=event.actor_name,
            sentence=f"{VERBS[event.verb].capitalize()}: {event.object_label}"
            if event.object_label
            else VERBS[event.verb].capitalize(),
            reason=event.reason,
            changes=_sides(event),
        )
        for event in events.order_by("-at", "-pk")[:HISTORY_LENGTH]
    ]
    return HistoryPanel(
        title=title,
        items=items,
        more_url=reverse("ledger:audit") + (f"?plan={plan.slug}" if plan else ""),
        more_label="The whole trail",
    )
