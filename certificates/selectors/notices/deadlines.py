"""By when a notice must be mailed: counted back from a record date, or on from the act it tells of (section 25, 23)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from certificates.enums import NoticeKind
from certificates.selectors.notices.basis import Basis
from ledger.models import Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.dates import day_text
from ledger.rules.deadlines import ProposedAction, record_date_notice
from ledger.selectors import calendars
from ledger.selectors.terms import distribution_terms, value
from rightsadmin.common import clock

Unit = Literal["calendar_days", "business_days"]


@dataclass(frozen=True)
class NoticeTime:
    """Within how long holders are told of a redemption: "within 10 days" in most forms, Business Days in some (section
    23).
    """

    n: int
    unit: Unit

    def last(self, redeemed_on: date, calendar: BusinessCalendar) -> date:
        """The last day to mail: so many days after that of the redemption; none of calendar days rolls."""
        if self.unit == "business_days":
            return calendar.advance(redeemed_on, self.n)
        return redeemed_on + timedelta(days=self.n)

    @property
    def words(self) -> str:
        """The time as the notice says it: "10", "10 business", before "days"."""
        return f"{self.n} business" if self.unit == "business_days" else str(self.n)


@dataclass(frozen=True)
class MailBy:
    """The last day to mail, and the sentence that says why."""

    on: date
    reason: str


def mail_by(basis: Basis) -> MailBy | None:
    """The day by which the notice must be mailed; None where the agreement only says as soon as practicable."""
    if basis.kind == NoticeKind.REDEMPTION:
        return told_by(basis.plan, basis.resolution.effective_at)
    if basis.kind == NoticeKind.PROPOSED_ACTION:
        action = ProposedAction(
            key="notice",
            title=basis.details["action"],
            record_date=date.fromisoformat(basis.details["record_date"]),
            notice_days=int(basis.details["days"]),
        )
        terms = distribution_terms(basis.plan, basis.dated_on)
        computed = record_date_notice(action, calendars.snapshot(terms.business_day)).computed
        return MailBy(computed.value, computed.reason)
    return None


def told_by(plan: Plan, redeemed_at: datetime) -> MailBy:
    """The last day to tell the holders of a redemption, by the plan's own time."""
    redeemed = clock.new_york_date(redeemed_at)
    time = notice_time(plan, redeemed)
    terms = distribution_terms(plan, redeemed)
    last = time.last(redeemed, calendars.snapshot(terms.business_day))
    return MailBy(
        last, f"{time.words} days after the redemption of {day_text(redeemed)} is {day_text(last)}."
    )


def notice_time(plan: Plan, on: date) -> NoticeTime:
    """Within how long the plan tells holders of a redemption, by the terms of a day."""
    return NoticeTime(
        int(value(plan, "redemption.notice_days", on)), value(plan, "redemption.notice_unit", on)
    )
