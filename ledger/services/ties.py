"""Ties: which persons count as one group, from when until when, each on paper and by two persons (R12)."""

from datetime import date
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Person, PersonTie, Plan, SourceDocument
from ledger.rules.dates import date_text
from ledger.services import approvals, audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def propose(
    *,
    plan: Plan,
    one: Person,
    other: Person,
    since: date,
    until: date | None = None,
    basis: str,
    document: SourceDocument,
    replaces: PersonTie | None = None,
    actor: Actor,
) -> Approval:
    """Proposes that two persons count as one group from a day up to, not including, another (None: until further).

    `replaces` is the row this one stands in place of: a tie ends, or (its last day its first) never was. RuleViolation
    where the two are one, the days are not in order, or the row replaced is of other persons or begins another day;
    Conflict where it was replaced already.
    """
    with transaction.atomic():
        lock_plan(plan.pk)
        payload = _payload(one, other, since, until, basis, document, replaces)
        ends = f", until {date_text(until)}" if until else ""
        return approvals.propose(
            plan=plan,
            act=Act.PERSON_TIE,
            subject=f"{one} acts with {other} from {date_text(since)}{ends}",
            target_type="person",
            target_id=one.pk,
            payload=payload,
            legal_basis=f"{document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )


def _payload(
    one: Person,
    other: Person,
    since: date,
    until: date | None,
    basis: str,
    document: SourceDocument,
    replaces: PersonTie | None,
) -> dict[str, Any]:
    if one.pk == other.pk:
        raise RuleViolation("A person is always of its own group: name another one.", where="other")
    if not basis.strip():
        raise RuleViolation("Say why they count together, and where the paper says so.", where="basis")
    if until is not None and (until < since or (until == since and replaces is None)):
        raise RuleViolation(
            "They act together up to a day after they began: correct the days.", where="until"
        )
    if replaces is not None:
        if (replaces.one_id, replaces.other_id, replaces.since) != (one.pk, other.pk, since):
            raise RuleViolation(
                "A tie is ended or withdrawn as it stands: of the same two persons, since the same day."
            )
        if PersonTie.objects.filter(replaces=replaces).exists():
            raise Conflict("This tie was ended or withdrawn already.")
    return {
        "one": one.pk,
        "one_name": one.name,
        "other": other.pk,
        "other_name": other.name,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
        "basis": basis,
        "document": document.pk,
        "replaces": replaces.pk if replaces else None,
    }


@approvals.on_approval(Act.PERSON_TIE)
def _record(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    told = approval.payload
    one, other = Person.objects.get(pk=told["one"]), Person.objects.get(pk=told["other"])
    since, until = date.fromisoformat(told["since"]), told["until"] and date.fromisoformat(told["until"])
    document = SourceDocument.objects.get(pk=told["document"])
    replaces = PersonTie.objects.get(pk=told["replaces"]) if told["replaces"] else None
    approvals.require_unchanged(
        approval, _payload(one, other, since, until, told["basis"], document, replaces)
    )
    tie = PersonTie(
        plan=plan,
        one=one,
        other=other,
        since=since,
        until=until,
        basis=told["basis"][:300],
        document=document,
        replaces=replaces,
    )
    record(tie, approval=approval, actor=actor)


def record(tie: PersonTie, *, approval: Approval, actor: Actor) -> None:
    """Keeps the tie that two persons approved, by itself or with the finding that names a group."""
    tie.recorded_at, tie.recorded_by = clock.now(), approval.proposed_by_name
    tie.save(force_insert=True)
    audit.record(
        "tie.recorded", plan=tie.plan, target=tie, reason=tie.basis, after=approval.payload, actor=actor
    )
