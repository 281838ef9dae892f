"""The fold and its invariants, against any sequence of acts that the rules let through."""

from datetime import date
from decimal import Decimal

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ledger.rules.carrying import Carried
from ledger.rules.movements import Movement, Position
from ledger.rules.postings import issue, reacquisition, separation, surrender, transfer, voiding
from ledger.rules.separation import AccountAtClose, WithholdReason, separate
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole
from tests.oracles.balances import (
    attached,
    certificates_agree,
    conserved,
    fold,
    issued_is_accounted_for,
    moves_with_common,
    not_negative,
    rights_totals,
    units_reserved,
)
from tests.oracles.postings import dividend, expiration, opening, redemption

ON = date(1998, 12, 4)
AFTER = date(1998, 12, 30)
ACCOUNTS = ("A", "B", "C", "D")
accounts = st.sampled_from(ACCOUNTS)
shares = st.decimals("0.5", "400", places=1)


def rights(source, target, quantity):
    return Movement(Instrument.RIGHTS, source, target, Decimal(quantity), BatchKind.TRANSFER, ON)


def test_fold_leaves_out_what_is_empty_and_starts_from_an_opening():
    opened = fold([rights(SystemRole.RIGHTS_SOURCE, Position("A"), 10)])
    assert fold([rights(Position("A"), Position("B"), 10)], opened) == {
        (Instrument.RIGHTS, SystemRole.RIGHTS_SOURCE): -10,
        (Instrument.RIGHTS, Position("B")): 10,
    }


def test_overdrawn_account_is_named():
    (finding,) = not_negative(fold([rights(Position("A"), Position("B"), 10)]))
    assert finding.sentence == "Account A (valid) holds -10 rights: less than nothing."


def test_balances_that_came_from_nowhere_are_found():
    assert [finding.rule for finding in conserved({(Instrument.RIGHTS, Position("A")): Decimal(1)})] == ["I1"]


def test_rights_without_their_shares_are_found():
    (finding,) = attached(fold([rights(SystemRole.RIGHTS_SOURCE, Position("A"), 10)]), 1)
    assert (finding.rule, finding.sentence) == ("I2", "Account A holds 10 Rights where its shares carry 0.")
    (finding,) = moves_with_common([rights(Position("A"), Position("B"), 10)], 1)
    assert finding.rule == "R20"


def test_certificates_and_control_total_must_agree():
    totals = rights_totals(
        fold([rights(SystemRole.RIGHTS_SOURCE, Position("A", Standing.CERTIFICATED), 100)])
    )
    agree = certificates_agree(
        totals, on_certificates=Decimal(100), uncertificated=Decimal(0), control_total=Decimal(100)
    )
    assert agree == ()
    differ = certificates_agree(
        totals, on_certificates=Decimal(99), uncertificated=Decimal(0), control_total=Decimal(101)
    )
    assert [finding.rule for finding in differ] == ["I3", "I3"]


def test_reserved_units_must_reach_for_all_rights_not_void():
    totals = rights_totals(fold([rights(SystemRole.RIGHTS_SOURCE, Position("A"), 17_890_739)]))
    assert units_reserved(totals, 18_219_506, 1) == ()
    assert [finding.rule for finding in units_reserved(totals, 17_890_738, 1)] == ["I8"]


