"""Deadlines and the trigger cockpit: every date with its "why"."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act, CaseStatus, DeadlineStatus
from ledger.models import Deadline, TriggerCase
from ledger.pages import doors
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.deadlines.filters import DeadlineFilter
from ledger.pages.deadlines.tables import DEADLINE_TONES, DeadlineTable
from ledger.pages.events.tables import CASE_TONES
from ledger.pages.papers import Places
from ledger.permissions import who_proposes
from ledger.selectors import board, deadline_note, paper_law, plan_day, questions, timeline
from ledger.services import deadlines
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, ActShell, Crumb, DetailShell, Fact, FactsPanel, ListShell, Panel

STATE_TONES = {
    "RUNNING": "warn",
    "EXTENDED": "warn",
    "SUSPENDED": "warn",
    "HIT": "bad",
    "governing": "bad",
}


class DeadlineList(PlanPage, ListShell):
    """The computed dates of a plan, current and superseded."""

    section = "deadlines"
    table_class = DeadlineTable
    filterset_class = DeadlineFilter
    default_sort = "date"
    noun = "deadline"

    def title(self) -> str:
        return "Deadlines"

    def lead(self) -> str:
        told = "Recomputed from the facts, never counted up. A superseded date stays on file, struck through."
        waiting = "; ".join(str(order) for order in board.all_waiting(self.plan()))
        return f"{told} Nothing here rests on what waits for a second person: {waiting}." if waiting else told

    def get_queryset(self) -> QuerySet[Deadline]:
        # A deadline without a date comes last; a page mark needs a value for it. One that was worked out anew to the
        # same instant is the same to a reader: its page tells what was said of it before.
        return (
            Deadline.objects.filter(plan=self.plan())
            .exclude(superseded_by__date=F("date"), superseded_by__instant=F("instant"))
            .annotate(sort_date=Coalesce("date", Value(date.max)))
            .select_related("plan")
        )


class DeadlineDetail(PlanPage, DetailShell, ActShell):
    """Why this date: reason, inputs, the days counted and skipped, the rule, the calendar."""

    section = "deadlines"
    object: Deadline

    def get_object(self) -> Deadline:
        return get_object_or_404(
            Deadline.objects.select_related("plan"), plan=self.plan(), pk=self.number("pk")
        )

    def title(self) -> str:
        return self.object.title

    def lead(self) -> str:
        return (
            formatting.long_date(self.object.date)
            if self.object.date
            else "No date on the facts as they stand"
        )

    def status(self) -> tuple[str, str]:
        return self.object.get_status_display(), DEADLINE_TONES.get(self.object.status, "")

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Deadlines", url=self.url("deadlines"))]

    def actions(self) -> list[Action]:
        told = self.object.explanation
        if self.object.status != DeadlineStatus.CURRENT:
            return []
        found = []
        if told.get("mends"):
            page = doors.page_of(told["act"], self.plan(), told["page"], told["further"])
            found += self.action_for(told["act"], Act(told["act"]).label, page, tone="primary")
        if not self.object.acknowledged_at:
            found += self.action_for(Act.ACKNOWLEDGE, "Acknowledge", self.request.path, method="post")
        return found

    def act_now(self) -> str:
        """Acknowledges the deadline."""
        deadline = self.get_object()
        deadlines.acknowledge(deadline=deadline, actor=self.actor)
        return f"You have acknowledged “{deadline.title}”."

    def panels(self, tab: str) -> list[Panel]:
        deadline = self.object
        note = deadline_note.note(deadline, plan_day.today(self.plan()))
        return [
            Panel(
                title="Why this date",
                template="ledger/deadlines/why.html",
                data={
                    "deadline": deadline,
                    "explanation": deadline.explanation,
                    "strip": timeline.strip_of(deadline),
                    "note": note,
                    "plan": self.plan(),
                    "words": self._words(),
                    "breaks": questions.breaks(self.plan()) if deadline.key == "distribution_date" else [],
                    "waiting": board.all_waiting(self.plan()),
                },
            ),
            *self._inputs(),
            Panel(
                title="What it was before, and what moved it",
                template="ledger/deadlines/earlier.html",
                data={"earlier": note.earlier, "plan": self.plan()},
            ),
            FactsPanel(
                title="How it was computed",
                aside=True,
                facts=[
                    Fact(label="Date", value=formatting.long_date(deadline.date)),
                    Fact(label="Instant", value=formatting.instant(deadline.instant)),
                    Fact(label="Left", value=note.left or "—"),
                    Fact(label="Section", value=note.authority),
                    *self._act(),
                    self._rule(note),
                    self._calendar(),
                    Fact(label="Computed", value=formatting.instant(deadline.computed_at)),
                    Fact(label="Fell due", value=formatting.instant(deadline.fell_due_at)),
                    Fact(
                        label="Acknowledged",
                        value=deadline.acknowledged_by or "not yet",
                        hint=formatting.instant(deadline.acknowledged_at) if deadline.acknowledged_at else "",
                    ),
                    *self._successor(),
                ],
            ),
            history_panel(plan=self.plan(), object_type="deadline", object_id=deadline.pk),
        ]

    def _words(self) -> list[dict[str, Any]]:
        """The words of the plan's own papers that the date is counted by, each with its place."""
        places = Places()
        return [
            {
                "words": words,
                "paper": document.title,
                "place": places.of(document, words, self.plan()),
            }
            for document, words in paper_law.of_deadline(self.object)
        ]

    def _act(self) -> list[Fact]:
        """Who acts, on which page; nothing for a date that no act is about."""
        told = self.object.explanation
        if not told.get("act"):
            return []
        return [
            Fact(
                label="Act",
                value=Act(told["act"]).label,
                url=doors.page_of(told["act"], self.plan(), told.get("page", ""), told.get("further", [])),
                hint=f"Who acts: {who_proposes(told['act'])}.",
            )
        ]

    def _rule(self, note: deadline_note.Note) -> Fact:
        rule = self.object.rule
        known = f"{reverse('ledger:rules')}?tab=functions#{rule}" if note.function else ""
        return Fact(label="Rule", value=rule, url=known)

    def _calendar(self) -> Fact:
        deadline = self.object
        if not deadline.calendar_code:
            return Fact(label="Calendar", value="none: no days are counted")
        url = reverse("ledger:calendar", args=[deadline.calendar_code])
        year = f"&year={deadline.date.year}" if deadline.date else ""
        return Fact(
            label="Calendar",
            value=f"{deadline.calendar_code} version {deadline.calendar_version}",
            url=f"{url}?version={deadline.calendar_version}{year}" if deadline.calendar_version else url,
        )

    def _inputs(self) -> list[Panel]:
        inputs = self.object.explanation.get("inputs", [])
        if not inputs:
            return []
        return [
            FactsPanel(title="What went in", facts=[Fact(label=name, value=words) for name, words in inputs])
        ]

    def _successor(self) -> list[Fact]:
        if self.object.superseded_by_id is None:
            return []
        url = self.url("deadline", self.object.superseded_by_id)
        return [
            Fact(
                label="Superseded",
                value=formatting.instant(self.object.superseded_at),
                hint="See the date that replaced it",
                url=url,
            )
        ]


