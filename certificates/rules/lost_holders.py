"""Lost holders: when one is lost, when to search, who is not searched for (SEC Rule 17Ad-17; operations, section 1)."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.rules.dates import date_text

MONTHS_A_YEAR = 12
REMAIL_WITHIN_MONTHS = 1
SEARCHES = 2
# Months (from, until): the first search after the holder was lost, the second after the first.
WINDOWS = {1: (3, 12), 2: (6, 12)}
SMALL_VALUE = Decimal(25)
# Forms of registration in which a person holds for himself, alone or with others, or a child of his.
NATURAL = frozenset({"individual", "jt_ten", "ten_com", "ten_ent", "comm_prop", "custodian", "tod"})


@dataclass(frozen=True)
class Lost:
    """From when a holder is lost, and the sentence that says why."""

    on: date
    basis: str


@dataclass(frozen=True)
class Window:
    """When a search is done: both days belong to it."""

    from_on: date
    until_on: date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where it has no such day: 30 January + 1 is 28
    February.
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def remail_by(returned_on: date) -> date:
    """The last day on which the returned piece is mailed again, so that its second return decides."""
    return months_after(returned_on, REMAIL_WITHIN_MONTHS)


def lost(returned_on: date, remailed_on: date | None, returned_again_on: date | None) -> Lost | None:
    """The holder is lost from the second return where the piece was mailed again within a month, else from the first.

    None while the piece has not come back a second time. Only a re-mailing in time moves the day to the second
    return, so one that was late never lengthens the windows of the searches.
    """
    if remailed_on is None or returned_again_on is None:
        return None
    if remailed_on <= remail_by(returned_on):
        return Lost(
            returned_again_on,
            f"Returned on {date_text(returned_on)}, mailed again within a month on {date_text(remailed_on)}, returned "
            f"again on {date_text(returned_again_on)} (17Ad-17).",
        )
    return Lost(
        returned_on,
        f"Returned on {date_text(returned_on)}; it was mailed again only on {date_text(remailed_on)}, later than a "
        "month, and returned again: lost from the first return (17Ad-17).",
    )


def first_window(lost_on: date) -> Window:
    """Three to twelve months after the holder became lost."""
    return _window(1, lost_on)


def second_window(first_done_on: date) -> Window:
    """Six to twelve months after the first search."""
    return _window(2, first_done_on)


def _window(which: int, since: date) -> Window:
    first, last = WINDOWS[which]
    return Window(months_after(since, first), months_after(since, last))


def why_not_exempt(
    code: str,
    *,
    registration: str,
    is_known_deceased: bool,
    value: Decimal | None,
    has_paper: bool,
) -> str:
    """The sentence that refuses an exemption that the records do not bear out, "" where they do.

    The code is "deceased", "small" or "not_natural". `value` is None where the plan has no price for a Right. A paper
    on file shows a death, or a body behind a name, that the account's record does not; nothing but the figures shows a
    small value.
    """
    if code == "deceased" and not (is_known_deceased or has_paper):
        return "No death is on record for this account: put the paper that shows it on file."
    if code == "small" and (value is None or value >= SMALL_VALUE):
        shown = "has no known value" if value is None else f"is worth ${value.normalize():,f}"
        return f"The holding {shown}: only one of less than ${SMALL_VALUE} is exempt."
    if code == "not_natural" and registration in NATURAL and not has_paper:
        return "The account is registered to natural persons: put the paper that shows otherwise on file."
    return ""


def exempt_by_record(*, registration: str, is_known_deceased: bool, value: Decimal | None) -> tuple[str, str]:
    """The exemption that the records show by themselves and its evidence, ("", "") where they show none."""
    if is_known_deceased:
        return "deceased", "The account's record has the day of death."
    if registration not in NATURAL:
        return "not_natural", f"Registered as {registration.replace('_', ' ')}."
    if value is not None and value < SMALL_VALUE:
        return "small", f"The Rights are worth ${value.normalize():,f} at the redemption price."
    return "", ""