@settings(max_examples=40, stateful_step_count=25, deadline=None)
class LedgerMachine(RuleBasedStateMachine):
    """Any sequence of acts: no Right appears from nowhere, no account goes below nothing."""

    @initialize()
    def open_the_book(self):
        holdings = [(account, Decimal(500)) for account in ACCOUNTS]
        self.movements = [*opening(holdings, ON), *dividend(holdings, 1, ON)]
        self.issued = Decimal(2000)
        self.is_separated = False

    @property
    def balances(self):
        return fold(self.movements)

    def of(self, quantity, void=Decimal(0)):
        return Carried() if self.is_separated else Carried(quantity - void, void)

    @property
    def today(self):
        return AFTER if self.is_separated else ON

    def held(self, instrument, account, standing=Standing.VALID):
        return self.balances.get((instrument, Position(account, standing)), Decimal(0))

    @rule(account=accounts, quantity=shares)
    def issue_shares(self, account, quantity):
        movements = issue(account, quantity, self.today, self.of(quantity).valid)
        self.issued += sum(move.quantity for move in movements if move.instrument is Instrument.RIGHTS)
        self.movements += movements

    @rule(giver=accounts, taker=accounts, quantity=shares)
    def transfer_shares(self, giver, taker, quantity):
        if giver == taker or self.held(Instrument.COMMON, giver) < quantity:
            return
        valid = self.held(Instrument.RIGHTS, giver)
        void = Decimal(0) if self.is_separated else max(quantity - valid, Decimal(0))
        self.movements += transfer(giver, taker, quantity, self.today, self.of(quantity, void))

    @rule(account=accounts, quantity=shares, to_treasury=st.booleans())
    def reacquire_shares(self, account, quantity, to_treasury):
        common, valid = (
            self.held(instrument, account) for instrument in (Instrument.COMMON, Instrument.RIGHTS)
        )
        if common >= quantity and (self.is_separated or valid >= quantity):
            self.movements += reacquisition(
                account, quantity, self.today, self.of(quantity), to_treasury=to_treasury
            )

    @rule(account=accounts, quantity=shares)
    def void_rights(self, account, quantity):
        if self.held(Instrument.RIGHTS, account) >= quantity:
            self.movements += voiding([(account, Standing.VALID, quantity)], self.today)

    @precondition(lambda self: not self.is_separated)
    @rule(found=shares, withheld=st.none() | shares)
    def separate_the_rights(self, found, withheld):
        lines = []
        for account in ACCOUNTS:
            void = self.held(Instrument.RIGHTS, account, Standing.VOID)
            at_close = AccountAtClose(
                account=account,
                rights=self.held(Instrument.RIGHTS, account) + void,
                void_posted=void,
                void_found=found if account == "A" else Decimal(0),
                withhold=(WithholdReason("stop", "Stop.", withheld),) if account == "B" else (),
            )
            lines += separate([at_close])
        self.movements += separation(lines, AFTER)
        self.is_separated = True
        assert rights_totals(self.balances).valid == 0

    @precondition(lambda self: self.is_separated)
    @rule(account=accounts, quantity=st.integers(1, 100))
    def exercise_rights(self, account, quantity):
        if self.held(Instrument.RIGHTS, account, Standing.CERTIFICATED) >= quantity:
            self.movements += surrender([(account, None, quantity)], BatchKind.EXERCISE, AFTER)

    @rule(act=st.sampled_from([redemption, expiration]))
    def end_all_rights(self, act):
        alive = [
            (place, quantity)
            for (instrument, place), quantity in self.balances.items()
            if instrument is Instrument.RIGHTS
            and isinstance(place, Position)
            and place.standing is not Standing.VOID
        ]
        self.movements += act(alive, self.today)
        self.is_separated = True
        assert rights_totals(self.balances).exercisable == 0

    @invariant()
    def nothing_comes_from_nowhere(self):
        balances = self.balances
        assert conserved(balances) == ()
        assert not_negative(balances) == ()

    @invariant()
    def every_right_issued_is_accounted_for(self):
        totals = rights_totals(self.balances)
        assert totals.issued == self.issued
        assert issued_is_accounted_for(totals) == ()

    @invariant()
    def rights_stay_with_their_shares_until_they_separate(self):
        if not self.is_separated:
            assert attached(self.balances, 1) == ()
            assert moves_with_common(self.movements, 1) == ()

    @invariant()
    def fold_of_a_part_and_the_rest_is_the_fold_of_all(self):
        middle = len(self.movements) // 2
        assert fold(self.movements[middle:], fold(self.movements[:middle])) == self.balances


test_any_sequence_of_acts = LedgerMachine.TestCase
