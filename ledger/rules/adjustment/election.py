"""The Board's election to change the number of Rights instead of the Units that a Right buys (section 11(i)).

On or after the date of an adjustment of the Purchase Price the Board may leave each Right the Units that it bought
before and make more Rights, or fewer, of each. The Company announces it with the record date, which may be the day of
the adjustment or any later one.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.rules.dates import date_text
from ledger.rules.exact import Exact, half_up
from ledger.rules.findings import Finding, block
from ledger.rules.registry import decides

# To the nearest ten-thousandth of a Right.
RIGHTS_FOR_EACH_PLACES = 4


@decides("R37")
def rights_for_each_right(price_before: Exact, price_after: Exact) -> Decimal:
    """How many Rights each Right becomes: the published price before over the one after, half-up to 1/10,000."""
    return half_up(Fraction(price_before) / Fraction(price_after), RIGHTS_FOR_EACH_PLACES)


@decides("R37")
def election_findings(*, adjusted_on: date, announced_on: date, record_date: date) -> tuple[Finding, ...]:
    """What stands against an election of before the Rights have certificates, by its days: that of the adjustment, of
    the public announcement, and the record date of the new number.
    """
    return tuple(_of_the_days(adjusted_on, announced_on, record_date))


def _of_the_days(adjusted_on: date, announced_on: date, record_date: date) -> Iterator[Finding]:
    if announced_on < adjusted_on:
        yield block(
            "R37",
            f"The election was announced on {date_text(announced_on)}, before the Purchase Price was adjusted on "
            f"{date_text(adjusted_on)}: the Board may elect on that day or later (section 11(i)).",
        )
    if record_date < announced_on:
        yield block(
            "R37",
            f"The record date, {date_text(record_date)}, lies before the public announcement of "
            f"{date_text(announced_on)}, which has to name it (section 11(i)): correct the day on which the election "
            "is effective or that of the announcement.",
        )
