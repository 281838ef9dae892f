"""The acts of the Board: each with its paper and what the rules say of its power and time."""

from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act, ResolutionKind
from ledger.models import Resolution
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.fields import PAPER_FIELDS
from ledger.pages.kinds import KindsPage
from ledger.pages.papers import paper_fact, paper_of
from ledger.pages.resolutions.forms import FORMS, WithdrawalForm
from ledger.pages.resolutions.tables import ResolutionTable
from ledger.selectors import board, provided
from ledger.services import resolutions, withdrawn_resolutions
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    ActShell,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
)

_EFFECTS = {
    "in effect": ("In effect", "ok"),
    "waits": ("Waits for a second person", "warn"),
    "none": ("Without effect", "bad"),
    "withdrawn": ("Withdrawn: recorded wrongly", "bad"),
}
# What a redemption and an exchange order is posted by an act of its own, from the page that works it out.
_POSTED_AT: dict[str, Act] = {
    ResolutionKind.REDEMPTION: Act.REDEMPTION,
    ResolutionKind.EXCHANGE: Act.EXCHANGE,
}


class ResolutionList(PlanPage, ListShell):
    """The resolutions of the Board."""

    section = "resolutions"
    table_class = ResolutionTable
    default_sort = "-adopted_at"
    noun = "resolution"
    empty = "No resolution is recorded."

    def title(self) -> str:
        return "Resolutions"

    def lead(self) -> str:
        return "What the Board decided, the power it used, and whether that power was there at the time."

    def actions(self) -> list[Action]:
        return self.action_for(
            Act.RESOLUTION, "Record a resolution", self.url("resolution-kinds"), tone="primary"
        )

    def get_queryset(self) -> QuerySet[Resolution]:
        return Resolution.objects.filter(plan=self.plan()).select_related("plan")


class ResolutionDetail(PlanPage, DetailShell, ActShell):
    """One resolution."""

    section = "resolutions"
    object: Resolution

    def get_object(self) -> Resolution:
        return get_object_or_404(
            Resolution.objects.select_related("document"), plan=self.plan(), pk=self.number("pk")
        )

    def title(self) -> str:
        return str(self.object)

    def lead(self) -> str:
        return f"Adopted {formatting.instant(self.object.adopted_at)}"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Resolutions", url=self.url("resolutions"))]

    def status(self) -> tuple[str, str] | None:
        """Whether an act that two persons give its effect has it."""
        if self.object.kind not in board.BY_TWO_PERSONS:
            return None
        return _EFFECTS[self._effect]

    @cached_property
    def _effect(self) -> str:
        return board.effect_of(self.object)

    def actions(self) -> list[Action]:
        if self.object.kind not in board.BY_TWO_PERSONS:
            return []
        effect, found = self._effect, []
        if effect == "waits" and (waiting := board.approval_of(self.object)):
            found.append(Action(label="To its approval", url=reverse("ledger:approval", args=[waiting.pk])))
        if effect == "none":
            found += self.action_for(
                Act.BOARD_ACT, "Propose its effect again", self.request.path, method="post"
            )
        if effect == "in effect" and self.object.kind in _POSTED_AT:
            found += self.action_for(
                _POSTED_AT[self.object.kind],
                "Work out its posting",
                self.url("preview", self.object.kind),
                tone="primary",
            )
        if effect != "withdrawn":
            found += self.action_for(
                Act.RESOLUTION_WITHDRAWAL, "Withdraw", self.url("resolution-withdraw", self.object.pk)
            )
        return found

    def act_now(self) -> str:
        """Proposes the effect of an act that a second person sent back."""
        resolutions.propose_effect(resolution=self.get_object(), actor=self.actor)
        return "Its effect waits for a second person."

    def panels(self, tab: str) -> list[Panel]:
        resolution = self.object
        return [
            Panel(
                title="What it says",
                template="ledger/resolutions/detail.html",
                data={"resolution": resolution},
            ),
            FactsPanel(
                title="On file",
                aside=True,
                facts=[
                    Fact(label="Number", value=resolution.number),
                    Fact(label="Adopted", value=formatting.instant(resolution.adopted_at)),
                    Fact(label="Effective", value=formatting.instant(resolution.effective_at)),
                    paper_fact(self.plan(), "Paper", resolution.document),
                    Fact(label="Recorded", value=formatting.instant(resolution.recorded_at)),
                    *(
                        Fact(label=formatting.label(name), value=formatting.recorded(value))
                        for name, value in resolution.data.items()
                    ),
                ],
            ),
            history_panel(plan=self.plan(), object_type="resolution", object_id=resolution.pk),
        ]


