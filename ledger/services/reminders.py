"""Reminders of deadlines by e-mail: a ladder of days before, then the supervisors; each rung is sent once."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import connection, transaction

from ledger.enums import ENDED_STATES, DeadlineStatus, PlanState, Role
from ledger.models import Deadline, DeadlineReminder, Plan
from ledger.rules.dates import day_text, moment_text
from ledger.rules.deadlines import AWAITED
from ledger.selectors import citations, plan_day, staff
from ledger.services import audit, house_clock
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

LADDER = (10, 5, 2, 1, 0)  # days before the date
ESCALATION = -1  # after it, where nobody acknowledged
# A claim whose sender died is taken up again after this long.
STALE = timedelta(minutes=15)

_CLAIM = """
    INSERT INTO ledger_deadlinereminder (deadline_id, rung, claimed_at, recipients) VALUES (%s, %s, %s, '')
    ON CONFLICT (deadline_id, rung) DO UPDATE SET claimed_at = excluded.claimed_at
    WHERE ledger_deadlinereminder.sent_at IS NULL AND ledger_deadlinereminder.claimed_at < %s
    RETURNING id
"""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """A deadline with the rung of the ladder it stands on."""

    deadline: Deadline
    rung: int
    days_left: int


def send_due(*, actor: Actor) -> int:
    """Sends what is due and not sent, of adopted plans; answers how many messages went out.

    It asks what is due, so a run that was missed heals itself: of rungs that were missed only the present one is sent.
    An acknowledged deadline is left alone, and so is a live plan by a clock that leapt. A message that the mail server
    does not take is tried again later.
    """
    sent = 0
    plans = Plan.objects.exclude(state=PlanState.DRAFT).order_by("pk")
    if house_clock.look(actor=actor):
        plans = plans.filter(pinned_on__isnull=False)
    for plan in plans:
        for due in due_of(plan):
            sent += _send(due, actor)
    return sent


def due_of(plan: Plan) -> list[Due]:
    """The plan's current deadlines that nobody acknowledged, each with its rung as of the plan's today.

    Of one whose Rights have ended only what is awaited of somebody: what led to the end reminds of nothing.
    """
    today = plan_day.today(plan)
    rows = (
        Deadline.objects.filter(
            plan=plan,
            status=DeadlineStatus.CURRENT,
            acknowledged_at__isnull=True,
            date__lte=today + timedelta(days=max(LADDER)),
        )
        .exclude(kind="prong")  # the Distribution Date speaks for the prong that governs
        .select_related("plan")
        .order_by("date", "pk")
    )
    if plan.state in ENDED_STATES:
        rows = rows.filter(kind__in=AWAITED)
    return [Due(row, rung_of(row.date, today), (row.date - today).days) for row in rows if row.date]


def rung_of(day: date, today: date) -> int:
    """The rung for a date at most max(LADDER) days ahead: the least that is not below the days left."""
    left = (day - today).days
    return min((rung for rung in LADDER if rung >= left), default=max(LADDER)) if left >= 0 else ESCALATION


def _send(due: Due, actor: Actor) -> bool:
    recipients = _recipients(due.rung)
    if not recipients:
        logger.warning("Nobody has an e-mail address to be reminded of %s.", due.deadline)
        return False
    claim = _claim(due)
    if claim is None:
        return False
    try:
        send_mail(_subject(due), _body(due), None, recipients)
    except (SMTPException, OSError) as error:
        logger.warning("The reminder of %s was not taken (%s): it is tried again.", due.deadline, error)
        return False
    with transaction.atomic():
        DeadlineReminder.objects.filter(pk=claim).update(
            sent_at=clock.now(), recipients=", ".join(recipients)
        )
        audit.record(
            "reminder.escalated" if due.rung == ESCALATION else "reminder.sent",
            plan=due.deadline.plan,
            target=due.deadline,
            after={"rung": due.rung, "recipients": recipients},
            actor=actor,
        )
    return True


def _claim(due: Due) -> int | None:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [due.deadline.pk, due.rung, now, now - STALE])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _recipients(rung: int) -> list[str]:
    roles = (Role.SUPERVISOR,) if rung == ESCALATION else (Role.CLERK, Role.SUPERVISOR)
    return staff.addresses(*roles)


def _subject(due: Due) -> str:
    row = due.deadline
    when = {0: "today", 1: "tomorrow"}.get(due.days_left, f"in {due.days_left} days")
    if due.rung == ESCALATION:
        when = "past, and nobody acknowledged it"
    replay = " (replay)" if row.plan.is_replay else ""
    # One line, whatever a plan's name holds: a header must not be broken.
    return " ".join(f"{row.plan.name}{replay}: {row.title} is {when}".split())


def _body(due: Due) -> str:
    row = due.deadline
    assert row.date is not None  # noqa: S101 - due_of leaves out what has no date
    lines = [f"{row.plan.name}: {row.title}", day_text(row.date)]
    if row.instant:
        lines.append(f"At the latest at {moment_text(row.instant)}.")
    lines += [
        "",
        row.reason,
        "",
        f"Source: {citations.section(row.plan, row.section)}",
        f"Counted on {row.calendar_code}.",
    ]
    if mends := row.explanation.get("mends"):
        lines += ["", mends]
    if due.rung == ESCALATION:
        lines += [
            "",
            "Nobody acknowledged this before its date. Acknowledge it on the plan's page of deadlines.",
        ]
    else:
        lines += ["", "Acknowledge it on the plan's page of deadlines: the reminders then stop."]
    return "\n".join(lines)
