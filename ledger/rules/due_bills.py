"""What a trade takes along that was made before a record instant and settles after it: by due bill (R46, R50).

The register knows the holders of record, and gave them what was due. Between the parties it belongs to the buyer: who
trades before the record instant trades with it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from ledger.rules.business_days import close_on
from ledger.rules.dates import date_text, moment_text, new_york_date
from ledger.rules.exact import Exact, exact_text, whole_and_fraction


@dataclass(frozen=True)
class DueBill:
    """The whole shares that go along with those of the trade, and what the transfer's memo says of it."""

    shares: Decimal = Decimal()
    sentence: str = ""


def due_bill(
    traded_on: date, record_at: datetime, *, quantity: Decimal, shares_for_each: Exact | None, how: str
) -> DueBill:
    """The due bill of a trade that settles after the record instant of Rights that were redeemed or exchanged (`how`).

    `shares_for_each` share of the trade were delivered to its seller, and their whole number goes along. None: money
    was paid, or a trustee holds the shares, or nothing is posted yet: that due bill the parties settle themselves, as
    they settle the cash for a fraction, and a trade of the very day of an instant before the close, whose hour the
    register does not know.
    """
    record_day = new_york_date(record_at)
    if traded_on > record_day:
        return DueBill()
    told = (
        f"Traded on {date_text(traded_on)}; the Rights were {how} for the holders at {moment_text(record_at)}"
    )
    if traded_on == record_day and close_on(record_day) > record_at:
        return DueBill(sentence=f"{told}: a due bill, if the trade came before, is settled by the parties.")
    if shares_for_each is None:
        return DueBill(
            sentence=f"{told}: what these are given belongs to the buyer, by due bill of the parties."
        )
    whole, fraction = whole_and_fraction(Fraction(quantity) * Fraction(shares_for_each))
    rest = f" The cash for {exact_text(fraction)} of a share the parties settle." if fraction else ""
    return DueBill(Decimal(whole), f"{told}: {whole:,} shares given for them go along by due bill.{rest}")
