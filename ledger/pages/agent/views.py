"""The Rights Agent: who it is, who signs for it, and its change (sections 19 and 21)."""

from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404

from ledger.enums import Act, ApprovalStatus
from ledger.models import AgentNotice, Approval, Plan, Signatory
from ledger.pages.agent.forms import AgentNoticeForm, SuccessorForm
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.fields import PAPER_FIELDS
from ledger.pages.papers import paper_of
from ledger.rules.agent import last_day_to_appoint
from ledger.selectors import plan_day
from ledger.selectors.terms import terms_as_of
from ledger.services import agent, signatories
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    Panel,
)

TERMS = (
    (agent.NAME, "The Rights Agent"),
    (agent.ADDRESS, "Address for notices"),
    (agent.NOTICE_DAYS, "Days of notice of a change"),
    (agent.CAPITAL, "Least capital of a successor, dollars"),
)


class AgentPage(PlanPage, DetailShell):
    """The agent now, those who sign for it, its notices and changes."""

    section = "agent"
    object: Plan

    def get_object(self) -> Plan:
        return self.plan()

    def title(self) -> str:
        return "Rights Agent"

    def lead(self) -> str:
        return "Faces and notices name the agent of their day; only its own signatories countersign."

    @cached_property
    def _open_notice(self) -> AgentNotice | None:
        return AgentNotice.objects.filter(plan=self.plan(), change__isnull=True).first()

    def actions(self) -> list[Action]:
        notice = self._open_notice
        change = (
            self.action_for(
                Act.AGENT_CHANGE,
                "Propose the successor",
                self.url("agent-successor", notice.pk),
                tone="primary",
            )
            if notice
            else self.action_for(Act.AGENT_CHANGE, "Record a notice", self.url("agent-notice"))
        )
        return [*change, *self.action_for(Act.HANDOVER, "Hand over", self.url("handover"))]

    def panels(self, tab: str) -> list[Panel]:
        plan = self.plan()
        today = max(plan_day.today(plan), plan.agreement_date)
        found = terms_as_of(plan, today)
        waiting = Approval.objects.filter(
            plan=plan, act=Act.AGENT_CHANGE, status=ApprovalStatus.PENDING
        ).first()
        notices = [
            {
                "notice": notice,
                "last_day": last_day_to_appoint(notice.given_on, notice.days),
                "change": getattr(notice, "change", None),
            }
            for notice in AgentNotice.objects.filter(plan=plan).select_related("change", "document")
        ]
        return [
            Panel(
                title="Notices and changes",
                template="ledger/agent/changes.html",
                data={"notices": notices, "waiting": waiting},
                flush=True,
            ),
            FactsPanel(
                title=f"On {formatting.long_date(today)}",
                aside=True,
                facts=[
                    *(
                        Fact(
                            label=label,
                            value=_said(found, key),
                            url=f"{self.url('plan')}?tab=terms#term-{key}",
                        )
                        for key, label in TERMS
                    ),
                    *(
                        Fact(label="Signs for it", value=signatory.name, hint=signatory.title)
                        for signatory in signatories.in_office(plan, today).filter(
                            party=Signatory.Party.AGENT
                        )
                    ),
                ],
            ),
            history_panel(plan=plan, object_type="agentnotice", object_id=_pk(self._open_notice))
            if self._open_notice
            else history_panel(plan=plan, object_type="agentchange", object_id=_last_change(notices)),
        ]


def _said(found: dict[str, Any], key: str) -> str:
    value = found[key].value if key in found else None
    return "not stated" if value is None else str(value)


def _pk(notice: AgentNotice | None) -> int | None:
    return notice.pk if notice else None


def _last_change(notices: list[dict[str, Any]]) -> int | None:
    return max((row["change"].pk for row in notices if row["change"]), default=None)


class _OfAgent(PlanPage, FormShell):
    section = "agent"
    act = Act.AGENT_CHANGE

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Rights Agent", url=self.url("agent"))]

    def success_url(self) -> str:
        return self.url("agent")


class NoticeRecord(_OfAgent):
    """Records a notice of resignation or removal."""

    form_class = AgentNoticeForm
    submit_label = "Record the notice"
    groups = (
        FieldGroup(title="The notice", fields=("kind", "given_on")),
        FieldGroup(title="The paper", fields=PAPER_FIELDS),
    )

    def title(self) -> str:
        return "Record a notice"

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            notice = agent.record_notice(
                plan=self.plan(),
                kind=told["kind"],
                given_on=told["given_on"],
                document=paper_of(told, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        last = last_day_to_appoint(notice.given_on, notice.days)
        return f"Recorded. The last day to appoint a successor is {formatting.long_date(last)}."


class SuccessorPropose(_OfAgent):
    """Proposes the successor to a second person."""

    form_class = SuccessorForm
    submit_label = "Propose the successor"
    groups = (
        FieldGroup(title="The successor", fields=("name", "address", "effective_on")),
        FieldGroup(
            title="What section 21 asks for",
            fields=("is_corporation", "has_trust_powers", "is_supervised", "capital"),
        ),
        FieldGroup(title="The appointment and its acceptance", fields=PAPER_FIELDS),
    )

    def _notice(self) -> AgentNotice:
        return get_object_or_404(AgentNotice, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return "Propose the successor"

    def lead(self) -> str:
        return str(self._notice())

    def perform(self, form: Any) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            agent.propose_change(
                notice=self._notice(),
                successor=form.successor(),
                address=told["address"],
                effective_on=told["effective_on"],
                document=paper_of(told, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "The appointment waits for a second person."
