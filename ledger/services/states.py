"""The state of a plan: the one place that moves it (rules, part C)."""

from datetime import date

from ledger.models import Plan
from ledger.services import audit
from rightsadmin.common.actor import Actor


def change_state(
    plan: Plan, state: str, *, reason: str, distribution_date: date | None = None, actor: Actor
) -> None:
    """The plan, locked by the caller, is in the state from now, with the Distribution Date where that state has one."""
    audit.record("plan.state", plan=plan, target=plan, before=plan.state, after=state, actor=actor)
    plan.state = state
    if distribution_date is not None:
        plan.distribution_date = distribution_date
    audit.stamp(plan, actor=actor, reason=reason).save(update_fields=["state", "distribution_date"])


def set_alarm(plan: Plan, sentence: str, *, actor: Actor) -> None:
    """The plan's clocks stand still for this reason, or run again (""): every page of the plan says so."""
    if plan.alarm == sentence:
        return
    audit.record("plan.alarm", plan=plan, target=plan, before=plan.alarm, after=sentence, actor=actor)
    plan.alarm = sentence
    audit.stamp(plan, actor=actor, reason="clocks").save(update_fields=["alarm"])
