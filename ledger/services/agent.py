"""A change of the Rights Agent: the notice, and the successor's appointment by two persons (sections 19, 21; R7)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import Act, Basis
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import AgentChange, AgentNotice, Approval, Plan, Signatory, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.agent import Successor, change_findings
from ledger.rules.dates import date_text
from ledger.selectors import questions, terms
from ledger.services import approvals, audit, deadlines, signatories
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from ledger.services.terms import record_term
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

NOTICE_DAYS, CAPITAL, NAME, ADDRESS = (
    "agent.notice_days",
    "agent.successor_capital",
    "agent.name",
    "notices.agent",
)
HELD_AS = "agent_change"


def record_notice(
    *, plan: Plan, kind: str, given_on: date, document: SourceDocument, actor: Actor
) -> AgentNotice:
    """The notice of resignation or removal; its days are the plan's term in force that day, and begin a deadline.

    Held where the term is not known, Conflict where another notice waits for its successor, RuleViolation where the
    notice is of a day to come or its paper of another plan.
    """
    require_propose(actor, Act.AGENT_CHANGE)
    if given_on > clock.today():
        raise RuleViolation("The notice cannot have been given yet: its day lies in the future.")
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if waiting := AgentNotice.objects.filter(plan=plan, change__isnull=True).first():
            raise Conflict(f"“{waiting}” waits for its successor already.")
        days = _known(plan, NOTICE_DAYS, given_on)
        if days is None:
            questions.require_clear(plan, HELD_AS)
            raise Held(
                "How many days a notice runs is not known. Record the term with the sentence that says so.",
                rule="R7",
                next_act=Act.QUALITY,
            )
        notice = AgentNotice.objects.create(
            plan=plan,
            kind=kind,
            given_on=given_on,
            days=days,
            document=document,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        audit.record(
            "agent.noticed",
            plan=plan,
            target=notice,
            after={"given_on": given_on.isoformat(), "days": days},
            actor=actor,
        )
        deadlines.bring_to_date(plan=plan, actor=actor)
    return notice


def propose_change(
    *,
    notice: AgentNotice,
    successor: Successor,
    address: str,
    effective_on: date,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes the successor's appointment; `document` is the appointment with the successor's acceptance.

    RuleViolation where section 21 forbids it, Held where an open question or an unknown term holds it, Conflict where
    the notice has its successor.
    """
    with transaction.atomic():
        plan = lock_plan(notice.plan_id)
        payload = _payload(plan, notice, successor, address, effective_on, document)
        return approvals.propose(
            plan=plan,
            act=Act.AGENT_CHANGE,
            subject=f"Rights Agent from {date_text(effective_on)}: {successor.name}",
            target_type="agentnotice",
            target_id=notice.pk,
            payload=payload,
            legal_basis=f"Section 21; {document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )


def _payload(
    plan: Plan,
    notice: AgentNotice,
    successor: Successor,
    address: str,
    effective_on: date,
    document: SourceDocument,
) -> dict[str, Any]:
    if AgentChange.objects.filter(notice=notice).exists():
        raise Conflict(f"“{notice}” has its successor already.")
    if not successor.name.strip() or not address.strip():
        raise RuleViolation("Give the successor's name and the address for notices to it.")
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    questions.require_clear(plan, HELD_AS)
    former = terms.value(plan, NAME, effective_on)
    floor = _known(plan, CAPITAL, effective_on)
    findings = change_findings(
        former=former,
        successor=successor,
        given_on=notice.given_on,
        days=notice.days,
        effective_on=effective_on,
        floor=None if floor is None else Decimal(floor),
    )
    require_none_against(findings, rule="R7")
    return {
        "notice": notice.pk,
        "former": former,
        "successor": successor.name,
        "address": address,
        "capital": f"{successor.capital:.2f}",
        "facts": {
            "is_corporation": successor.is_corporation,
            "has_trust_powers": successor.has_trust_powers,
            "is_supervised": successor.is_supervised,
        },
        "effective_on": effective_on.isoformat(),
        "document": document.pk,
    }


@approvals.on_approval(Act.AGENT_CHANGE)
def _record(approval: Approval, actor: Actor) -> None:
    plan, told = lock_plan(approval.plan_id), approval.payload
    notice = AgentNotice.objects.get(pk=approval.target_id)
    document = SourceDocument.objects.get(pk=told["document"])
    effective_on = date.fromisoformat(told["effective_on"])
    successor = Successor(told["successor"], capital=Decimal(told["capital"]), **told["facts"])
    payload = _payload(plan, notice, successor, told["address"], effective_on, document)
    approvals.require_unchanged(approval, payload)
    change = AgentChange.objects.create(
        plan=plan,
        notice=notice,
        former=told["former"],
        successor=successor.name,
        address=told["address"],
        capital=successor.capital,
        facts=told["facts"],
        effective_on=effective_on,
        document=document,
        approval=approval,
        recorded_at=clock.now(),
        recorded_by=actor.name,
    )
    for key, value in ((NAME, successor.name), (ADDRESS, told["address"])):
        record_term(
            plan=plan,
            key=key,
            value=value,
            citation=f"Section 21; {document.title}, {date_text(document.dated_on)}.",
            basis=Basis.AGREEMENT,
            basis_reference=str(change),
            document=document,
            effective_on=effective_on,
            actor=actor,
        )
    ended = signatories.end_all(
        plan=plan,
        party=Signatory.Party.AGENT,
        last_day=effective_on - timedelta(days=1),
        reason=str(change),
        actor=actor,
    )
    audit.record(
        "agent.changed",
        plan=plan,
        target=change,
        reason=f"Approval {approval.pk}",
        before={"agent": told["former"], "signatories": [signatory.name for signatory in ended]},
        after={"agent": successor.name, "effective_on": effective_on.isoformat()},
        actor=actor,
    )
    deadlines.bring_to_date(plan=plan, actor=actor)


def _known(plan: Plan, key: str, on: date) -> Any:
    """The term's value on that day, None where the plan has none or leaves it empty."""
    found = terms.terms_as_of(plan, on).get(key)
    return found.value if found else None
