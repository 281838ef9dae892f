"""A majority lost by the directors' own dates freezes the Board as a recorded loss does (R57, R60)."""

from datetime import date

import pytest

from ledger.models import Deadline, Director
from ledger.rules.facts import ContinuingDirectorsLostMajority
from ledger.selectors import facts, standing
from ledger.selectors.board_history import board_history
from ledger.services import board, deadlines
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories


@pytest.fixture
def plan(db):
    return factories.mim_plan(date(1998, 12, 15))


def lose_majority(plan, on=date(1998, 12, 10)):
    clerk = factories.actor("clerk")
    for director in Director.objects.filter(plan=plan)[:4]:
        board.record_departure(director=director, left_on=on, evidence="Minutes", actor=clerk)
    for number in range(3):
        board.record_director(plan=plan, name=f"New {number}", joined_on=on, evidence="Minutes", actor=clerk)


def losses(plan):
    return [event for event in facts.events(plan) if isinstance(event, ContinuingDirectorsLostMajority)]


def test_loss_of_majority_by_dates_is_a_fact_and_freezes(plan):
    assert losses(plan) == []
    lose_majority(plan)
    assert len(losses(plan)) == 1
    refused = standing.of(plan).answer("redeemable")
    assert refused.verdict == "no"
    assert "the last frozen day is Tuesday 8 June 1999" in refused.sentence


def test_loss_of_majority_gives_the_end_of_the_freeze_its_deadline(plan):
    lose_majority(plan)
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    assert Deadline.objects.get(plan=plan, kind="freeze_end", status="current").date == date(1999, 6, 8)


def test_directors_as_known_before_the_change_show_no_loss(plan):
    before = clock.now()
    lose_majority(plan)
    known = facts.events(plan, before)
    assert not any(isinstance(event, ContinuingDirectorsLostMajority) for event in known)


def test_history_of_the_board_says_of_each_director_whether_he_is_a_continuing_one(plan):
    lose_majority(plan)
    seats = board_history(plan, date(1998, 12, 15)).seats
    new = [seat for seat in seats if seat.director.name.startswith("New ")]
    assert len(new) == 3
    assert "continuing" not in {seat.standing.value for seat in new}
    assert "continuing" in {seat.standing.value for seat in seats}
