from dataclasses import replace
from datetime import date
from decimal import Decimal

from ledger.rules.agent import Successor, change_findings, last_day_to_appoint
from ledger.rules.findings import is_allowed

GIVEN, FLOOR = date(1999, 3, 1), Decimal(50_000_000)
SUCCESSOR = Successor("Harbor Trust Company", True, True, True, FLOOR)


def found(successor: Successor = SUCCESSOR, **changes: object):
    told = {"given_on": GIVEN, "days": 30, "effective_on": date(1999, 3, 31), "floor": FLOOR} | changes
    return change_findings(former="Old Trust Company", successor=successor, **told)


def test_thirty_days_are_counted_from_the_day_after_the_notice():
    assert last_day_to_appoint(GIVEN, 30) == date(1999, 3, 31)


def test_eligible_successor_at_the_end_of_the_notice_may_be_appointed():
    assert found() == ()


def test_everything_against_a_successor_is_said_at_once():
    nobody = Successor("old trust company ", False, False, False, FLOOR - Decimal("0.01"))
    sentences = [finding.sentence for finding in found(nobody, effective_on=date(1999, 3, 30))]
    assert len(sentences) == 6
    assert "$49,999,999.99, less than the $50,000,000.00" in " ".join(sentences)


def test_unknown_floor_holds():
    assert not is_allowed(found(floor=None))
    assert is_allowed(found(replace(SUCCESSOR, capital=FLOOR + 1)))
