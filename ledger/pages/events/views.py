"""Facts: recorded with their paper; and the Trigger Cases they open."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ledger.enums import Act, CaseStatus, EventKind
from ledger.models import Approval, PlanEvent, TriggerCase
from ledger.pages import breaks
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.events.filters import EventFilter
from ledger.pages.events.forms import FORMS, ReversalForm
from ledger.pages.events.tables import CASE_TONES, EventTable
from ledger.pages.events.words import fact_words
from ledger.pages.fields import PAPER_FIELDS, PaperForm
from ledger.pages.kinds import KindsPage
from ledger.pages.papers import PAPER_GROUP, paper_fact, paper_of
from ledger.permissions import may_propose
from ledger.selectors import facts, law, milestones, provided
from ledger.services import events, late_facts
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
)


class EventList(PlanPage, ListShell):
    """The recorded facts of a plan."""

    section = "events"
    table_class = EventTable
    filterset_class = EventFilter
    default_sort = "-occurred_at"
    noun = "fact"

    def title(self) -> str:
        return "Facts"

    def lead(self) -> str:
        return "What happened, when, and the paper that shows it. A wrong fact is reversed, never edited."

    def actions(self) -> list[Action]:
        return self.action_for(Act.FACT, "Record a fact", self.url("event-kinds"), tone="primary")

    def get_queryset(self) -> QuerySet[PlanEvent]:
        return PlanEvent.objects.filter(plan=self.plan()).select_related(
            "plan", "person", "document", "reversed_by"
        )


class EventKinds(KindsPage):
    """Which kind of fact: the first step of recording one."""

    section = "events"
    act = Act.FACT
    kinds_title, list_label, list_name, record_name = "Kinds of facts", "Facts", "events", "event-record"

    def title(self) -> str:
        return "Record a fact"

    def lead(self) -> str:
        return "Choose what happened. The program counts what follows and proposes; it declares nobody."

    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, str(EventKind(kind).label)) for kind in FORMS]

    def is_offered(self, kind: str) -> bool:
        return provided.has_fact(self.provided, kind)


def _is_for_counsel(page: PlanPage, kind: str, at: datetime) -> bool:
    """Whether counsel tells, or reverses, a fact of before a milestone on record, which a second person approves."""
    return may_propose(page.actor, Act.LATE_FACT) and bool(milestones.before_which(page.plan(), kind, at))


class EventRecord(PlanPage, FormShell):
    """Records a fact of one kind."""

    section = "events"
    act = Act.FACT
    submit_label = "Record the fact"

    @property
    def form_class(self) -> Any:  # type: ignore[override]
        if self.kwargs["kind"] not in FORMS:
            raise Http404
        return FORMS[self.kwargs["kind"]]

    @property
    def groups(self) -> Any:  # type: ignore[override]
        return (
            FieldGroup(
                title="What happened", fields=("occurred_at", "person", *self.form_class.facts, "memo")
            ),
            PAPER_GROUP,
        )

    def title(self) -> str:
        return EventKind(self.kwargs["kind"]).label if self.kwargs["kind"] in FORMS else "Record a fact"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Facts", url=self.url("events"))]

    def perform(self, form: Any) -> str:
        data, before = form.cleaned_data, breaks.open_codes(self.plan())
        with transaction.atomic():  # the paper, the person and the fact, or none of them
            document = paper_of(data, plan=self.plan(), actor=self.actor)
            person = (
                events.record_person(plan=self.plan(), name=data["person"], actor=self.actor)
                if data["person"]
                else None
            )
            told = {
                "plan": self.plan(),
                "kind": self.kwargs["kind"],
                "occurred_at": data["occurred_at"],
                "document": document,
                "data": form.data_of_event(),
                "person": person,
                "memo": data["memo"],
                "actor": self.actor,
            }
            if _is_for_counsel(self, self.kwargs["kind"], data["occurred_at"]):
                return f"{late_facts.propose(**told).subject}: it waits for a second person."
            event = events.record_event(**told)
        said = f"Recorded: {event}. The deadlines are computed anew."
        return breaks.with_those_opened(said, self.plan(), before)

    def success_url(self) -> str:
        return self.url("cockpit")


class _OfOneEvent(PlanPage):
    section = "events"
    object: PlanEvent

    def get_object(self) -> PlanEvent:
        return get_object_or_404(
            PlanEvent.objects.select_related("person", "document", "reversed_by", "reverses"),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Facts", url=self.url("events"))]


class EventDetail(_OfOneEvent, DetailShell):
    """One fact."""

    def title(self) -> str:
        return str(self.object.get_kind_display())

    def lead(self) -> str:
        return formatting.instant(self.object.occurred_at)

    def status(self) -> tuple[str, str] | None:
        if hasattr(self.object, "reversed_by"):
            return "Reversed", "bad"
        return ("Reverses another", "warn") if self.object.reverses_id else None

    def actions(self) -> list[Action]:
        is_undone = hasattr(self.object, "reversed_by") or self.object.reverses_id
        if is_undone or facts.is_of_an_act(self.object):
            return []
        return self.action_for(Act.FACT, "Reverse", self.url("event-reverse", self.object.pk))

    def panels(self, tab: str) -> list[Panel]:
        event = self.object
        why = law.why_without_effect(event)
        return [
            FactsPanel(
                title="The fact",
                facts=[
                    Fact(label="Happened", value=formatting.instant(event.occurred_at)),
                    Fact(label="Legal date", value=formatting.long_date(event.effective_on)),
                    Fact(label="Person", value=event.person or "—"),
                    *(Fact(label=label, value=words) for label, words in fact_words(event)),
                    *([Fact(label="Sets nothing off", value=why)] if why else []),
                    Fact(label="Note", value=event.memo or "—"),
                    paper_fact(
                        self.plan(),
                        "Shown by",
                        event.document,
                        f"dated {formatting.short_date(event.document.dated_on)}",
                    ),
                    Fact(
                        label="Recorded", value=formatting.instant(event.recorded_at), hint=event.recorded_by
                    ),
                ],
            ),
            history_panel(plan=self.plan(), object_type="planevent", object_id=event.pk),
        ]


class EventReverse(_OfOneEvent, FormShell):
    """Undoes a fact that was recorded wrongly."""

    act = Act.FACT
    form_class = ReversalForm
    submit_label = "Reverse the fact"
    groups = (FieldGroup(title="Why", fields=("reason",)), PAPER_GROUP)

    def title(self) -> str:
        return f"Reverse: {self.get_object()}"

    def perform(self, form: forms.Form) -> str:
        with transaction.atomic():
            event = self.get_object()
            told = {
                "event": event,
                "document": paper_of(form.cleaned_data, plan=self.plan(), actor=self.actor),
                "reason": form.cleaned_data["reason"],
                "actor": self.actor,
            }
            if _is_for_counsel(self, event.kind, event.occurred_at):
                return f"{late_facts.propose_reversal(**told).subject}: it waits for a second person."
            events.reverse_event(**told)
        return "The fact is reversed; both stay on file, and the deadlines are computed anew."

    def success_url(self) -> str:
        return self.url("events")


class CaseDetail(PlanPage, FormShell):
    """A Trigger Case: the question, and the officer's certificate that answers it."""

    section = "cockpit"
    form_class = PaperForm
    submit_label = "Propose to confirm"
    aside_template = "ledger/events/aside.html"
    groups = (
        FieldGroup(
            title="The certificate",
            help="An officer’s certificate or an act of the Board. A second person confirms it.",
            fields=PAPER_FIELDS,
        ),
    )

    def _case(self) -> TriggerCase:
        return get_object_or_404(
            TriggerCase.objects.select_related("event__document", "person", "certificate"),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def title(self) -> str:
        case = self._case()
        return f"Trigger Case, prong ({case.prong})"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Trigger cockpit", url=self.url("cockpit"))]

    def extra_context(self) -> dict[str, Any]:
        case = self._case()
        pending = Approval.objects.filter(act=Act.TRIGGER_CASE, target_id=case.pk).order_by("-pk").first()
        waits = case.status != CaseStatus.OPEN or (pending is not None and pending.status == "pending")
        return {
            "case": case,
            "told": fact_words(case.event),
            "case_tone": CASE_TONES.get(CaseStatus(case.status), ""),
            "approval": pending,
            "closed": waits,
            "release_url": self._release_url(case),
        }

    def _release_url(self, case: TriggerCase) -> str:
        """The way to close the case without effect, for who may; "" where it is closed or names nobody."""
        if case.status == CaseStatus.CLOSED or not case.person or not may_propose(self.actor, Act.EXEMPTION):
            return ""
        return f"{self.url('release-person')}?{urlencode({'person': case.person.name})}"

    def perform(self, form: forms.Form) -> str:
        with transaction.atomic():
            certificate = paper_of(form.cleaned_data, plan=self.plan(), actor=self.actor)
            events.propose_case(case=self._case(), certificate=certificate, actor=self.actor)
        return "The confirmation waits for a second person."

    def success_url(self) -> str:
        return self.url("case", self.kwargs["pk"])
