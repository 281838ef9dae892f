from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from ledger.rules.amendments import Amendment
from ledger.rules.continuing_directors import BoardView
from ledger.rules.facts import BecameAcquiringPerson, ContinuingDirectorsLostMajority, Redeemed
from ledger.rules.moments import On
from ledger.rules.powers import POWERS
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import MIM, announced, ny, offer, record

ANNOUNCED = announced("1999-03-01T09:00")  # prong (i) on 15 March 1999
LOST = ContinuingDirectorsLostMajority(ny("1999-02-15T09:00"))
BEFORE, ON, AFTER = "1999-03-05T10:00", "1999-03-15T10:00", "1999-03-16T10:00"


def judged(kind, at, *events, terms=MIM, board=None, questions=(), **more):
    resolution = BoardResolution(kind, ny(at), **more)
    return verdict(resolution, record(events, terms), board=board, open_questions=questions)


def rules_of(answer):
    return {finding.rule for finding in answer.findings}


@pytest.mark.parametrize("kind", POWERS)
def test_every_kind_names_its_power_and_the_rules_that_judge_it(kind):
    answer = judged(kind, BEFORE)
    assert answer.power is POWERS[kind]
    assert answer.power.rules


@pytest.mark.parametrize(
    ("at", "events", "outcome", "rules"),
    [
        (BEFORE, [ANNOUNCED], "OK", set()),
        (ON, [ANNOUNCED], "HOLD", {"DQ14"}),
        (AFTER, [ANNOUNCED], "BLOCK", {"R43"}),
        (BEFORE, [ANNOUNCED, LOST], "BLOCK", {"R57"}),
        (BEFORE, [ANNOUNCED, Redeemed(ny("1999-03-02T09:00"))], "BLOCK", {"R46"}),
        ("1999-08-15T10:00", [LOST], "OK", set()),
    ],
)
def test_redemption(at, events, outcome, rules):
    answer = judged("redemption", at, *events)
    assert (answer.outcome, rules_of(answer)) == (outcome, rules)


def test_redemption_is_in_whole():
    assert judged("redemption", BEFORE, in_whole=False).outcome == "BLOCK"


def test_an_open_question_holds():
    assert judged("redemption", BEFORE, questions=("DQ1",)).outcome == "HOLD"


def test_the_expiration_of_the_8k_as_written_does_not_block_before_counsel_has_spoken():
    literal = replace(MIM, expiration=On(date(1998, 11, 24)))
    assert judged("redemption", BEFORE, terms=literal).outcome == "OK"


def test_rights_that_expired_cannot_be_redeemed():
    answer = judged("redemption", "2008-11-25T10:00")
    assert (answer.outcome, rules_of(answer)) == ("BLOCK", {"R24"})


def test_a_board_not_determined_holds_the_acts_the_freeze_names():
    board = BoardView(date(1999, 3, 5), ("A", "B", "C", "D"), ("A", "B"), ("C",))
    assert rules_of(judged("redemption", BEFORE, board=board)) == {"R60"}
    assert (
        judged("extension", BEFORE, ANNOUNCED, board=board, prong="i", to=date(1999, 4, 15)).outcome == "OK"
    )


@pytest.mark.parametrize(
    ("at", "prong", "to", "events", "outcome"),
    [
        (BEFORE, "i", date(1999, 4, 15), [ANNOUNCED], "OK"),
        (BEFORE, "i", None, [ANNOUNCED], "OK"),
        ("1999-03-15T17:00", "i", date(1999, 4, 15), [ANNOUNCED], "BLOCK"),
        (BEFORE, "i", date(1999, 3, 12), [ANNOUNCED], "BLOCK"),
        (BEFORE, "iii", date(1999, 4, 15), [ANNOUNCED], "BLOCK"),
        (BEFORE, "ii", date(1999, 4, 15), [ANNOUNCED], "HOLD"),
        (BEFORE, "i", date(1999, 4, 15), [ANNOUNCED, LOST], "HOLD"),
    ],
)
def test_extension(at, prong, to, events, outcome):
    assert judged("extension", at, *events, prong=prong, to=to).outcome == outcome


@pytest.mark.parametrize(
    ("pct", "loaded", "outcome"),
    [("10", True, "OK"), ("9.99", True, "BLOCK"), ("10", False, "HOLD"), (None, True, "HOLD")],
)
def test_adverse_person(pct, loaded, outcome):
    holder = Fraction(pct) if pct else None
    assert judged("adverse_person", BEFORE, holder_pct=holder, criteria_loaded=loaded).outcome == outcome


def test_adverse_person_in_a_plan_that_knows_none():
    terms = replace(MIM, adverse_person=None)
    assert (
        judged("adverse_person", BEFORE, terms=terms, holder_pct=Fraction(12), criteria_loaded=True).outcome
        == "BLOCK"
    )


@pytest.mark.parametrize(
    ("at", "offered", "events", "outcome"),
    [
        (BEFORE, offer("1999-03-01T08:00"), [], "OK"),
        (ON, offer("1999-03-01T08:00"), [], "BLOCK"),
        (BEFORE, offer("1999-03-01T08:00", all_shares=False), [], "BLOCK"),
        (BEFORE, offer("1999-03-01T08:00"), [LOST], "BLOCK"),
        (BEFORE, None, [], "HOLD"),
    ],
)
def test_permitted_offer(at, offered, events, outcome):
    assert judged("permitted_offer", at, *events, offer=offered).outcome == outcome


@pytest.mark.parametrize(
    ("at", "amendment", "events", "outcome"),
    [
        (BEFORE, Amendment(), [ANNOUNCED], "OK"),
        (BEFORE, Amendment(), [ANNOUNCED, LOST], "BLOCK"),
        (AFTER, Amendment(), [ANNOUNCED], "OK"),
        (AFTER, Amendment(changes_redemption_period=True), [ANNOUNCED], "BLOCK"),
        (ON, Amendment(), [ANNOUNCED], "HOLD"),
        (BEFORE, Amendment(changes_redemption_period=True), [ANNOUNCED], "OK"),
    ],
)
def test_amendment(at, amendment, events, outcome):
    assert judged("amendment", at, *events, amendment=amendment).outcome == outcome


def test_exchange_waits_for_a_flip_in_and_needs_shares():
    enough = {"ratio": Fraction(1), "shares_needed": 10, "shares_available": 10}
    assert judged("exchange", BEFORE, **enough).outcome == "HOLD"
    became = BecameAcquiringPerson(ny("1999-03-01T09:00"))
    assert judged("exchange", BEFORE, became, **enough).outcome == "OK"
    assert judged("exchange", BEFORE, became, **{**enough, "shares_available": 9}).outcome == "BLOCK"


def test_adoption_after_separation_is_blocked():
    assert judged("adoption", "1998-11-24T10:00").outcome == "OK"
    assert judged("adoption", AFTER, ANNOUNCED).outcome == "BLOCK"
