"""Accounts opened and stopped one by one; directors recorded."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Director, HolderAccount
from ledger.services import board, holders
from tests import factories

DAY = date(1998, 12, 11)


@pytest.fixture
def plan(db):
    return factories.mim_plan(pinned_on=DAY)


def opening(plan, **fields):
    return {
        "plan": plan,
        "number": "N1",
        "registration": "jt_ten",
        "registration_lines": ["ANNA ÁRVAI &", "BÉLA ÁRVAI JT TEN"],
        "parties": [("joint owner", "ANNA ÁRVAI"), ("joint owner", "BÉLA ÁRVAI")],
        "opened_on": DAY,
        "actor": factories.actor("clerk"),
    } | fields


def test_account_opens_with_its_parties_and_history(plan):
    account = holders.open_account(**opening(plan))

    assert account.name == "ANNA ÁRVAI & BÉLA ÁRVAI JT TEN"
    assert [party.name for party in account.parties.all()] == ["ANNA ÁRVAI", "BÉLA ÁRVAI"]
    assert account.history.get().history_change_reason == "Clerk Tester: opened"
    with pytest.raises(Conflict):
        holders.open_account(**opening(plan))


@pytest.mark.parametrize(
    "fields",
    [
        {"registration_lines": []},
        {"registration_lines": ["X"] * 8},
        {"registration_lines": ["X" * 121]},
        {"registration_lines": ["=1+1"]},
        {"city": "A\u202eB"},
        {"registration": "club"},
        {"parties": []},
    ],
)
def test_account_that_could_not_be_printed_is_refused(plan, fields):
    with pytest.raises(RuleViolation):
        holders.open_account(**opening(plan, **fields))
    assert HolderAccount.objects.count() == 0


def test_hold_is_placed_and_ended_with_reasons(plan):
    clerk = factories.actor("clerk")
    account = holders.open_account(**opening(plan))
    hold = holders.place_hold(account=account, kind="stop", reason="Court order 17", from_on=DAY, actor=clerk)
    with pytest.raises(RuleViolation):
        holders.place_hold(
            account=account, kind="stop", reason="Order", from_on=DAY, quantity=Decimal(0), actor=clerk
        )
    with pytest.raises(RuleViolation):
        holders.end_hold(hold=hold, until_on=date(1998, 12, 20), reason=" ", actor=clerk)

    hold = holders.end_hold(hold=hold, until_on=date(1998, 12, 20), reason="Order vacated", actor=clerk)

    assert (hold.until_on, hold.history.count()) == (date(1998, 12, 20), 2)
    with pytest.raises(Conflict):
        holders.end_hold(hold=hold, until_on=date(1998, 12, 21), reason="Again", actor=clerk)


def test_examiner_opens_nothing(plan):
    with pytest.raises(NotAuthorised):
        holders.open_account(**opening(plan, actor=factories.actor("examiner")))


def test_director_joins_leaves_and_is_tainted_with_evidence(plan):
    counsel = factories.actor("counsel")
    joined = {"plan": plan, "name": "New Member", "joined_on": DAY, "actor": counsel}
    with pytest.raises(RuleViolation, match="evidence"):
        board.record_director(**joined, evidence=" ")
    with pytest.raises(RuleViolation, match="both or neither"):
        board.record_director(**joined, evidence="Minutes", approved_on=DAY)

    director = board.record_director(
        **joined, evidence="Minutes", approved_on=DAY, approved_by=["Ruth Okafor-Lindqvist"]
    )
    board.record_taint(
        director=director,
        tainted_on=DAY,
        taint="representative_or_nominee",
        evidence="Schedule 13D",
        actor=counsel,
    )
    director = board.record_departure(
        director=director, left_on=date(1998, 12, 30), evidence="Resignation", actor=counsel
    )

    assert (director.left_on, director.tainted_on, director.history.count()) == (date(1998, 12, 30), DAY, 3)
    with pytest.raises(Conflict):
        board.record_director(**joined, evidence="Minutes")
    with pytest.raises(Conflict):
        board.record_departure(director=director, left_on=DAY, evidence="x", actor=counsel)
    with pytest.raises(NotAuthorised):
        board.record_director(**joined | {"actor": factories.actor("examiner")}, evidence="Minutes")
    assert Director.objects.filter(plan=plan).count() == 7
