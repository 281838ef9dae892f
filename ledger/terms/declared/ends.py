"""The terms of the end of the Rights, and of the days that count."""

from __future__ import annotations

from ledger.terms.groups import MomentShape
from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Choice, Days, YesNo

CALENDARS = {
    "ny-banking": "Banks in New York (Federal Reserve Bank of New York)",
    "ny-gcl24": "New York General Construction Law section 24, strict reading",
    "federal-holiday-sec": "Federal holidays (SEC business days)",
    "sec-filing": "SEC filing days",
    "xnys-trading": "New York Stock Exchange trading days",
    "xtse-trading": "Toronto Stock Exchange trading days",
}

ENDS = (
    TermKind(
        key="expiration.final",
        label="Final Expiration Date",
        section="ends",
        shape=MomentShape(),
        rules=("R24", "DQ1"),
        finds=(
            "expire",
            "final expiration date",
            "expiration date",
        ),
        is_nullable=True,
        unsaid="The Rights have no fixed end.",
        scenario="expiration",
    ),
    TermKind(
        key="expiration.rolls",
        label="An expiration on no Business Day moves to the next",
        section="ends",
        shape=YesNo(),
        rules=("R24",),
        finds=(
            "business day",
            "expire",
        ),
        is_optional=True,
        unsaid="Where it falls on no Business Day, counsel is asked.",
        holds=("expiry",),
        scenario="expiration_rolls",
    ),
    TermKind(
        key="business_day.calendar",
        label="Business Day calendar",
        section="ends",
        shape=Choice(meanings=CALENDARS),
        rules=("R12", "DQ16"),
        finds=(
            "business day",
            "banking",
        ),
        help="As the agreement defines a Business Day.",
        scenario="business_day",
    ),
    TermKind(
        key="business_day.closings",
        label="Closings the plan adds",
        section="ends",
        shape=Days(),
        rules=("DQ16",),
        finds=(
            "business day",
            "holiday",
        ),
        scenario="closings",
    ),
    TermKind(
        key="business_day.openings",
        label="Openings the plan adds",
        section="ends",
        shape=Days(),
        rules=("DQ16",),
        finds=("business day",),
        is_optional=True,
        otherwise=[],
        scenario="openings",
    ),
)