class ResolutionWithdraw(PlanPage, FormShell):
    """Proposes to withdraw a resolution that was recorded wrongly; it stays on file."""

    section = "resolutions"
    act = Act.RESOLUTION_WITHDRAWAL
    form_class = WithdrawalForm
    submit_label = "Propose to withdraw it"
    groups = (
        FieldGroup(
            title="Why",
            help="The record of it was wrong: another number, kind, instant or plan. It stays on file as withdrawn, "
            "and what it ordered has no effect from the second person’s word on.",
            fields=("reason",),
        ),
    )

    @cached_property
    def _resolution(self) -> Resolution:
        return get_object_or_404(Resolution, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return f"Withdraw: {self._resolution}"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Resolutions", url=self.url("resolutions"))]

    def perform(self, form: Any) -> str:
        withdrawn_resolutions.propose(
            resolution=self._resolution, reason=form.cleaned_data["reason"], actor=self.actor
        )
        return "The withdrawal waits for a second person."

    def success_url(self) -> str:
        return self.url("resolution", self.kwargs["pk"])


class ResolutionKinds(KindsPage):
    """Which power the Board used: the first step of recording a resolution."""

    section = "resolutions"
    act = Act.RESOLUTION
    kinds_title, list_label = "Powers of the Board", "Resolutions"
    list_name, record_name = "resolutions", "resolution-record"

    def title(self) -> str:
        return "Record a resolution"

    def lead(self) -> str:
        return "Choose what the Board did. The rules say at once whether it had the power then."

    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, str(ResolutionKind(kind).label)) for kind in FORMS]

    def is_offered(self, kind: str) -> bool:
        return provided.has_resolution(self.provided, kind)


class ResolutionRecord(PlanPage, FormShell):
    """Records a resolution of one kind."""

    section = "resolutions"
    act = Act.RESOLUTION
    submit_label = "Record the resolution"
    recorded: Resolution

    @property
    def form_class(self) -> Any:  # type: ignore[override]
        if self.kwargs["kind"] not in FORMS:
            raise Http404
        return FORMS[self.kwargs["kind"]]

    @property
    def groups(self) -> Any:  # type: ignore[override]
        particulars = self.form_class.particulars
        powers = [FieldGroup(title="What it decides", fields=particulars)] if particulars else []
        return (
            FieldGroup(title="The resolution", fields=("number", "adopted_at", "effective_at", "text")),
            *powers,
            FieldGroup(title="The signed paper", fields=PAPER_FIELDS),
        )

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def title(self) -> str:
        return (
            ResolutionKind(self.kwargs["kind"]).label
            if self.kwargs["kind"] in FORMS
            else "Record a resolution"
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Resolutions", url=self.url("resolutions"))]

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        with transaction.atomic():
            self.recorded = resolutions.record_resolution(
                plan=self.plan(),
                number=data["number"],
                kind=self.kwargs["kind"],
                adopted_at=data["adopted_at"],
                effective_at=data["effective_at"],
                text=data["text"],
                document=paper_of(data, plan=self.plan(), excerpt=data["text"], actor=self.actor),
                data=form.data_of_resolution(),
                actor=self.actor,
            )
        if self.recorded.kind in board.BY_TWO_PERSONS:
            return f"Recorded: {self.recorded}. It has no effect before a second person approves it."
        return f"Recorded: {self.recorded}."

    def success_url(self) -> str:
        return self.url("resolution", self.recorded.pk)
