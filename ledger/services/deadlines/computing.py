"""Deadlines: recomputed from the facts by the pure rules, never counted up. A superseded date stays visible."""

from django.db import transaction

from ledger.enums import ATTACHED_STATES, ENDED_STATES, NOT_IN_FORCE, DeadlineStatus, PlanState
from ledger.models import Deadline, Plan
from ledger.rules.course.distribution import Distribution
from ledger.selectors import awaited, calendars, law, plan_day
from ledger.selectors.law import OF_THE_PRONGS
from ledger.services import cases, milestones
from ledger.services.deadlines import drafts
from ledger.services.deadlines.rows import bring, claim_due
from ledger.services.locks import lock_plan
from ledger.services.states import change_state
from rightsadmin.common.actor import Actor


def recompute(*, plan: Plan, actor: Actor, dates: law.Dates | None = None) -> list[Deadline]:
    """Brings the plan's current deadlines to what the facts give now; answers those that are new or moved.

    Idempotent: the same facts, terms and calendar version leave every row as it is (I11). A separated plan keeps the
    prongs that led to its Distribution Date (R19). A plan whose Rights have ended keeps what led to their end; its
    other clocks stop, and what is awaited of somebody runs on. `dates`, where given, are what was computed under the
    plan's lock since the last fact was recorded, and spare computing it again.
    """
    with transaction.atomic():
        return _recomputed(lock_plan(plan.pk), dates, actor)


def _recomputed(plan: Plan, dates: law.Dates | None, actor: Actor) -> list[Deadline]:
    if plan.state == PlanState.DRAFT:
        return []
    current = {row.key: row for row in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT)}
    found = drafts.of_awaited(plan, awaited.days(plan))
    if plan.state in ENDED_STATES:
        today = plan_day.today(plan)
        kept = {
            key
            for key, row in current.items()
            if row.kind in OF_THE_PRONGS or (row.kind == "expiration" and row.date and row.date <= today)
        }
        return bring(plan, found, {key: row for key, row in current.items() if key not in kept}, actor)
    dates = dates or law.dates(plan)
    found += drafts.of_law(plan, dates)
    if plan.state == PlanState.SEPARATED:  # what led to an occurred Distribution Date stands
        current = {key: row for key, row in current.items() if row.kind not in OF_THE_PRONGS}
        found = [draft for draft in found if draft.kind not in OF_THE_PRONGS]
    rows = bring(plan, found, current, actor)
    _move_state(plan, dates.distribution, actor)
    return rows


def living() -> list[Plan]:
    """The plans whose dates are computed: adopted, and their Rights not ended."""
    return list(Plan.objects.exclude(state__in=NOT_IN_FORCE).order_by("pk"))


def bring_to_date(*, plan: Plan, actor: Actor, dates: law.Dates | None = None) -> int:
    """Recomputes one plan and claims what has fallen due; answers how many deadlines it claimed.

    Who records what may move a date ends with this, in the same transaction and once: nobody ever sees the date of
    before the fact. `dates` as `recompute` takes them.
    """
    with calendars.remembered(), transaction.atomic():
        plan = lock_plan(plan.pk)
        if plan.state in ENDED_STATES:
            milestones.ask_of_breaks(plan=plan, dates=dates or law.dates(plan), actor=actor)
        elif plan.state not in NOT_IN_FORCE:
            dates = dates or law.dates(plan)
            cases.bring_to_date(
                plan=plan, distribution=dates.distribution, becomings=dates.becomings, actor=actor
            )
            milestones.bring_to_date(plan=plan, dates=dates, actor=actor)
            milestones.ask_what_is_unsaid(plan=plan, dates=dates, actor=actor)
        plan.refresh_from_db()
        _recomputed(plan, dates, actor)
    return claim_due(plan, actor)


def _move_state(plan: Plan, distribution: Distribution, actor: Actor) -> None:
    """ATTACHED while no prong runs, TRIGGER_PENDING while one does (rules part C)."""
    if plan.state not in ATTACHED_STATES:
        return
    wanted = PlanState.TRIGGER_PENDING if distribution.pending or distribution.date else PlanState.ATTACHED
    if wanted != plan.state:
        change_state(plan, wanted, reason="the deadlines", actor=actor)
