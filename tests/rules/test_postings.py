from datetime import date
from decimal import Decimal

import pytest

from ledger.rules.carrying import Carried
from ledger.rules.findings import RuleBreachError
from ledger.rules.movements import Movement, Position
from ledger.rules.postings import (
    issue,
    reacquisition,
    separation,
    surrender,
    transfer,
    voiding,
)
from ledger.rules.separation import SeparationLine
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole
from tests.oracles.balances import attached, fold, issued_is_accounted_for, moves_with_common, rights_totals
from tests.oracles.postings import dividend, exchange, expiration, opening, redemption

RECORD_DATE = date(1998, 12, 4)
DISTRIBUTION_DATE = date(1998, 12, 30)
RIGHTS, COMMON = Instrument.RIGHTS, Instrument.COMMON
VALID, VOID = Position("A"), Position("A", Standing.VOID)
CERTIFICATED = Position("A", Standing.CERTIFICATED)


@pytest.fixture
def book():
    """A, B and the treasury at the Record Date, with the dividend."""
    holdings = [("A", Decimal(1000)), ("B", Decimal("10.5")), ("C", Decimal(0))]
    return [*opening(holdings, RECORD_DATE), *dividend(holdings, 1, RECORD_DATE)]


def test_dividend_gives_one_right_a_share_and_holds_fractions_exactly(book):
    balances = fold(book)
    assert balances[RIGHTS, Position("A")] == 1000
    assert balances[RIGHTS, Position("B")] == Decimal("10.5")
    assert (RIGHTS, Position("C")) not in balances
    assert attached(balances, 1) == ()


@pytest.mark.parametrize("rights", [5, 0])
@pytest.mark.parametrize("from_treasury", [True, False])
def test_issue_brings_the_rights_that_new_shares_carry(rights, from_treasury):
    balances = fold(issue("A", Decimal(5), RECORD_DATE, Decimal(rights), from_treasury=from_treasury))
    assert balances[COMMON, VALID] == 5
    assert balances.get((RIGHTS, VALID), 0) == rights


def test_transfer_takes_the_rights_along_and_void_ones_stay_void(book):
    moved = transfer("A", "B", Decimal(100), date(1998, 12, 21), Carried(Decimal(60), Decimal(40)))
    movements = [*book, *voiding([("A", Standing.VALID, Decimal(40))], date(1998, 12, 15)), *moved]
    balances = fold(movements)
    assert balances[RIGHTS, Position("B")] == Decimal("70.5")
    assert balances[RIGHTS, Position("B", Standing.VOID)] == 40
    assert attached(balances, 1) == ()
    assert moves_with_common(moved, 1) == ()


def test_transfer_of_shares_that_carry_none_moves_common_alone():
    assert len(transfer("A", "B", Decimal(100), DISTRIBUTION_DATE)) == 1


def test_bought_back_share_takes_its_void_right_with_it(book):
    movements = reacquisition(
        "A", Decimal(200), date(1998, 12, 10), Carried(Decimal(150), Decimal(50)), to_treasury=True
    )
    balances = fold([*book, *voiding([("A", Standing.VALID, Decimal(50))], date(1998, 12, 7)), *movements])
    assert balances[RIGHTS, VALID] == 800
    assert (RIGHTS, VOID) not in balances
    assert balances[RIGHTS, SystemRole.RIGHTS_CANCELLED] == 200


@pytest.mark.parametrize("to_treasury", [True, False])
def test_reacquired_share_takes_its_right_with_it(book, to_treasury):
    movements = reacquisition(
        "A", Decimal(200), date(1998, 12, 10), Carried(Decimal(200)), to_treasury=to_treasury
    )
    balances = fold([*book, *movements])
    assert balances[RIGHTS, VALID] == 800
    assert balances[RIGHTS, SystemRole.RIGHTS_CANCELLED] == 200
    assert balances.get((COMMON, SystemRole.TREASURY), 0) == (200 if to_treasury else 0)
    assert issued_is_accounted_for(rights_totals(balances)) == ()


