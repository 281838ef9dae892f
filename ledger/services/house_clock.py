"""The clock of the house: every job that nobody attends looks at it first, and a person confirms one that leapt.

What such a job does by the day cannot be taken back: Rights expire, a Distribution Date is put on record, a stop ends.
"""

from django.conf import settings
from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import HouseClock
from ledger.permissions import require_propose
from ledger.rules.clocks import leap
from ledger.selectors import house_clock as selector
from ledger.services import audit
from ledger.services.locks import lock_house_clock
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor


def look(*, actor: Actor) -> str:
    """Looks at the clock for a job; answers why the job must leave live plans alone, "" where it need not.

    A leap raises the alarm, which stands until a person confirms the clock, even where the clock comes back by itself.
    The first look believes what it sees.
    """
    with transaction.atomic():
        now = clock.now()
        HouseClock.objects.get_or_create(pk=1, defaults={"seen_at": now})
        row = lock_house_clock()
        if row.alarm:
            return row.alarm
        found = leap(row.seen_at, now, back=settings.CLOCK_BACK_AT_MOST, forward=settings.CLOCK_LEAP_AT_MOST)
        if found:
            row.alarm = (
                f"{found} No job does anything to a live plan until a supervisor has confirmed the clock."
            )
            row.save(update_fields=["alarm"])
            audit.record("clock.leapt", plan=None, target=row, after=row.alarm, actor=actor)
        else:
            row.seen_at = max(row.seen_at, now)
            row.save(update_fields=["seen_at"])
        return row.alarm


def confirm(*, reason: str, actor: Actor) -> HouseClock:
    """The clock is right: jobs believe it from now. RuleViolation without a reason; Conflict where nothing waits."""
    require_propose(actor, Act.CLOCK)
    if not reason.strip():
        raise RuleViolation("Say what you held the clock against, and why it leapt.", where="reason")
    with transaction.atomic():
        if not selector.alarm():
            raise Conflict("The clock waits for nobody: it was confirmed already, or never leapt.")
        row = lock_house_clock()
        before, row.alarm, row.seen_at = row.alarm, "", clock.now()
        row.confirmed_at, row.confirmed_by = row.seen_at, actor.name
        row.save(update_fields=["alarm", "seen_at", "confirmed_at", "confirmed_by"])
        audit.record("clock.confirmed", plan=None, target=row, reason=reason, before=before, actor=actor)
        enqueue.on_commit("ledger.sweep_deadlines")
    return row
