"""The Board: directors over time, Continuing Directors on a day, the majority and the freeze; and their records."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.models import Director
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.board import board_svg
from ledger.pages.board.forms import ClearedForm, DepartureForm, JoinForm, TaintForm
from ledger.pages.fields import DayForm
from ledger.rules.continuing_directors import Freeze
from ledger.selectors import inbox, plan_day
from ledger.selectors.board_history import BoardHistory, board_history
from ledger.services import board
from rightsadmin.common import formatting
from rightsadmin.common.clock import new_york_date
from rightsadmin.common.shells import Action, Crumb, DetailShell, FieldGroup, FormShell, Panel

STANDING_TONES = {
    "continuing": "ok",
    "not_continuing": "bad",
    "undetermined": "warn",
    "not_in_office": "",
}
MAJORITY_WORDS = {
    True: ("A majority", "ok", "Continuing Directors are strictly more than half of those in office."),
    False: (
        "No majority",
        "bad",
        "Continuing Directors are not more than half of those in office; half is not a majority.",
    ),
    None: (
        "Undetermined",
        "warn",
        "The directors whose standing is in question would decide it: ask counsel.",
    ),
}


class BoardPage(PlanPage, DetailShell):
    """The Board on a day (`?on=`, the plan's today by default)."""

    section = "board"

    def get_object(self) -> Any:
        return self.plan()

    def title(self) -> str:
        return "The Board"

    def lead(self) -> str:
        return f"As it stood on {formatting.long_date(self._history.on)}."

    def actions(self) -> list[Action]:
        return self.action_for(
            Act.DIRECTOR, "Record a director", self.url("director-join"), tone="primary"
        ) + self.action_for(Act.RESOLUTION, "Record a resolution", self.url("resolution-kinds"))

    @cached_property
    def _form(self) -> DayForm:
        return DayForm(
            self.request.GET if "on" in self.request.GET else None,
            initial={"on": plan_day.today(self.plan())},
        )

    @cached_property
    def _history(self) -> BoardHistory:
        asked = self._form.cleaned_data["on"] if self._form.is_bound and self._form.is_valid() else None
        return board_history(self.plan(), asked or plan_day.today(self.plan()))

    def panels(self, tab: str) -> list[Panel]:
        history = self._history
        words, tone, why = MAJORITY_WORDS[history.view.continuing_majority]
        return [
            Panel(
                title="Continuing Directors",
                note="Decided on the set as it stood that day, by limb (i) or limb (ii).",
                template="ledger/board/head.html",
                wide=True,
                data={
                    "form": self._form,
                    "history": history,
                    "majority": {"words": words, "tone": tone, "why": why},
                    "risk": inbox.legal_risk(self.plan()),
                    "freeze_from": _first_day(history.freeze),
                    "plan": self.plan(),
                },
            ),
            Panel(
                title="Directors over time",
                template="ledger/board/directors.html",
                wide=True,
                data={
                    "drawing": self._drawing(),
                    "seats": [
                        {
                            "director": seat.director,
                            "standing": formatting.state_words(seat.standing.value),
                            "tone": STANDING_TONES[seat.standing.value],
                            "why": seat.standing.reason,
                        }
                        for seat in history.seats
                    ],
                    "may_record": self.action_for(Act.DIRECTOR, "", ""),
                    "plan": self.plan(),
                },
                flush=True,
            ),
            Panel(
                title="The freeze",
                note="As many days as the terms say, from the day the majority is lost.",
                template="ledger/board/freezes.html",
                data={
                    "windows": [
                        {"first": _first_day(window), "last": window.last, "covers": window == history.freeze}
                        for window in history.freezes
                    ],
                    "applies": history.applies,
                },
                flush=True,
            ),
            Panel(
                title="Each change, and the majority after it",
                template="ledger/board/changes.html",
                data={
                    "changes": [
                        {
                            "view": change.view,
                            "words": change.words,
                            "majority": MAJORITY_WORDS[change.view.continuing_majority],
                        }
                        for change in history.changes
                    ]
                },
                flush=True,
            ),
            history_panel(plan=self.plan(), object_type="director", title="Acts on the record of directors"),
        ]

    def _drawing(self) -> board_svg.Board:
        history = self._history
        services = [
            board_svg.Service(
                name=seat.director.name,
                since=seat.director.joined_on,
                until=seat.director.left_on,
                standing=seat.standing.value,
            )
            for seat in history.seats
        ]
        spans = [(new_york_date(window.lost_at), window.last) for window in history.freezes]
        return board_svg.board(services, history.on, spans)


def _first_day(freeze: Freeze | None) -> date | None:
    return new_york_date(freeze.lost_at) if freeze else None


class _DirectorForm(PlanPage, FormShell):
    section = "board"
    act = Act.DIRECTOR

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="The Board", url=self.url("board"))]

    def success_url(self) -> str:
        return self.url("board")