class Cockpit(PlanPage, DetailShell):
    """The four prongs of the Distribution Date, side by side, each with its days and its reason."""

    section = "cockpit"
    template_name = "ledger/deadlines/cockpit.html"

    def get_object(self) -> Any:
        return self.plan()

    def title(self) -> str:
        return "Trigger cockpit"

    def lead(self) -> str:
        return (
            "The Distribution Date is the earliest of four prongs. Nothing here declares anybody: "
            "the program counts, people decide."
        )

    def actions(self) -> list[Action]:
        supposed = Action(
            label="What if announced today", url=self.url("whatif") + "?suppose=announced-today"
        )
        return [
            supposed,
            *self.action_for(Act.FACT, "Record a fact", self.url("event-kinds"), tone="primary"),
        ]

    def panels(self, tab: str) -> list[Panel]:
        return []

    def page_context(self) -> dict[str, Any]:
        plan = self.plan()
        today = plan_day.today(plan)
        current = {
            row.key: row
            for row in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT)
            .select_related("plan")
            .order_by("key")
        }
        prongs = [
            {
                "row": row,
                "name": key.removeprefix("prong."),
                "state": formatting.state_words(row.state),
                "strip": timeline.strip_of(row),
                "left": deadline_note.business_days_left(row, today),
                "tone": "bad" if row.governing else STATE_TONES.get(row.state, ""),
            }
            for key, row in current.items()
            if row.kind == "prong"
        ]
        return super().page_context() | {
            "plan_today": today,
            "distribution": current.get("distribution_date"),
            "prongs": prongs,
            "breaks": questions.breaks(plan),
            "waiting": board.all_waiting(plan),
            "cases": TriggerCase.objects.filter(plan=plan).select_related("event", "person"),
            "case_tones": CASE_TONES,
            "open_case": CaseStatus.OPEN,
        }
