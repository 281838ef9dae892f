"""Whatever is issued, moved, bought back, voided, exchanged in part and ended, in any order: no Right from nowhere,
none where shares carry none, none that is valid after the end.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ledger.rules.carrying import Attachment, End, Lots, Ratio, Rounding, ratio_after_exchange
from ledger.rules.exchange import exchange_lines
from ledger.rules.findings import RuleBreachError
from ledger.rules.movements import Position
from ledger.rules.postings import issue, reacquisition, transfer, voiding
from ledger.rules.vocabulary import Instrument, Standing, SystemRole
from tests.oracles.balances import (
    conserved,
    fold,
    issued_is_accounted_for,
    not_negative,
    rights_totals,
)
from tests.oracles.postings import dividend, exchange, opening, redemption

DAY = date(2019, 1, 2)
ACCOUNTS = ("A", "B", "C", "D")
accounts = st.sampled_from(ACCOUNTS)
shares = st.integers(1, 400).map(Decimal)
# Each rounding of a movement, of what a new share brings or of a portion is off by half of the last place.
LAST_PLACE = Fraction(1, 10**10)


@settings(max_examples=50, stateful_step_count=25, deadline=None)
class Histories(RuleBasedStateMachine):
    """The Rights of four accounts and their shares."""

    @initialize(ratio=st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(10)]))
    def open_the_book(self, ratio):
        self.ratio, self.at, self.end = Ratio(ratio), datetime(2019, 1, 2, 15, tzinfo=UTC), None
        holdings = [(account, Decimal(600)) for account in ACCOUNTS]
        self.movements = [*opening(holdings, DAY), *dividend(holdings, ratio, DAY)]
        self.is_posted, self.over, self.rounded = False, Fraction(), 0

    @property
    def balances(self):
        return fold(self.movements)

    @property
    def attachment(self):
        return Attachment(DAY, self.at, DAY, end=self.end, ratio=self.ratio)

    def lots(self, account):
        common, valid = (self.held(instrument, account) for instrument in Instrument)
        void = self.held(Instrument.RIGHTS, account, Standing.VOID)
        return Lots(account, common, valid, void, ratio=self.ratio)

    def held(self, instrument, account, standing=Standing.VALID):
        return self.balances.get((instrument, Position(account, standing)), Decimal(0))

    def alive(self):
        return [(Position(account), self.held(Instrument.RIGHTS, account)) for account in ACCOUNTS]

    def rights_moved(self, movements):
        return [move for move in movements if move.instrument is Instrument.RIGHTS]

    def going(self, account, quantity, data):
        """What goes along, told where it must be; None where the account has not so many shares."""
        held = self.lots(account)
        if quantity > held.common:
            return None
        if not self.attachment.held_carry:
            return held.going(Decimal(0))
        void = None
        if held.unsaid(quantity, None, None):
            most = min(held.void, quantity * Decimal(int(self.ratio.of_void)) or held.void)
            void = Decimal(data.draw(st.integers(0, int(most))))
        with suppress(RuleBreachError):
            return held.going(quantity, void=void)
        return None

    @rule(account=accounts, quantity=shares)
    def issue_shares(self, account, quantity):
        carried = self.attachment
        try:
            rights = carried.ratio.of(quantity) if carried.new_carry else Decimal(0)
        except RuleBreachError:
            assert (Fraction(quantity) * carried.ratio.rights * 10**10).denominator != 1
            return
        self._add(issue(account, quantity, DAY, rights))

    @rule(giver=accounts, taker=accounts, quantity=shares, data=st.data())
    def transfer_shares(self, giver, taker, quantity, data):
        going = self.going(giver, quantity, data) if giver != taker else None
        if going is not None:
            self._add(transfer(giver, taker, quantity, DAY, going))

    @rule(account=accounts, data=st.data())
    def sell_everything(self, account, data):
        everything = self.held(Instrument.COMMON, account)
        if not everything:
            return
        going = self.going(account, everything, data)
        assert going is not None
        taker = ACCOUNTS[ACCOUNTS.index(account) - 1]
        self._add(transfer(account, taker, everything, DAY, going))
        if not self.attachment.is_ended:
            assert self.held(Instrument.RIGHTS, account) == 0
            assert self.held(Instrument.RIGHTS, account, Standing.VOID) == 0

    @rule(account=accounts, quantity=shares, data=st.data())
    def buy_back(self, account, quantity, data):
        going = self.going(account, quantity, data)
        if going is not None:
            self._add(reacquisition(account, quantity, DAY, going, to_treasury=True))

    @precondition(lambda self: self.end is None)
    @rule(account=accounts)
    def void_all_of_an_account(self, account):
        self._add(tuple(voiding([(account, Standing.VALID, self.held(Instrument.RIGHTS, account))], DAY)))

    @precondition(lambda self: self.end is None and self.ratio.rounding is Rounding.EXACT)
    @rule(portion=st.sampled_from(["0.5", "0.25", "0.3"]), each=st.sampled_from(["1", "2", "0.5"]))
    def exchange_a_part(self, portion, each):
        part, per = Decimal(portion), Decimal(each)
        valid = self.alive()
        held = [(place.account, rights) for place, rights in valid]
        lines = list(exchange_lines(held, portion=part, ratio=per, market_price=Decimal(1)))
        self._add(tuple(exchange(valid, part, {line.account: line.amount.shares for line in lines}, DAY)))
        self.over += sum((line.amount.fraction for line in lines), Fraction())
        rights = ratio_after_exchange(self.ratio.rights, part, per)
        self.ratio = Ratio(rights, Rounding.TEN_PLACES, void=self.ratio.rights)

    @precondition(lambda self: self.end is None)
    @rule()
    def end_all_rights(self):
        self.end = End(self.at, "redeemed")
        self.alive_then = self.alive()
        self.at += timedelta(days=1)

    @precondition(lambda self: self.end is not None and not self.is_posted)
    @rule()
    def post_the_end(self):
        assert self.alive() == self.alive_then
        self.movements += redemption(self.alive_then, DAY)
        self.is_posted = True

    def _add(self, movements):
        moved = self.rights_moved(movements)
        self.rounded += len(moved)
        assert not moved or self.end is None
        self.movements += movements

    @invariant()
    def nothing_comes_from_nowhere(self):
        balances = self.balances
        assert conserved(balances) == ()
        assert not_negative(balances) == ()
        assert issued_is_accounted_for(rights_totals(balances)) == ()

    @invariant()
    def no_valid_right_outlives_its_end(self):
        if self.is_posted:
            assert rights_totals(self.balances).valid == 0

    @invariant()
    def shares_carry_their_rights_and_no_more(self):
        if self.end is not None:
            return
        slack = LAST_PLACE * self.rounded if self.ratio.rounding is Rounding.TEN_PLACES else Fraction()
        for account in ACCOUNTS:
            held = self.lots(account)
            carried = Fraction(held.common) * self.ratio.rights
            rights, void = Fraction(held.valid + held.void), Fraction(held.void)
            over = self.over * self.ratio.rights + void * (1 - self.ratio.rights / self.ratio.of_void)
            assert carried - slack <= rights <= carried + over + slack


test_any_history = Histories.TestCase


def test_what_the_treasury_got_back_is_cancelled_whole():
    raider = Lots("R", Decimal(500), void=Decimal(500))
    movements = reacquisition("R", Decimal(500), DAY, raider.going(Decimal(500)), to_treasury=True)
    assert fold(movements)[Instrument.RIGHTS, SystemRole.RIGHTS_CANCELLED] == 500
