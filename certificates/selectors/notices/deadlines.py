"""By when a notice must be mailed: counted back from a record date, or on from the act it tells of (section 25, 23)."""

from dataclasses import dataclass
from datetime import date, timedelta

from certificates.enums import NoticeKind
from certificates.selectors.notices.basis import Basis
from ledger.rules.dates import day_text
from ledger.rules.deadlines import ProposedAction, record_date_notice
from ledger.selectors import calendars
from ledger.selectors.terms import distribution_terms
from rightsadmin.common import clock

# "within 10 days" of the redemption (Agreement, section 23); some forms say business days, which is later.
REDEMPTION_DAYS = 10


@dataclass(frozen=True)
class MailBy:
    """The last day to mail, and the sentence that says why."""

    on: date
    reason: str


def mail_by(basis: Basis) -> MailBy | None:
    """The day by which the notice must be mailed; None where the agreement only says as soon as practicable."""
    if basis.kind == NoticeKind.REDEMPTION:
        redeemed = clock.new_york_date(basis.resolution.effective_at)
        last = redeemed + timedelta(days=REDEMPTION_DAYS)
        return MailBy(
            last, f"{REDEMPTION_DAYS} days after the redemption of {day_text(redeemed)} is {day_text(last)}."
        )
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