class DirectorJoin(_DirectorForm):
    """Records a director who joined."""

    form_class = JoinForm
    submit_label = "Record the director"
    groups = (
        FieldGroup(title="The director", fields=("name", "joined_on")),
        FieldGroup(
            title="The approval",
            help="Limb (ii): who joined after the date of the Agreement is a Continuing Director only where a "
            "majority of the Continuing Directors of that day recommended or approved him.",
            fields=("approved_on", "approved_by"),
        ),
        FieldGroup(title="What shows it", fields=("evidence",)),
    )

    def title(self) -> str:
        return "Record a director"

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def perform(self, form: forms.Form) -> str:
        director = board.record_director(plan=self.plan(), actor=self.actor, **form.cleaned_data)
        return f"{director.name} is recorded. The deadlines are computed anew."


class _OfOneDirector(_DirectorForm):
    def _director(self) -> Director:
        return get_object_or_404(Director, plan=self.plan(), pk=self.number("pk"))


class DirectorLeave(_OfOneDirector):
    """Records that a director left."""

    form_class = DepartureForm
    submit_label = "Record the departure"
    groups = (FieldGroup(title="The departure", fields=("left_on", "evidence")),)

    def title(self) -> str:
        return f"{self._director()} left the Board"

    def perform(self, form: forms.Form) -> str:
        director = board.record_departure(director=self._director(), actor=self.actor, **form.cleaned_data)
        return f"{director.name} left on {formatting.long_date(director.left_on)}. The deadlines are computed anew."


class DirectorTaint(_OfOneDirector):
    """Records that a director is tied to an Acquiring Person."""

    form_class = TaintForm
    submit_label = "Record it"
    groups = (
        FieldGroup(
            title="No longer a Continuing Director",
            help="An Acquiring Person, its affiliate or associate, or its representative or nominee. The words of the "
            "two limbs differ; where they leave a gap the standing is undetermined.",
            fields=("tainted_on", "taint", "evidence"),
        ),
    )

    def title(self) -> str:
        return f"{self._director()} and an Acquiring Person"

    def perform(self, form: forms.Form) -> str:
        director = board.record_taint(director=self._director(), actor=self.actor, **form.cleaned_data)
        return f"Recorded of {director.name}. The deadlines are computed anew."


class DirectorCleared(_OfOneDirector):
    """Records that a director's tie to an Acquiring Person ended."""

    form_class = ClearedForm
    submit_label = "Record it"
    groups = (
        FieldGroup(
            title="Tied to an Acquiring Person no longer",
            help="From that day the director counts as before the tie.",
            fields=("cleared_on", "evidence"),
        ),
    )

    def title(self) -> str:
        return f"{self._director()} and an Acquiring Person: the end of the tie"

    def perform(self, form: forms.Form) -> str:
        director = board.record_taint_end(director=self._director(), actor=self.actor, **form.cleaned_data)
        return f"Recorded of {director.name}. The deadlines are computed anew."
