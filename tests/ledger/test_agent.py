"""A change of the Rights Agent: noticed, proposed, approved; the faces after it name the successor."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import Act, Basis
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import AgentChange, AgentNotice, Approval, DataQualityIssue, Deadline, Plan, Signatory
from ledger.rules.agent import Successor
from ledger.selectors import terms
from ledger.services import agent, approvals, deadlines, questions
from ledger.services.questions import TermReading
from rightsadmin.common.actor import Actor
from tests import factories

pytestmark = pytest.mark.django_db

OLD, NEW = "American Stock Transfer and Trust Company", "Harbor Trust Company, N.A."
SUCCESSOR = Successor(
    NEW, is_corporation=True, has_trust_powers=True, is_supervised=True, capital=Decimal(75_000_000)
)


@pytest.fixture
def plan() -> Plan:
    """The plan with the terms of a change confirmed by counsel."""
    plan = factories.mim_plan(date(1999, 1, 4))
    factories.give_common(plan, {factories.account(plan): 17_890_739})
    approval = questions.propose_resolution(
        issue=DataQualityIssue.objects.get(plan=plan, code="AG1"),
        text="Section 21 of the Agreement.",
        document=factories.document(plan, "Rights Agreement"),
        basis=Basis.AGREEMENT,
        effective_on=date(1998, 11, 24),
        readings=(
            TermReading("agent.notice_days", 30, "Section 21."),
            TermReading("agent.successor_capital", "50000000", "Section 21."),
        ),
        actor=factories.actor("clerk"),
    )
    approve(approval)
    return plan


def approve(approval: Approval) -> None:
    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )


def notice_of(plan: Plan) -> AgentNotice:
    return agent.record_notice(
        plan=plan,
        kind=AgentNotice.Kind.RESIGNATION,
        given_on=date(1999, 1, 4),
        document=factories.document(plan, "Letter of resignation"),
        actor=factories.actor("clerk"),
    )


def propose(
    notice: AgentNotice, *, successor: Successor = SUCCESSOR, on: date = date(1999, 2, 3)
) -> Approval:
    return agent.propose_change(
        notice=notice,
        successor=successor,
        address="1 Harbor Plaza, New York",
        effective_on=on,
        document=factories.document(notice.plan, "Appointment and acceptance"),
        actor=factories.actor("clerk"),
    )


def test_change_names_the_successor_from_its_day_and_ends_the_old_signatories(plan):
    approval = propose(notice_of(plan))
    assert terms.value(plan, "agent.name", date(1999, 2, 3)) == OLD
    approve(approval)

    assert terms.value(plan, "agent.name", date(1999, 2, 2)) == OLD
    assert terms.value(plan, "agent.name", date(1999, 2, 3)) == NEW
    assert terms.value(plan, "notices.agent", date(1999, 2, 3)) == "1 Harbor Plaza, New York"
    agents = Signatory.objects.filter(plan=plan, party="agent")
    assert set(agents.values_list("until_on", flat=True)) == {date(1999, 2, 2)}
    assert Signatory.objects.filter(plan=plan, party="issuer", until_on__isnull=True).count() == 2
    assert AgentChange.objects.get().former == OLD


def test_notice_without_a_successor_is_a_deadline(plan):
    notice = notice_of(plan)
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    row = Deadline.objects.get(plan=plan, kind="agent_successor", status="current")
    assert row.date == date(1999, 2, 3)
    assert "ask a court" in row.reason

    approve(propose(notice))
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    assert not Deadline.objects.filter(plan=plan, kind="agent_successor", status="current").exists()


def test_unknown_terms_hold_notice_and_change():
    plan = factories.mim_plan()
    with pytest.raises(Held, match="AG1"):
        notice_of(plan)
    assert not AgentNotice.objects.exists()


def test_ineligible_successor_is_refused_and_changes_nothing(plan):
    notice = notice_of(plan)
    poor = Successor(
        "Small Co.", is_corporation=True, has_trust_powers=False, is_supervised=True, capital=Decimal(1)
    )
    with pytest.raises(RuleViolation, match=r"no corporate trust.*less than"):
        propose(notice, successor=poor)
    with pytest.raises(RuleViolation, match="cannot take effect before"):
        propose(notice, on=date(1999, 2, 2))
    assert not Approval.objects.filter(act=Act.AGENT_CHANGE).exists()


def test_change_is_made_once_and_by_two_persons(plan):
    notice = notice_of(plan)
    with pytest.raises(Conflict, match="waits for its successor"):
        notice_of(plan)
    approval = propose(notice)
    with pytest.raises(NotAuthorised):
        approvals.approve(
            approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("clerk")
        )
    approve(approval)
    with pytest.raises(Conflict, match="has its successor"):
        propose(notice)
