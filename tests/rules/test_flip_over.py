from decimal import Decimal
from fractions import Fraction

from ledger.rules.exact import half_up
from ledger.rules.flip_over import shares_for_exercise_price


def test_principal_partys_stock_is_worth_twice_the_exercise_price():
    shares = shares_for_exercise_price(20, Decimal("32.50"))
    assert half_up(shares, 7) == Decimal("1.2307692")
    assert shares * Fraction("32.50") == 40
