"""Directors: who sat on the Board when, and what decides whether each is a Continuing Director (R58, R59)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Director, Plan
from ledger.permissions import require_propose
from ledger.services import audit, deadlines
from ledger.services.locks import lock_director, lock_plan
from rightsadmin.common.actor import Actor


def record_director(
    *,
    plan: Plan,
    name: str,
    joined_on: date,
    approved_on: date | None = None,
    approved_by: Sequence[str] = (),
    evidence: str,
    actor: Actor,
) -> Director:
    """A person who joined the Board, with the approval of the nomination or election where there was one.

    RuleViolation without name or evidence, or where the approval names none or has no day; Conflict where the same
    person is recorded as joining that day. The deadlines are computed anew: a change may move the freeze.
    """
    require_propose(actor, Act.DIRECTOR)
    if not name.strip() or not evidence.strip():
        raise RuleViolation(
            "Name the director and the evidence: the paper that shows the election.", rule="R59"
        )
    if (approved_on is None) != (not approved_by):
        raise RuleViolation(
            "An approval has a day and the names of those who approved; give both or neither.", rule="R59"
        )
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if Director.objects.filter(plan=plan, name=name.strip(), joined_on=joined_on).exists():
            raise Conflict(f"{name.strip()} is recorded as joining on {joined_on} already.")
        director = Director(
            plan=plan,
            name=name.strip(),
            joined_on=joined_on,
            approved_on=approved_on,
            approved_by=list(approved_by),
            evidence=evidence.strip()[:300],
        )
        _checked(director, reason=f"joined on {joined_on}", actor=actor)
    return director


def record_departure(*, director: Director, left_on: date, evidence: str, actor: Actor) -> Director:
    """The director's last day was the day before `left_on`. Conflict where a departure is recorded already."""
    require_propose(actor, Act.DIRECTOR)
    with transaction.atomic():
        lock_plan(director.plan_id)
        director = lock_director(director.pk)
        if director.left_on:
            raise Conflict(f"{director.name} is recorded as leaving on {director.left_on} already.")
        if left_on < director.joined_on:
            raise RuleViolation(
                f"{director.name} joined on {director.joined_on} and cannot have left before."
            )
        director.left_on = left_on
        _checked(director, reason=f"left on {left_on}: {_evidence(evidence)}", actor=actor)
    return director


def record_taint(
    *, director: Director, tainted_on: date, taint: str, evidence: str, actor: Actor
) -> Director:
    """From that day the director is an Acquiring Person, its affiliate or associate, or its nominee, and no longer a
    Continuing Director. Conflict where that is recorded already.
    """
    require_propose(actor, Act.DIRECTOR)
    with transaction.atomic():
        lock_plan(director.plan_id)
        director = lock_director(director.pk)
        if director.tainted_on:
            raise Conflict(f"{director.name} is recorded as such since {director.tainted_on} already.")
        director.tainted_on, director.taint = tainted_on, taint
        reason = f"{director.get_taint_display()} from {tainted_on}: {_evidence(evidence)}"
        _checked(director, reason=reason, actor=actor)
    return director


def record_taint_end(*, director: Director, cleared_on: date, evidence: str, actor: Actor) -> Director:
    """From that day the director is tied to an Acquiring Person no longer, and counts as he did before the tie.

    Conflict where no tie is recorded or its end is already; RuleViolation where it would end before it began.
    """
    require_propose(actor, Act.DIRECTOR)
    with transaction.atomic():
        lock_plan(director.plan_id)
        director = lock_director(director.pk)
        if not director.tainted_on or director.cleared_on:
            raise Conflict(
                f"No tie of {director.name} to an Acquiring Person is on record that has not ended."
            )
        if cleared_on <= director.tainted_on:
            raise RuleViolation(
                f"{director.name} is recorded as such since {director.tainted_on}: that cannot have ended by then."
            )
        director.cleared_on = cleared_on
        _checked(director, reason=f"no longer from {cleared_on}: {_evidence(evidence)}", actor=actor)
    return director


def _evidence(text: str) -> str:
    if not text.strip():
        raise RuleViolation("Name the evidence: the paper that shows it.", rule="R58")
    return text.strip()


def _checked(director: Director, *, reason: str, actor: Actor) -> None:
    director.full_clean(exclude=["plan"])
    write(director, reason=reason, actor=actor)
    deadlines.bring_to_date(plan=director.plan, actor=actor)


def write(director: Director, *, reason: str, actor: Actor) -> None:
    """Keeps the director as told, with its audit event; who calls has checked the act, and brings the dates up."""
    audit.stamp(director, actor=actor, reason=reason).save()
    audit.record("director.recorded", plan=director.plan, target=director, reason=reason, actor=actor)
