"""What may be undone by reversal, and what stands against it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from ledger.rules.corrections import BY_COUNSEL, Later, Posted, Short, reversal_findings, reversed_on
from ledger.rules.findings import Severity, block
from ledger.rules.vocabulary import BatchKind

ON = date(2019, 1, 15)
MOVEMENTS = (BatchKind.ISSUE, BatchKind.TRANSFER, BatchKind.REACQUISITION)
TRANSFER = Posted(number=7, kind=BatchKind.TRANSFER, effective_on=ON)
SPLIT = Later(9, "Adjustment", date(2019, 2, 15), "000004")
SHORT = Short(date(2019, 1, 20), "000004", "valid", "rights", Decimal("12.50"))


def told(posted):
    return [(finding.severity, finding.rule, finding.next_act) for finding in reversal_findings(posted)]


@pytest.mark.parametrize("kind", MOVEMENTS)
def test_movement_of_shares_that_nothing_is_built_on_is_undone(kind):
    assert told(replace(TRANSFER, kind=kind)) == []


@pytest.mark.parametrize("kind", sorted(set(BatchKind) - set(MOVEMENTS) - set(BY_COUNSEL)))
def test_every_other_posting_is_refused_with_the_way_to_go(kind):
    (finding,) = reversal_findings(replace(TRANSFER, kind=kind, later=(SPLIT,), short=SHORT))
    assert (finding.severity, finding.rule) == (Severity.BLOCK, "I5")
    assert finding.sentence.startswith("Batch 7 is not undone by reversal. ")
    assert finding.next_act or finding.sentence.endswith("Ask counsel.")


def test_voiding_waits_for_counsel():
    voiding = replace(TRANSFER, kind=BatchKind.VOIDING)
    assert told(voiding) == [(Severity.HOLD, "R32", "")]
    assert told(replace(voiding, counsel="Carla Counsel")) == []


def test_a_voiding_of_before_the_separation_is_undone_at_it():
    voiding = replace(TRANSFER, kind=BatchKind.VOIDING, counsel="Carla Counsel")
    closed = replace(voiding, separated_on=date(2019, 3, 18))
    assert told(closed) == []
    (finding,) = reversal_findings(replace(closed, later=(SPLIT,)))
    assert (finding.severity, finding.next_act) == (Severity.BLOCK, "")
    assert finding.sentence.endswith("Ask counsel what the holder is owed.")
    (finding,) = reversal_findings(replace(closed, short=SHORT))
    assert "They went with shares before the separation, and are void there." in finding.sentence
    assert told(replace(closed, against=[block("R46", "The Rights ended.")])) == [(Severity.BLOCK, "R46", "")]


@given(kind=st.sampled_from(BatchKind), days=st.integers(-400, 400), separated=st.booleans())
def test_no_reversal_opens_a_day_that_the_separation_closed(kind, days, separated):
    separated_on = ON + timedelta(days) if separated else None
    on = reversed_on(kind, ON, separated_on)
    if kind in BY_COUNSEL and separated_on:
        assert on == max(ON, separated_on)
    else:
        assert on == ON


def test_what_has_moved_on_is_said_with_who_and_since_when():
    (finding,) = reversal_findings(replace(TRANSFER, short=SHORT))
    assert finding.sentence == (
        "What batch 7 moved has moved on: account 000004 (valid) would hold 12.5 Rights too few since "
        "20 January 2019. Reverse the later movement first."
    )
    assert finding.next_act == "correction"


def test_what_was_worked_out_over_it_since_is_said_before_all_else():
    built_on = replace(TRANSFER, later=(SPLIT,), short=SHORT, separated_on=date(2019, 3, 18))
    (finding,) = reversal_findings(built_on)
    assert finding.sentence.startswith(
        "Batch 9 (Adjustment, 15 February 2019) was worked out over what account 000004"
    )


@pytest.mark.parametrize(("separated", "against"), [(date(2019, 1, 15), 0), (date(2019, 1, 16), 1)])
def test_day_before_the_separation_is_closed(separated, against):
    assert len(told(replace(TRANSFER, separated_on=separated))) == against


def test_another_number_than_the_issuer_ordered_is_noted():
    posted = replace(TRANSFER, outstanding_after=Decimal(900), ordered=Decimal(1000))
    assert told(posted) == [(Severity.WARN, "R61", "")]
    assert told(replace(posted, ordered=Decimal(900))) == []
