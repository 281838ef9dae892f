"""Persons outside: what their groups own by the findings on record, and whose Rights are void since when."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.errors import BackOfficeError
from ledger.models import Person, Plan, PlanEvent
from ledger.pages.base import PlanPage, history_panel
from ledger.permissions import may_propose
from ledger.rules.exact import exact_decimal, exact_text
from ledger.rules.wire import KINDS
from ledger.rules.wire.shapes import PERCENT
from ledger.selectors import beneficial, ownership, plan_day
from ledger.selectors.beneficial import Standing
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Crumb, DetailShell, Fact, FactsPanel, Panel


class _OfPersons(PlanPage, DetailShell):
    section = "persons"

    def actions(self) -> list[Action]:
        return [
            *self.action_for(Act.VOID_FINDING, "Record a finding", self.url("finding-record")),
            *self.action_for(Act.PERSON_TIE, "Record who acts together", self.url("tie-record")),
            *self.action_for(Act.EXEMPTION, "Exempt, waive or close", self.url("release-person")),
            *self.action_for(Act.VOIDING, "Void Rights", self.url("voiding")),
        ]

    def findings_panel(self, person: Person | None = None) -> Panel:
        """The findings with what became of them; each that may be withdrawn leads there."""
        return Panel(
            title="Findings",
            note="Of a person the latest finding in an account counts; of rights to acquire, derivatives, the latest.",
            template="ledger/ownership/findings.html",
            data={
                "findings": ownership.on_record(self.plan(), person),
                "slug": self.plan().slug,
                "may_withdraw": may_propose(self.actor, Act.FINDING_WITHDRAWAL),
            },
            flush=True,
            wide=True,
        )

    def announced_panel(self, person: Person | None = None) -> Panel:
        """The facts that name a person: when, at which percentage, by which paper."""
        return Panel(
            title="What was announced",
            note="Each fact with its paper; what the program found is below.",
            template="ledger/ownership/announced.html",
            data={
                "rows": [
                    {"fact": fact, "percent": _percent(fact)}
                    for fact in ownership.announced(self.plan(), person)
                ],
                "slug": self.plan().slug,
            },
            flush=True,
            wide=True,
        )

    def ties_panel(self, person: Person | None = None) -> Panel:
        """Who acts together, from when until when."""
        return Panel(
            title="Who acts together",
            note="They count as one group on the days of the tie.",
            template="ledger/ownership/ties.html",
            data={
                "ties": ownership.ties_on_record(self.plan(), person),
                "slug": self.plan().slug,
                "may_end": may_propose(self.actor, Act.PERSON_TIE),
            },
            flush=True,
        )


def _percent(fact: PlanEvent) -> str:
    """The percentages that the fact tells, in words."""
    told = [
        field.name for field in KINDS[fact.kind].fields if field.shape is PERCENT and field.name in fact.data
    ]
    return ", then ".join(f"{fact.data[name]}%" for name in told)


def _row(stands: Standing) -> dict[str, Any]:
    """A person as a line of the table."""
    owns = stands.owns
    figures = (
        {
            "shares": formatting.quantity(exact_decimal(owns.shares)),
            "percent": formatting.percent(owns.percent.value / 100),
            "threshold": f"{exact_text(owns.threshold)}%",
            "needed": formatting.quantity(owns.threshold_shares),
            "reaches": owns.reaches,
        }
        if owns
        else {}
    )
    return {"stands": stands, **figures}


class Persons(_OfPersons):
    """Everybody whom the plan names, the findings and the ties."""

    object: Plan

    def get_object(self) -> Plan:
        return self.plan()

    def title(self) -> str:
        return "Persons"

    def lead(self) -> str:
        return "Who may be an Acquiring Person: the program adds up what was found, and declares nobody."

    def panels(self, tab: str) -> list[Panel]:
        plan = self.plan()
        return [
            Panel(
                title=f"On {formatting.long_date(plan_day.today(plan))}",
                template="ledger/ownership/persons.html",
                data={
                    "rows": [_row(each) for each in beneficial.standings(plan, plan_day.instant(plan))],
                    "slug": plan.slug,
                },
                flush=True,
                wide=True,
            ),
            self.announced_panel(),
            self.findings_panel(),
            self.ties_panel(),
            self._thresholds(),
        ]

    def _thresholds(self) -> FactsPanel:
        plan = self.plan()
        try:
            found = beneficial.thresholds(plan, plan_day.instant(plan))
        except BackOfficeError as error:
            return FactsPanel(
                title="Thresholds", aside=True, facts=[Fact(label="None", value=error.sentence)]
            )
        return FactsPanel(
            title="Thresholds",
            aside=True,
            facts=[
                Fact(
                    label="Everybody" if name == beneficial.EVERYBODY else name,
                    value=f"{exact_text(each.pct)}%",
                    hint=f"{formatting.quantity(each.shares)} shares reach it",
                )
                for name, each in found.items()
            ],
        )


class PersonDetail(_OfPersons):
    """One person: why its percentage is what it is, its findings and ties."""

    object: Person

    def get_object(self) -> Person:
        return get_object_or_404(Person, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return self.object.name

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Persons", url=self.url("persons"))]

    @cached_property
    def _standing(self) -> Standing:
        return beneficial.standings(self.plan(), plan_day.instant(self.plan()), self.object)[0]

    def status(self) -> tuple[str, str] | None:
        if self._standing.since:
            return "Its Rights are void", "bad"
        return ("A Trigger Case is open", "warn") if self._standing.is_asked else None

    def panels(self, tab: str) -> list[Panel]:
        stands = self._standing
        owned = (
            [
                Fact(label="Why", value=stands.owns.percent.reason, hint=stands.owns.percent.clause),
                *(Fact(label=name, value=told) for name, told in stands.owns.percent.inputs),
                *(Fact(label="To be seen", value=notice.message) for notice in stands.owns.notices),
            ]
            if stands.owns
            else [Fact(label="Why", value=stands.why_not)]
        )
        return [
            FactsPanel(title="What its group beneficially owns", facts=owned),
            self.announced_panel(self.object),
            self.findings_panel(self.object),
            self.ties_panel(self.object),
            FactsPanel(
                title="Declared",
                aside=True,
                facts=[
                    Fact(label="Group", value=", ".join(stands.group)),
                    Fact(
                        label="Acquiring or Adverse Person since",
                        value=formatting.instant(stands.since) if stands.since else "no case is confirmed",
                    ),
                ],
            ),
            history_panel(plan=self.plan(), object_type="person", object_id=self.object.pk),
        ]
