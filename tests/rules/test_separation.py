from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.exact import half_up
from ledger.rules.findings import Severity
from ledger.rules.separation import (
    AccountAtClose,
    SeparationTotals,
    WithholdReason,
    fraction_payment,
    separate,
    separation_line,
)

STOP = WithholdReason("stop", "Stop order of 9 December 1998.")


def line_of(rights, **state):
    return separation_line(AccountAtClose("A", Decimal(rights), **state))


def parts(line):
    return line.certificate, line.void, line.withheld, line.fraction


def test_holder_gets_one_certificate_for_all_rights():
    assert parts(line_of(1200)) == (1200, 0, 0, 0)


def test_fraction_of_a_right_is_paid_in_cash():
    line = line_of("10.75")
    assert parts(line) == (10, 0, 0, Decimal("0.75"))
    assert fraction_payment(line.fraction, Decimal("0.30")) == Decimal("0.23")


def test_fraction_alone_gets_no_certificate():
    assert parts(line_of("0.75")) == (0, 0, 0, Decimal("0.75"))


def test_void_lot_inside_a_nominees_account_gets_no_certificate():
    line = line_of(12_000_000, void_posted=Decimal(1000), void_found=Decimal(2_682_611), is_nominee=True)
    assert parts(line) == (9_316_389, 2_683_611, 0, 0)
    assert line.void_to_post == 2_682_611
    assert line.reason == "2,683,611 Rights are void and get no certificate."
    assert "nominee" in line.exception


def test_void_findings_beyond_the_account_void_it_and_are_an_exception():
    line = line_of(100, void_found=Decimal(150))
    assert parts(line) == (0, 100, 0, 0)
    assert "ask where the others went" in line.exception


def test_stop_withholds_everything_or_its_quantity():
    assert parts(line_of("10.5", withhold=(STOP,))) == (0, 0, Decimal("10.5"), 0)
    some = WithholdReason("stop", "Stop on 4.", Decimal(4))
    assert parts(line_of("10.5", withhold=(some,))) == (6, 0, 4, Decimal("0.5"))
    assert parts(line_of(10, withhold=(some, some, some))) == (0, 0, 10, 0)


@pytest.mark.parametrize("state", [{"has_address": False}, {"is_deceased": True}])
def test_holder_that_cannot_be_mailed_is_withheld_with_a_reason(state):
    line = line_of(10, **state)
    assert parts(line) == (0, 0, 10, 0)
    assert line.reason


def test_wholly_void_account_is_not_said_to_be_withheld():
    line = line_of(10, void_posted=Decimal(10), withhold=(STOP,))
    assert parts(line) == (0, 10, 0, 0)
    assert line.reason == "10 Rights are void and get no certificate."


def test_shares_issued_on_the_distribution_date_are_listed_without_rights():
    line = line_of(0, shares_without_rights=Decimal(500))
    assert parts(line) == (0, 0, 0, 0)
    assert "500 shares" in line.exception


def test_empty_accounts_are_passed_over():
    assert list(separate([AccountAtClose("A", Decimal(0))])) == []


def test_totals_prove_the_rights_outstanding():
    totals = SeparationTotals(right_price=Fraction("0.25"))
    for line in separate(
        [AccountAtClose("A", Decimal("10.5")), AccountAtClose("B", Decimal(5), withhold=(STOP,))]
    ):
        totals.add(line)
    assert (totals.certificates, totals.certificate_rights) == (1, 10)
    assert totals.findings(Decimal("15.5")) == ()
    (finding,) = totals.findings(Decimal(16))
    assert finding.rule == "R25"
    assert "15.5 Rights" in finding.sentence


amounts = st.decimals("0", "5000", places=3)


@given(st.lists(st.tuples(amounts, amounts, amounts, st.none() | amounts, st.booleans()), max_size=20))
def test_certificates_withheld_void_and_fractions_are_always_all_rights(rows):
    accounts = [
        AccountAtClose(
            str(number),
            rights=live + posted,
            void_posted=posted,
            void_found=found,
            withhold=() if quantity is None else (WithholdReason("stop", "Stop.", quantity),),
            has_address=has_address,
        )
        for number, (live, posted, found, quantity, has_address) in enumerate(rows)
    ]
    totals, paid = SeparationTotals(right_price=Fraction(3, 7)), Decimal(0)
    for line in separate(accounts):
        assert min(line.certificate, line.void, line.withheld, line.fraction, line.void_to_post) >= 0
        assert line.certificate % 1 == 0
        assert line.fraction < 1
        assert line.rights == line.certificate + line.void + line.withheld + line.fraction
        totals.add(line)
        paid += half_up(Fraction(line.fraction) * Fraction(3, 7), 2)
    assert totals.findings(sum((account.rights for account in accounts), Decimal(0))) == ()
    assert (totals.paid, totals.due) == (paid, Fraction(totals.fractions) * Fraction(3, 7))


def test_fraction_of_a_right_waits_for_its_price():
    totals = SeparationTotals()
    totals.add(line_of("10.75"))
    (finding,) = totals.findings(Decimal("10.75"))
    assert (finding.severity, finding.next_act) == (Severity.HOLD, "fact")
    assert finding.sentence.startswith("0.75 Rights are fractions")
    stated = SeparationTotals(right_price=Fraction("0.30"))
    stated.add(line_of("10.75"))
    assert stated.findings(Decimal("10.75")) == ()
    assert (stated.paid_holders, stated.paid) == (1, Decimal("0.23"))


@pytest.mark.scale
def test_a_million_accounts_stream():
    totals = SeparationTotals()
    for line in separate(AccountAtClose(number, Decimal(18)) for number in range(1_000_000)):
        totals.add(line)
    assert totals.certificate_rights == 18_000_000
