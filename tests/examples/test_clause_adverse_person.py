"""8-K: "(b) the Board has, in accordance with the criteria set forth in the Rights Agreement, declared a person who
beneficially owns at least 10% of the then outstanding shares of Company Common Stock to be an "Adverse Person"".
"""

from datetime import date
from fractions import Fraction

from ledger.rules.acquiring_person import threshold_shares
from ledger.rules.facts import AdversePersonDeclared
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import MIM, decide, ny, record

OUTSTANDING = 17_890_739


def test_ten_percent_are_1_789_074_shares():
    assert threshold_shares(OUTSTANDING, MIM.adverse_person.pct) == 1_789_074


def test_the_count_runs_from_the_announcement_not_from_the_declaration():
    declared = AdversePersonDeclared(ny("1999-04-05T15:00"), Fraction(12), ny("1999-04-07T08:30"))
    decided = decide(declared)
    assert decided.stock_acquisition_date == date(1999, 4, 7)
    assert decided.date == date(1999, 4, 21)


def test_a_holder_of_one_share_less_cannot_be_declared():
    held = Fraction(1_789_073 * 100, OUTSTANDING)
    resolution = BoardResolution(
        "adverse_person", ny("1999-04-05T15:00"), holder_pct=held, criteria_loaded=True
    )
    assert verdict(resolution, record([], MIM)).outcome == "BLOCK"
    declared = AdversePersonDeclared(ny("1999-04-05T15:00"), held, ny("1999-04-07T08:30"))
    assert decide(declared).date is None
