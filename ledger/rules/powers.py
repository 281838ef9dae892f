"""The Board's powers: for each kind of resolution the sentence of the 8-K that grants it and the one that limits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "adoption",
    "extension",
    "adverse_person",
    "permitted_offer",
    "redemption",
    "exchange",
    "amendment",
    "other",
]


@dataclass(frozen=True)
class Power:
    """The power a kind of resolution uses: the sentence that grants it, the one that limits it, the rules."""

    title: str
    grants: str
    limits: str
    rules: tuple[str, ...]


POWERS: dict[Kind, Power] = {
    "adoption": Power(
        "Adopt the plan and declare the dividend",
        "“the Board of Directors ... declared a dividend distribution of one right ... for each outstanding share”",
        '“to stockholders of record at the close of business on December 4, 1998 (the "Record Date")”',
        ("R2", "R3"),
    ),
    "extension": Power(
        "Defer prong (i) or (ii) to a later date",
        "“(or, subject to certain limitations, such later date as may be determined by action of the Board prior "
        "to such time)”; “may be extended by the Board so long as the Rights are then redeemable”",
        "“prior to such time”: before the prong's date lapses; clauses (iii) and (iv) carry no such words",
        ("R14", "R47", "DQ8"),
    ),
    "adverse_person": Power(
        "Declare an Adverse Person",
        "“the Board has, in accordance with the criteria set forth in the Rights Agreement, declared a person ... to "
        'be an "Adverse Person"”',
        "“a person who beneficially owns at least 10% of the then outstanding shares”",
        ("R13", "DQ19"),
    ),
    "permitted_offer": Power(
        "Determine a Permitted Offer",
        "“at a price and on terms that the Board determines to be fair to and otherwise in the best interests of the "
        'Company and its stockholders (a "Permitted Offer")”',
        "“a tender or exchange offer for all outstanding shares”; “the Board may not designate any transaction as a "
        "Permitted Offer ... during the period of 180 days”",
        ("R16", "R57"),
    ),
    "redemption": Power(
        "Redeem the Rights",
        "“At any time prior to the Distribution Date ... the Company may redeem the Rights in whole, but not in part”",
        "“the Board may not ... authorize any redemption of Rights ... during the period of 180 days”",
        ("R43", "R44", "R57"),
    ),
    "exchange": Power(
        "Exchange the Rights",
        "“At any time prior to the Distribution Date, the Company may exchange the Rights ... in whole or in part, for "
        "shares of Company Common Stock”",
        "“at an exchange ratio determined as provided in the Rights Agreement”",
        ("R48", "R50", "DQ5"),
    ),
    "amendment": Power(
        "Amend the Rights Agreement",
        "“may be amended without the approval of the holders of Company Common Stock at any time prior to the "
        "Distribution Date”",
        "“no amendment to adjust the time period governing redemption may be made after the Rights are no longer "
        "redeemable”",
        ("R54", "R55", "R56", "R57"),
    ),
    "other": Power(
        "Another act of the Board",
        "No sentence of the 8-K is relied on.",
        "Nothing in the plan moves by it.",
        ("R9",),
    ),
}
