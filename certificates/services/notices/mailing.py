"""The day a notice went to the post, against the day by which it had to."""

from datetime import date

from django.db import transaction

from certificates.enums import NoticeStatus, RunStatus
from certificates.models import Notice
from certificates.services.locks import lock_notice
from certificates.services.notices.drafting import set_status
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from rightsadmin.common.actor import Actor


def mark_mailed(*, notice: Notice, on: date, reason: str = "", actor: Actor) -> Notice:
    """Records the day the letters were mailed, which no later day undoes.

    Conflict before they are proved and released; RuleViolation for a day to come. A day after the deadline is
    recorded as it is: the page and the examiner see it.
    """
    require_propose(actor, Act.NOTICE)
    with transaction.atomic():
        notice = lock_notice(notice.pk)
        if (
            notice.status != NoticeStatus.APPROVED
            or notice.run is None
            or notice.run.status != RunStatus.RELEASED
        ):
            raise Conflict(f"{notice} is not ready: its letters are mailed once all are pressed and proved.")
        if on > plan_day.today(notice.plan) or on < notice.dated_on:
            raise RuleViolation(f"{date_text(on)} is to come, or before the date the notice bears.")
        notice.mailed_on = on
        return set_status(notice, NoticeStatus.MAILED, actor, reason=reason or f"Mailed on {date_text(on)}.")
