"""The reserve of Units: what is stated against what the Rights call for, as adjusted."""

from fractions import Fraction

import pytest

from ledger.rules.findings import Severity
from ledger.rules.reserve import reserve_for

RIGHTS = 17_890_739


@pytest.mark.parametrize(
    ("reserved", "is_short"), [(None, False), (RIGHTS, False), (RIGHTS - 1, True), (0, True)]
)
def test_what_is_stated_is_short_below_what_is_called_for(reserved, is_short):
    found = reserve_for(RIGHTS, 1, reserved=reserved)
    assert found.is_short is is_short
    assert bool(found.sentence) is is_short


def test_the_sentence_counts_what_is_missing_and_says_what_to_do():
    found = reserve_for(RIGHTS, Fraction(50, 49), reserved=18_219_506)
    assert found.sentence.startswith(
        "18,219,506 Units are reserved and all Rights that are not void call for 18,255,856."
    )
    assert found.sentence.endswith("record its order in the control book.")


def test_an_exercise_waits_and_an_adjustment_that_raises_the_need_is_told():
    short = reserve_for(100, 2, reserved=150)
    (held,), (told,) = short.against_exercise(), short.beside_an_adjustment(Fraction(100))
    assert (held.severity, held.next_act, told.severity) == (Severity.HOLD, "control_book", Severity.WARN)
    assert short.beside_an_adjustment(Fraction(200)) == ()
    assert reserve_for(100, 1, reserved=150).against_exercise() == ()
