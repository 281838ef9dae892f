"""The correspondence queue: written inquiries recorded with the day they are due, and answered (17Ad-5)."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from certificates.models import Inquiry
from certificates.rules.inquiries import answer_due
from certificates.services.locks import lock_inquiry
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import HolderAccount, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import calendars, plan_day
from ledger.selectors.terms import value
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor


def record_inquiry(
    *,
    plan: Plan,
    received_on: date,
    sender: str,
    subject: str,
    account: HolderAccount | None = None,
    document: SourceDocument | None = None,
    actor: Actor,
) -> Inquiry:
    """A written inquiry with the day its answer is due on the plan's calendar.

    RuleViolation where sender or subject is empty, the day is still to come, or account or paper are of another plan.
    """
    require_propose(actor, Act.INQUIRY)
    if not sender.strip() or not subject.strip():
        raise RuleViolation("Say who asks and what: sender or subject is empty.")
    if received_on > plan_day.today(plan):
        raise RuleViolation(
            f"The letter cannot come in on {date_text(received_on)}: that day is still to come."
        )
    if any(other is not None and other.plan_id != plan.pk for other in (account, document)):
        raise RuleViolation("The account or the paper is of another plan.")
    calendar = calendars.snapshot(value(plan, "business_day.calendar", received_on))
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        last = Inquiry.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
        inquiry = Inquiry(
            plan=plan,
            number=last + 1,
            received_on=received_on,
            due_on=answer_due(received_on, calendar),
            calendar_version=f"{calendar.code} v{calendar.version}",
            sender=sender.strip(),
            account=account,
            subject=subject.strip(),
            document=document,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        audit.stamp(inquiry, actor=actor).save()
        audit.record(
            "inquiry.recorded",
            plan=plan,
            target=inquiry,
            after={"received_on": received_on.isoformat(), "due_on": inquiry.due_on.isoformat()},
            actor=actor,
        )
        enqueue.on_commit("ledger.compute_deadlines", plan_id=plan.pk)
    return inquiry


def answer_inquiry(
    *,
    inquiry: Inquiry,
    answered_on: date,
    answer: str,
    document: SourceDocument | None = None,
    actor: Actor,
) -> Inquiry:
    """The answer as it went out; once. Conflict where it was answered already."""
    require_propose(actor, Act.INQUIRY)
    if not answer.strip():
        raise RuleViolation("Write what was answered.")
    with transaction.atomic():
        row = lock_inquiry(inquiry.pk)
        if row.answered_on:
            raise Conflict(f"“{row}” was answered on {date_text(row.answered_on)} by {row.answered_by}.")
        if not row.received_on <= answered_on <= plan_day.today(row.plan):
            raise RuleViolation(
                f"It came in on {date_text(row.received_on)}: the answer went out then or later, and not after today."
            )
        if document is not None and document.plan_id != row.plan_id:
            raise RuleViolation(f"“{document.title}” is a paper of another plan.")
        row.answered_on, row.answer, row.answer_document = answered_on, answer.strip(), document
        row.answered_by = actor.name
        audit.stamp(row, actor=actor).save()
        audit.record(
            "inquiry.answered",
            plan=row.plan,
            target=row,
            reason=row.answer,
            after={"answered_on": answered_on.isoformat(), "due_on": row.due_on.isoformat()},
            actor=actor,
        )
        enqueue.on_commit("ledger.compute_deadlines", plan_id=row.plan.pk)
    return row
