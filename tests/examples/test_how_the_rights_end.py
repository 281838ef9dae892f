"""The sentences of the 8-K on redemption and exchange, told with 17,890,739 shares."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from ledger.rules.balances import fold, issued_is_accounted_for, rights_totals
from ledger.rules.continuing_directors import Freeze
from ledger.rules.exchange import exchange_findings, exchange_preview
from ledger.rules.payments import PaymentPolicy
from ledger.rules.postings import Position, dividend, exchange, opening, redemption, voiding
from ledger.rules.redemption import redemption_findings, redemption_preview
from ledger.rules.rights_at import RightsAt
from tests.examples.plan_of_1998 import (
    ACQUIRING_PERSONS_SHARES,
    ANNOUNCED_AT,
    CEDE,
    DISTRIBUTION_AT,
    DISTRIBUTION_DATE,
    HOLDERS,
    RECORD_DATE,
    REDEMPTION_PRICE,
    WIDOW,
)

BOOK = [*opening(HOLDERS, RECORD_DATE), *dividend(HOLDERS, 1, RECORD_DATE)]
IN_TIME = RightsAt(
    ANNOUNCED_AT + timedelta(days=6), DISTRIBUTION_DATE, DISTRIBUTION_AT, first_flip_in_at=ANNOUNCED_AT
)


def rules_of(findings):
    return [finding.rule for finding in findings]


def test_at_any_time_prior_to_the_distribution_date_the_company_may_redeem_the_rights():
    assert redemption_findings(IN_TIME) == ()
    late = RightsAt(DISTRIBUTION_AT + timedelta(days=1), DISTRIBUTION_DATE, DISTRIBUTION_AT)
    assert rules_of(redemption_findings(late)) == ["R43"]


def test_in_whole_but_not_in_part_at_a_price_of_a_hundredth_of_a_cent_per_right():
    assert rules_of(redemption_findings(IN_TIME, in_whole=False)) == ["R44"]
    preview = redemption_preview(IN_TIME, HOLDERS, REDEMPTION_PRICE, PaymentPolicy())
    assert preview.due.amount == Fraction("1789.0739")
    assert preview.totals.paid == Decimal("1789.07")
    assert preview.totals.remainder == Fraction("0.0039")


def test_immediately_upon_effectiveness_the_rights_will_terminate():
    ended = [
        *BOOK,
        *redemption(((Position(account), rights) for account, rights in HOLDERS), date(1998, 12, 21)),
    ]
    totals = rights_totals(fold(ended))
    assert (totals.outstanding, totals.redeemed) == (0, 17_890_739)
    assert issued_is_accounted_for(totals) == ()
    after = RightsAt(IN_TIME.at + timedelta(seconds=1), ended_at=IN_TIME.at, ended_by="redeemed")
    assert rules_of(redemption_findings(after)) == ["R46"]


def test_the_board_may_not_authorize_any_redemption_during_the_period_of_180_days():
    frozen = RightsAt(ANNOUNCED_AT, freeze=Freeze(ANNOUNCED_AT, date(1999, 6, 13)))
    assert rules_of(redemption_findings(frozen)) == ["R57"]


def test_the_company_may_exchange_the_rights_other_than_those_of_an_acquiring_person_in_whole_or_in_part():
    valid = rights_totals(fold(BOOK)).valid - ACQUIRING_PERSONS_SHARES
    assert valid == 15_207_128
    preview = exchange_preview(
        IN_TIME,
        [(WIDOW, Decimal(1_890_739)), (CEDE, valid - 1_890_739)],
        portion=Decimal("0.6"),
        ratio=1,
        market_price=4,
        shares_available=10_000_000,
    )
    assert preview.findings == ()
    assert preview.totals.exchanged == Fraction("9124276.8")
    assert preview.totals.shares == 9_124_276
    assert preview.totals.cash == Decimal("3.20")


def test_an_exchange_ends_the_rights_given_up_and_delivers_whole_shares():
    movements = [
        *BOOK,
        voiding(CEDE, ACQUIRING_PERSONS_SHARES, date(1998, 12, 15)),
        *exchange(Position(WIDOW), Decimal(1_890_739), 1_890_739, date(1998, 12, 21)),
    ]
    totals = rights_totals(fold(movements))
    assert (totals.exchanged, totals.void) == (1_890_739, ACQUIRING_PERSONS_SHARES)
    assert issued_is_accounted_for(totals) == ()


def test_an_exchange_before_anyone_is_an_acquiring_person_is_held():
    quiet = RightsAt(ANNOUNCED_AT - timedelta(days=1))
    findings = exchange_findings(quiet, ratio=1, shares_needed=1, shares_available=1)
    assert rules_of(findings) == ["DQ5"]
