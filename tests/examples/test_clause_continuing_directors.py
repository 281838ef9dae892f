"""8-K: "Notwithstanding the other provisions of the Rights Agreement, the Board may not designate any transaction as
a Permitted Offer, or authorize any redemption of Rights or amendment of the Rights Agreement, during the period of
180 days after Continuing Directors cease to constitute a majority of the Board."
"""

from datetime import date

import pytest

from ledger.rules.continuing_directors import Director, board_on, majority_changes
from ledger.rules.facts import FlipOverTransactionCompleted
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import MIM, decide, ny, record

AGREEMENT = date(1998, 11, 24)
SITTING = tuple(Director(f"Director {number}", date(1996, 8, 14)) for number in range(1, 7))
# On 15 January 1999 holders acting by written consent seat seven whom nobody on the Board approved.
BOARD = SITTING + tuple(Director(f"Insurgent {number}", date(1999, 1, 15)) for number in range(1, 8))


def test_six_of_thirteen_is_no_majority():
    board = board_on(BOARD, AGREEMENT, date(1999, 1, 15))
    assert (len(board.continuing), len(board.in_office), board.continuing_majority) == (6, 13, False)


@pytest.mark.parametrize("kind", ["redemption", "amendment", "permitted_offer"])
@pytest.mark.parametrize(
    ("at", "blocked"),
    [
        ("1999-01-14T10:00", False),
        ("1999-01-15T10:00", True),
        ("1999-07-14T23:00", True),
        ("1999-07-15T00:00", False),
    ],
)
def test_the_board_may_not_act_from_15_january_through_14_july(kind, at, blocked):
    losses = majority_changes(BOARD, AGREEMENT, date(1999, 12, 31))
    findings = verdict(BoardResolution(kind, ny(at)), record(losses, MIM)).findings
    assert ("R57" in {finding.rule for finding in findings}) is blocked


def test_the_second_gate_of_a_flip_over_event_needs_no_acquiring_person():
    losses = majority_changes(BOARD, AGREEMENT, date(1999, 12, 31))
    sold = FlipOverTransactionCompleted(ny("1999-02-10T10:00"), "sale of half the assets", qualifies=True)
    assert decide(*losses, sold).date == date(1999, 2, 10)
