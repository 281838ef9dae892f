"""The terms of a plan: the one place that records them; the rows before a new one stay (I12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from ledger.enums import Basis
from ledger.errors import RuleViolation
from ledger.models import Plan, PlanTerm, SourceDocument
from ledger.rules.dates import start_of
from ledger.rules.facts import BadInput
from ledger.services import audit
from ledger.terms import checked
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Told:
    """A term as a paper or counsel tells it: in force from `effective_at`, an instant of `effective_on` (None: its
    start).
    """

    key: str
    value: Any
    citation: str
    basis: str
    basis_reference: str = ""
    document: SourceDocument | None
    effective_on: date
    effective_at: datetime | None = None


def record_term(
    *,
    plan: Plan,
    key: str,
    value: Any,
    citation: str,
    basis: str,
    basis_reference: str = "",
    document: SourceDocument | None,
    effective_on: date,
    effective_at: datetime | None = None,
    actor: Actor,
) -> PlanTerm:
    """One term; else as `record_terms`."""
    told = Told(
        key=key,
        value=value,
        citation=citation,
        basis=basis,
        basis_reference=basis_reference,
        document=document,
        effective_on=effective_on,
        effective_at=effective_at,
    )
    (term,) = record_terms(plan=plan, told=[told], actor=actor)
    return term


def record_terms(*, plan: Plan, told: Iterable[Told], actor: Actor) -> list[PlanTerm]:
    """The terms known from now, all or none of them; the rows before them stay (I12).

    RuleViolation where a key is unknown, a value has not its shape, no sentence is cited, or the basis is a paper
    (anything but the plan's own summary) and the paper is not named. Who may amend is the caller's to check, and to
    bring the deadlines to date once all is recorded: this is a step of closing a question, adopting an amendment,
    posting an adjustment.
    """
    terms = [_checked(plan, row, actor) for row in told]
    with transaction.atomic():
        bulk_create_with_history(terms, PlanTerm)
        audit.record_each(
            "term.recorded",
            plan=plan,
            targets={term: _after(term) for term in terms},
            actor=actor,
        )
    return terms


def _checked(plan: Plan, told: Told, actor: Actor) -> PlanTerm:
    try:
        checked(told.key, told.value, "value")
    except BadInput as error:
        raise RuleViolation(f"The term cannot be recorded: {error}.", where=error.path) from error
    if not told.citation.strip():
        raise RuleViolation(
            "Cite the sentence or section that says so: a term without one is not recorded.", rule="R9"
        )
    if told.basis != Basis.SEED and told.document is None:
        raise RuleViolation(
            f"Name the paper of the {Basis(told.basis).label}: a term rests on a document.", rule="R9"
        )
    if told.document is not None and told.document.plan_id != plan.pk:
        raise RuleViolation(f"“{told.document.title}” is a paper of another plan.")
    term = PlanTerm(
        plan=plan,
        key=told.key,
        value=told.value,
        citation=told.citation,
        basis=told.basis,
        basis_reference=told.basis_reference[:200],
        document=told.document,
        effective_on=told.effective_on,
        effective_at=told.effective_at or start_of(told.effective_on),
        recorded_at=clock.now(),
        recorded_by=actor.name,
    )
    return audit.stamp(term, actor=actor, reason=told.basis_reference)


def _after(term: PlanTerm) -> dict[str, Any]:
    return {
        "key": term.key,
        "value": term.value,
        "effective_on": term.effective_on.isoformat(),
        "basis": term.basis,
    }
