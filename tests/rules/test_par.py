"""The price of what a Right buys is never below its par (section 11(k))."""

from fractions import Fraction

import pytest

from ledger.rules.exercise import par_findings


@pytest.mark.parametrize(
    ("price", "per_right", "par", "forbids"),
    [
        ("20", "1", "0.0000001", False),
        ("20", "1", None, False),
        ("0.01", "1", "0.01", False),
        ("0.01", "2", "0.01", True),
        ("0.01", "0", "0.01", False),
    ],
)
def test_a_share_costs_its_par_at_least(price, per_right, par, forbids):
    told = par and Fraction(par)
    found = par_findings(price=Fraction(price), per_right=Fraction(per_right), par=told, security="shares")
    assert bool(found) is forbids
    assert not forbids or "would cost $0.005, below its par of $0.01" in found[0].sentence
