"""Taking a person out of the definition of an Acquiring Person: by a paper of the Board and two persons (DQ13).

A clock that the person's crossing started stops, its Trigger Case closes without effect, and no true fact is called
untrue. What was announced wrongly is another thing: its fact is reversed, by two persons too.
"""

from datetime import datetime
from typing import Any, Literal, cast, get_args

from django.db import transaction

from ledger.enums import Act, CaseStatus, EventKind
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Approval, Person, Plan, PlanEvent, SourceDocument, TriggerCase
from ledger.rules.course.record import named
from ledger.rules.dates import date_text, moment_text
from ledger.rules.facts import ReleaseReason
from ledger.selectors import law, ownership, standing
from ledger.services import approvals, deadlines, events
from ledger.services.counsel import require_word_before_milestone
from ledger.services.findings import require
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

Why = Literal["exempt", "waived", "inadvertent", "below", "untrue"]
LABELS: dict[Why, str] = {
    "exempt": "The Board exempts the person",
    "waived": "The Board waives the crossing",
    "inadvertent": "The Board determines that the crossing was inadvertent",
    "below": "The person holds less than the percentage again, and never became an Acquiring Person",
    "untrue": "What was announced is not true",
}


def propose(
    *,
    plan: Plan,
    person: Person,
    why: str,
    at: datetime,
    document: SourceDocument,
    reason: str,
    actor: Actor,
) -> Approval:
    """Proposes to take the person out of the definition, with effect from `at`, the instant of the Board's act.

    `why` is one of LABELS; "untrue" reverses the facts of the person's open cases instead. RuleViolation where the
    rules forbid it, no reason is given or nothing of the person is open to call untrue; Held where a question holds it
    or Rights of the person are void in the ledger. Of before a milestone on record, counsel proposes it on an opinion.
    """
    if why not in get_args(Why):
        raise RuleViolation(f"Say why: {', '.join(get_args(Why))}.", where="why")
    if document.plan_id != plan.pk or person.plan_id != plan.pk:
        raise RuleViolation("The paper and the person must be of this plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if why != "untrue":
            require_word_before_milestone(plan, LABELS[cast("Why", why)], at, document, actor)
        payload = _payload(plan, person, cast("Why", why), at, document, reason)
        return approvals.propose(
            plan=plan,
            act=Act.EXEMPTION,
            subject=f"{LABELS[cast('Why', why)]}: {person}",
            target_type="person",
            target_id=person.pk,
            payload=payload,
            legal_basis=f"{document.title}, {date_text(document.dated_on)}: {reason}",
            actor=actor,
        )


def _payload(
    plan: Plan, person: Person, why: Why, at: datetime, document: SourceDocument, reason: str
) -> dict[str, Any]:
    """What is approved: the act, and the cases that it closes."""
    if not reason.strip():
        raise RuleViolation("Give the reason in a sentence.", where="reason")
    if at > clock.now():
        raise RuleViolation("The Board cannot have determined this yet: the instant lies in the future.")
    cases = _cases(plan, person)
    if why == "untrue":
        if not cases:
            raise RuleViolation(f"No Trigger Case of {person} is open: there is no fact to call untrue.")
        for case in cases:
            events.require_after_milestones(plan, case.event)
        require_nothing_void(plan, person)
    else:
        _require_allowed(plan, person, why, at)
    return {
        "person": person.pk,
        "name": person.name,
        "why": why,
        "at": at.isoformat(),
        "document": document.pk,
        "reason": reason,
        "cases": [case.pk for case in cases],
        "facts": [{"fact": case.event_id, "told": case.event.data} for case in cases],
    }


def _require_allowed(plan: Plan, person: Person, why: ReleaseReason, at: datetime) -> None:
    require(standing.of(plan, at).exemption(person.name, why), rule="R12")
    require_nothing_void(plan, person)


def require_nothing_void(plan: Plan, person: Person) -> None:
    """Held where Rights are void in the ledger by what was found of the person (R32)."""
    if ownership.is_void_in_the_ledger(plan, person):
        raise Held(
            f"Rights of {person} are void in the ledger: ask counsel, and correct the voiding by counsel's paper and "
            "two persons first.",
            rule="R32",
            next_act=Act.CORRECTION,
        )


def _cases(plan: Plan, person: Person) -> list[TriggerCase]:
    """The cases, open or confirmed, of the person and whoever counts with him."""
    record = law.in_force(plan).record
    group = record.group(person.name, clock.now())
    rows = TriggerCase.objects.filter(plan=plan).exclude(status=CaseStatus.CLOSED)
    found = rows.select_related("person", "event").order_by("pk")
    return [case for case in found if case.person and named(case.person.name) in group]


@approvals.on_approval(Act.EXEMPTION)
def _carry(approval: Approval, actor: Actor) -> None:
    plan, told = lock_plan(approval.plan_id), approval.payload
    person = Person.objects.get(pk=told["person"])
    document = SourceDocument.objects.get(pk=told["document"])
    at = datetime.fromisoformat(told["at"])
    approvals.require_unchanged(approval, _payload(plan, person, told["why"], at, document, told["reason"]))
    if told["why"] == "untrue":
        _call_untrue(plan, told["cases"], document, told["reason"], actor)
    else:
        events.write(
            plan=plan,
            kind=EventKind.PERSON_RELEASED,
            occurred_at=at,
            document=document,
            data={"at": at.isoformat(), "why": told["why"]},
            person=person,
            memo=f"{LABELS[cast('Why', told['why'])]} at {moment_text(at)}"[:300],
            actor=actor,
        )
    deadlines.bring_to_date(plan=plan, actor=actor)


def _call_untrue(plan: Plan, cases: list[int], document: SourceDocument, reason: str, actor: Actor) -> None:
    for event in PlanEvent.objects.filter(case__in=cases):
        if hasattr(event, "reversed_by"):
            raise Conflict(f"{event} was reversed already.")
        events.reverse(plan, event, document, reason, actor)