def test_separation_moves_each_part_of_a_line_and_cancels_the_fraction_that_is_paid():
    line = SeparationLine(
        account="A",
        rights=Decimal("100.5"),
        certificate=Decimal(50),
        void=Decimal(40),
        withheld=Decimal(10),
        fraction=Decimal("0.5"),
        void_to_post=Decimal(30),
    )
    movements = list(separation([line], DISTRIBUTION_DATE))
    assert [(movement.target, movement.quantity) for movement in movements] == [
        (CERTIFICATED, 50),
        (VOID, 30),
        (Position("A", Standing.WITHHELD), 10),
        (SystemRole.RIGHTS_CANCELLED, Decimal("0.5")),
    ]
    assert {movement.source for movement in movements} == {VALID}


def test_every_right_but_the_void_ones_is_redeemed_or_expires():
    (redeemed,) = redemption([(VALID, Decimal(5)), (Position("B"), Decimal(0))], RECORD_DATE)
    assert (redeemed.target, redeemed.kind) == (SystemRole.RIGHTS_REDEEMED, BatchKind.REDEMPTION)
    (expired,) = expiration([(CERTIFICATED, Decimal(5))], RECORD_DATE)
    assert (expired.target, expired.kind) == (SystemRole.RIGHTS_EXPIRED, BatchKind.EXPIRATION)
    for act in (redemption, expiration):
        with pytest.raises(RuleBreachError, match="R32"):
            list(act([(VOID, Decimal(5))], RECORD_DATE))


def test_exchange_gives_whole_shares_for_the_rights():
    given_up, delivered = exchange([(VALID, Decimal(101))], Decimal("0.6"), {"A": 60}, RECORD_DATE)
    assert (given_up.quantity, given_up.target) == (Decimal("60.6"), SystemRole.RIGHTS_EXCHANGED)
    assert (delivered.instrument, delivered.quantity, delivered.target) == (COMMON, 60, VALID)
    assert len(list(exchange([(VALID, Decimal("0.6"))], Decimal(1), {"A": 0}, RECORD_DATE))) == 1
    with pytest.raises(RuleBreachError, match="R32"):
        list(exchange([(VOID, Decimal(1))], Decimal(1), {"A": 1}, RECORD_DATE))


def test_surrender_moves_only_what_another_gets_or_what_is_exercised():
    on = date(1999, 1, 4)
    going = [("A", "A", 40), ("A", "B", 5), ("A", None, 30), ("C", "B", 1), ("A", None, 30), ("A", "B", 2)]
    moved = surrender(going, BatchKind.EXERCISE, on)
    assert [(move.source, move.target, move.quantity) for move in moved] == [
        (CERTIFICATED, Position("B", Standing.CERTIFICATED), 7),
        (CERTIFICATED, SystemRole.RIGHTS_EXERCISED, 60),
        (Position("C", Standing.CERTIFICATED), Position("B", Standing.CERTIFICATED), 1),
    ]
    assert {(move.kind, move.effective_on) for move in moved} == {(BatchKind.EXERCISE, on)}
    assert surrender([("A", "A", 40)], BatchKind.RIGHTS_TRANSFER, on) == ()


def test_voiding_passes_over_what_is_void_already():
    (voided,) = voiding([("A", Standing.VALID, Decimal(0)), ("A", Standing.VALID, Decimal(3))], RECORD_DATE)
    assert (voided.source, voided.target, voided.quantity) == (VALID, VOID, 3)


@pytest.mark.parametrize(
    ("instrument", "source", "target", "quantity"),
    [
        (RIGHTS, SystemRole.RIGHTS_SOURCE, VALID, Decimal(0)),
        (RIGHTS, SystemRole.RIGHTS_SOURCE, VALID, Decimal(-1)),
        (RIGHTS, SystemRole.RIGHTS_SOURCE, VALID, 1.5),
        (RIGHTS, SystemRole.RIGHTS_SOURCE, VALID, Decimal("NaN")),
        (RIGHTS, VALID, VALID, Decimal(1)),
        (COMMON, SystemRole.RIGHTS_SOURCE, VALID, Decimal(1)),
        (RIGHTS, SystemRole.TREASURY, VALID, Decimal(1)),
        (COMMON, SystemRole.ISSUER_COMMON, VOID, Decimal(1)),
    ],
)
def test_movement_that_cannot_be_is_refused(instrument, source, target, quantity):
    with pytest.raises(ValueError, match=r"a movement needs|cannot hold"):
        Movement(instrument, source, target, quantity, BatchKind.TRANSFER, RECORD_DATE)
