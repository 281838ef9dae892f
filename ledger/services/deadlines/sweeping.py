"""The hourly sweep of every plan's clocks, and of one plan after an act."""

import logging

from django.db import transaction

from ledger.enums import PlanState
from ledger.errors import OF_ONE_PLAN, sentence_of
from ledger.models import Plan
from ledger.selectors import calendars
from ledger.services import house_clock
from ledger.services.deadlines.computing import bring_to_date
from ledger.services.locks import lock_plan
from ledger.services.states import set_alarm
from rightsadmin.common.actor import Actor

logger = logging.getLogger(__name__)


def sweep(*, actor: Actor) -> int:
    """Recomputes every adopted plan and claims what has fallen due; answers how many deadlines it claimed.

    It asks what is due, so a run that was missed heals itself; a deadline is claimed once, by conditional UPDATE. What
    one plan's terms or the end of its calendar forbid to compute is that plan's alarm, and stops no other's clocks. A
    clock of the house that leapt is every live plan's alarm: what their days decide waits for a person.
    """
    leapt = house_clock.look(actor=actor)
    plans = Plan.objects.exclude(state=PlanState.DRAFT).order_by("pk")
    with calendars.remembered():
        return sum(_swept(plan, leapt, actor) for plan in plans)


def sweep_one(*, plan: Plan, actor: Actor) -> int:
    """The same for one plan, after an act that began or met one of its clocks; none of a draft."""
    return _swept(plan, house_clock.look(actor=actor), actor)


def _swept(plan: Plan, leapt: str, actor: Actor) -> int:
    """The deadlines claimed of one plan; none where its clocks cannot be computed, which it then says."""
    if leapt and plan.pinned_on is None:
        _note(plan, leapt, actor)
        return 0
    try:
        with transaction.atomic():
            claimed = bring_to_date(plan=plan, actor=actor)
            _note(plan, "", actor)
    except OF_ONE_PLAN as error:
        logger.warning("%s: its clocks stand still. %s", plan.slug, error)
        _note(plan, sentence_of(error), actor)
        return 0
    return claimed


def _note(plan: Plan, sentence: str, actor: Actor) -> None:
    with transaction.atomic():
        set_alarm(lock_plan(plan.pk), sentence, actor=actor)
