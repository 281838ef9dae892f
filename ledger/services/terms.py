"""The terms of a plan: the one place that records them; the rows before a new one stay (I12)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ledger.enums import Basis
from ledger.errors import RuleViolation
from ledger.models import Plan, PlanTerm, SourceDocument
from ledger.rules.dates import start_of
from ledger.rules.facts import BadInput
from ledger.services import audit
from ledger.terms import checked
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


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
    """A term in force from `effective_at`, an instant of `effective_on` (default: its start), known from now; the
    rows before it stay (I12).

    RuleViolation where the key is unknown, the value has not its shape, no sentence is cited, or the basis is a paper
    (anything but the plan's own summary) and the paper is not named. Who may amend is the caller's to check, and to
    bring the deadlines to date once all is recorded: this is a step of closing a question, adopting an amendment,
    posting an adjustment.
    """
    try:
        checked(key, value, "value")
    except BadInput as error:
        raise RuleViolation(f"The term cannot be recorded: {error}.", where=error.path) from error
    if not citation.strip():
        raise RuleViolation(
            "Cite the sentence or section that says so: a term without one is not recorded.", rule="R9"
        )
    if basis != Basis.SEED and document is None:
        raise RuleViolation(
            f"Name the paper of the {Basis(basis).label}: a term rests on a document.", rule="R9"
        )
    if document is not None and document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        term = audit.stamp(
            PlanTerm(
                plan=plan,
                key=key,
                value=value,
                citation=citation,
                basis=basis,
                basis_reference=basis_reference[:200],
                document=document,
                effective_on=effective_on,
                effective_at=effective_at or start_of(effective_on),
                recorded_at=clock.now(),
                recorded_by=actor.name,
            ),
            actor=actor,
            reason=basis_reference,
        )
        term.save()
        audit.record(
            "term.recorded",
            plan=plan,
            target=term,
            after={"key": key, "value": value, "effective_on": effective_on.isoformat(), "basis": basis},
            actor=actor,
        )
    return term
