"""By when what an act owes is paid, and what becomes of a check that nobody cashes (sections 23, 24; SEC 17Ad-17)."""

from datetime import date, timedelta

from certificates.rules.lost_holders import SMALL_VALUE, months_after

# House rule: the money leaves with the notice of the act. The agreements say promptly, and name no day.
PAY_WITHIN_DAYS = 10
CASHED_WITHIN_MONTHS, TOLD_WITHIN_MONTHS = 6, 7
# Of less than this much nobody is told that he has not cashed it, in cents.
SMALL_CENTS = int(SMALL_VALUE * 100)


def pay_by(owed_since: date) -> date:
    """The tenth day after the act that owes the payment."""
    return owed_since + timedelta(days=PAY_WITHIN_DAYS)


def look_at_check_by(paid_on: date) -> date:
    """Six months after the check went out: if it is not cashed then, its payee is an unresponsive one."""
    return months_after(paid_on, CASHED_WITHIN_MONTHS)


def tell_payee_by(paid_on: date) -> date:
    """Seven months after the check went out: by then an unresponsive payee has had the one notice."""
    return months_after(paid_on, TOLD_WITHIN_MONTHS)
