"""Written inquiries and by when each is answered (SEC Rule 17Ad-5)."""

from datetime import date

from ledger.rules.business_days import BusinessCalendar

ANSWER_DAYS = 5


def answer_due(received_on: date, calendar: BusinessCalendar) -> date:
    """The fifth Business Day after receipt; what comes in on a closed day counts as received on the next open one."""
    return calendar.advance(calendar.adjust(received_on), ANSWER_DAYS)
