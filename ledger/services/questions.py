"""Closing an unclear term: a Board resolution or counsel's word on paper, and a second person (rules part B)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from ledger.enums import Act, Basis, IssueStatus
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, DataQualityIssue, Plan, SourceDocument
from ledger.rules.dates import date_text
from ledger.rules.questions import closing_findings
from ledger.selectors import law, questions as selector
from ledger.selectors.terms import terms_as_of
from ledger.services import approvals, audit, deadlines
from ledger.services.counsel import require_word
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan, lock_question
from ledger.services.terms import record_term
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

BASES = (Basis.COUNSEL, Basis.RESOLUTION, Basis.AMENDMENT, Basis.AGREEMENT)


@dataclass(frozen=True)
class TermReading:
    """What a confirmation says a term is: its key, its value and the sentence of the paper that says so."""

    key: str
    value: Any
    citation: str


def propose_resolution(
    *,
    issue: DataQualityIssue,
    text: str,
    document: SourceDocument,
    basis: str,
    effective_on: date,
    readings: tuple[TermReading, ...] = (),
    actor: Actor,
) -> Approval:
    """Proposes to close the issue on this paper, with the readings of its terms in force from `effective_on`.

    RuleViolation where the text is empty, the basis is none of those that close this question (an act of the Board
    never closes what freezes the Board), counsel's word is given by somebody else or on no paper that is kept, no
    reading is told where some are on file, or a reading is of a term the issue is not about.
    """
    if not text.strip():
        raise RuleViolation("Write what the paper confirms: the text is empty.")
    if basis not in BASES:
        raise RuleViolation(
            "An open question is closed by counsel, a Board resolution, an amendment or the Agreement only."
        )
    require_none_against(
        closing_findings(
            issue.code,
            basis=basis,
            closed_by=issue.closed_by,
            term_keys=issue.term_keys,
            read_keys=[reading.key for reading in readings],
            has_candidates=bool(issue.candidates),
        )
    )
    if basis == Basis.COUNSEL:
        require_word("Counsel's confirmation", issue.code, document, actor)
    with transaction.atomic():
        issue = lock_question(issue.pk)
        if issue.status == IssueStatus.RESOLVED:
            raise Conflict(f"{issue.code} was closed already, on {date_text(issue.resolved_at)}.")
        approval = approvals.propose(
            plan=issue.plan,
            act=Act.QUALITY,
            subject=f"Close {issue.code}: {issue.title}",
            target_type="dataqualityissue",
            target_id=issue.pk,
            payload=_payload(issue, text, document, basis, effective_on, readings),
            legal_basis=f"{Basis(basis).label}: {document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )
        _set_status(issue, IssueStatus.PROPOSED, actor, text)
    return approval


def _payload(
    issue: DataQualityIssue,
    text: str,
    document: SourceDocument,
    basis: str,
    effective_on: date,
    readings: Sequence[TermReading],
) -> dict[str, Any]:
    """What is approved: each reading with the value it replaces, so that a term that moved meanwhile is another act."""
    in_force = terms_as_of(issue.plan, effective_on)
    return {
        "issue": issue.code,
        "text": text,
        "document": document.pk,
        "basis": basis,
        "effective_on": effective_on.isoformat(),
        "readings": [
            {
                "key": reading.key,
                "before": in_force[reading.key].value if reading.key in in_force else None,
                "value": reading.value,
                "citation": reading.citation,
            }
            for reading in readings
        ],
    }


@approvals.on_approval(Act.QUALITY)
def _close(approval: Approval, actor: Actor) -> None:
    lock_plan(approval.plan_id)
    issue = lock_question(approval.target_id)
    payload = approval.payload
    document = SourceDocument.objects.get(pk=payload["document"])
    effective_on = date.fromisoformat(payload["effective_on"])
    readings = [TermReading(row["key"], row["value"], row["citation"]) for row in payload["readings"]]
    approvals.require_unchanged(
        approval, _payload(issue, payload["text"], document, payload["basis"], effective_on, readings)
    )
    for reading in readings:
        record_term(
            plan=issue.plan,
            key=reading.key,
            value=reading.value,
            citation=reading.citation,
            basis=payload["basis"],
            basis_reference=f"{issue.code}: {document.title}",
            document=document,
            effective_on=effective_on,
            actor=actor,
        )
    issue.resolution_text, issue.resolution_document = payload["text"], document
    issue.approval, issue.resolved_at = approval, clock.now()
    _set_status(issue, IssueStatus.RESOLVED, actor, payload["text"])
    audit.record(
        "quality.resolved", plan=issue.plan, target=issue, reason=payload["text"], after=payload, actor=actor
    )
    deadlines.bring_to_date(plan=issue.plan, actor=actor)


def close_settled_breaks(
    *, plan: Plan, approval: Approval, document: SourceDocument, text: str, actor: Actor
) -> None:
    """Closes each open break whose cause the approved act took away: its two dates stand against each other no longer.

    A step of that act; the plan is locked by the caller, who brings the deadlines to date. A break whose closing waits
    for a second person already is left to it.
    """
    dates = law.dates(plan)
    standing = {found.sentence for found in (*dates.distribution.breaks, *dates.expiration.breaks)}
    for row in selector.breaks(plan):
        if row.status != IssueStatus.OPEN or row.inconsistency in standing:
            continue
        issue = lock_question(row.pk)
        issue.resolution_text, issue.resolution_document = text, document
        issue.approval, issue.resolved_at = approval, clock.now()
        _set_status(issue, IssueStatus.RESOLVED, actor, text[:90])
        audit.record("quality.resolved", plan=plan, target=issue, reason=text, actor=actor)


@approvals.on_rejection(Act.QUALITY)
def _reopen(approval: Approval, actor: Actor) -> None:
    issue = lock_question(approval.target_id)
    _set_status(issue, IssueStatus.OPEN, actor, approval.decision_reason)


def _set_status(issue: DataQualityIssue, status: str, actor: Actor, reason: str) -> None:
    issue.status = status
    audit.stamp(issue, actor=actor, reason=reason).save()
