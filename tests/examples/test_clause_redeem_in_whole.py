"""8-K: "At any time prior to the Distribution Date, except as described below, the Company may redeem the Rights in
whole, but not in part, at a price of $.0001 per Right".
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.rules.course.expiration_date import expiration_date
from ledger.rules.facts import Redeemed
from ledger.rules.redemption import redemption_amount
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import MIM, announced, decide, ny, record

ANNOUNCED = announced("1999-03-01T09:00")


def test_17_890_739_rights_cost_1_789_dollars_and_7_cents():
    due = redemption_amount(17_890_739, Decimal("0.0001"))
    assert (due.amount, due.payment) == (Fraction("1789.0739"), Decimal("1789.07"))


def test_redemption_after_the_stock_acquisition_date_and_before_the_tenth_day_ends_the_rights():
    redeemed = Redeemed(ny("1999-03-12T10:00"))
    assert decide(ANNOUNCED, redeemed).date is None
    assert expiration_date(record([ANNOUNCED, redeemed], MIM)).computed.instant == redeemed.at


def test_on_the_tenth_day_and_after_it_the_rights_have_separated():
    for at in ("1999-03-15T10:00", "1999-03-16T10:00"):
        assert decide(ANNOUNCED, Redeemed(ny(at))).date == date(1999, 3, 15)
        assert verdict(BoardResolution("redemption", ny(at)), record([ANNOUNCED], MIM)).outcome != "OK"


def test_not_in_part():
    resolution = BoardResolution("redemption", ny("1999-03-05T10:00"), in_whole=False)
    assert verdict(resolution, record([ANNOUNCED], MIM)).outcome == "BLOCK"
