"""Who closes what holds an act is said of questions alone; what else holds says itself what is to be done."""

import pytest

from ledger.rules.course.answers import by_findings
from ledger.rules.findings import hold

QUESTION = hold("DQ4", "DQ4 is open.", next_act="quality")


@pytest.mark.parametrize(
    ("other", "is_closed"),
    [
        ([], True),
        ([hold("R32", "A Trigger Case waits. Confirm it first.", next_act="trigger_case")], False),
        ([hold("R25", "The company's notice is not recorded.")], False),
        ([hold("I10", "Order 7 waits for a second person.", next_act="board_act")], False),
    ],
)
def test_counsel_or_the_board_closes_questions_alone(other, is_closed):
    answer = by_findings([QUESTION, *other], "")
    assert answer.verdict == "held"
    assert bool(answer.possible_by) == is_closed
