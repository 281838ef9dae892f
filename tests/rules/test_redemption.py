from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.rules.continuing_directors import Freeze
from ledger.rules.exact import half_up
from ledger.rules.findings import Severity
from ledger.rules.payments import PaymentPolicy
from ledger.rules.redemption import (
    redemption_amount,
    redemption_findings,
    redemption_in_common,
    redemption_preview,
)
from ledger.rules.rights_at import RightsAt

PRICE = Decimal("0.0001")
NOON = datetime(1998, 12, 21, 17, tzinfo=UTC)
DISTRIBUTION = {
    "distribution_date": date(1998, 12, 30),
    "distribution_at": datetime(1998, 12, 30, 22, tzinfo=UTC),
}


def said(findings):
    return [(finding.severity, finding.rule) for finding in findings]


def test_redemption_of_all_rights_is_exact():
    due = redemption_amount(17_890_739, PRICE)
    assert (due.amount, due.payment) == (Fraction("1789.0739"), Decimal("1789.07"))
    assert half_up(redemption_in_common(due.amount, Decimal("4.375")), 2) == Decimal("408.93")


def test_rights_are_redeemable_before_the_distribution_date_even_after_a_flip_in():
    assert redemption_findings(RightsAt(NOON)) == ()
    assert (
        redemption_findings(RightsAt(NOON, first_flip_in_at=NOON - timedelta(days=6), **DISTRIBUTION)) == ()
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(1998, 12, 30, 4, 59, tzinfo=UTC), []),
        (datetime(1998, 12, 30, 5, tzinfo=UTC), [(Severity.HOLD, "DQ14")]),
        (datetime(1998, 12, 30, 17, tzinfo=UTC), [(Severity.HOLD, "DQ14")]),
        (datetime(1998, 12, 31, 5, tzinfo=UTC), [(Severity.BLOCK, "R43")]),
    ],
)
def test_redemption_window_ends_with_the_day_before_the_distribution_date(at, expected):
    assert said(redemption_findings(RightsAt(at, **DISTRIBUTION))) == expected


def test_redemption_is_blocked_in_the_freeze_and_names_its_last_day():
    freeze = Freeze(NOON - timedelta(days=1), date(1999, 6, 18))
    (finding,) = redemption_findings(RightsAt(NOON, freeze=freeze))
    assert (finding.severity, finding.rule) == (Severity.BLOCK, "R57")
    assert "Friday 18 June 1999" in finding.sentence


def test_redemption_in_part_is_blocked():
    assert said(redemption_findings(RightsAt(NOON), in_whole=False)) == [(Severity.BLOCK, "R44")]


def test_redemption_that_takes_effect_later_must_still_be_in_time():
    rights = RightsAt(NOON, **DISTRIBUTION)
    assert redemption_findings(rights, effective_at=NOON + timedelta(days=1)) == ()
    late = redemption_findings(rights, effective_at=NOON + timedelta(days=12))
    assert said(late) == [(Severity.BLOCK, "R43")]
    early = redemption_findings(rights, effective_at=NOON - timedelta(days=1))
    assert said(early) == [(Severity.BLOCK, "R46")]


def test_rights_that_ended_or_expired_are_not_redeemed():
    ended = RightsAt(NOON, ended_at=NOON, ended_by="redeemed")
    assert said(redemption_findings(ended)) == [(Severity.BLOCK, "R46")]
    expired = RightsAt(NOON, expires_at=NOON - timedelta(seconds=1))
    assert said(redemption_findings(expired)) == [(Severity.BLOCK, "R24")]
    assert said(redemption_findings(RightsAt(NOON, expires_at=NOON))) == [(Severity.BLOCK, "R24")]
    assert redemption_findings(RightsAt(NOON, expires_at=NOON + timedelta(seconds=1))) == ()


def test_open_question_holds_the_redemption():
    assert said(redemption_findings(RightsAt(NOON, open_questions=("DQ4",)))) == [(Severity.HOLD, "DQ4")]


def test_preview_shows_the_checks_and_the_difference_from_the_control_amount():
    holdings = [("A", Decimal(49)), ("B", Decimal(50)), ("C", Decimal(12_345))]
    preview = redemption_preview(holdings, PRICE, PaymentPolicy())
    assert preview.due.amount == Fraction("1.2444")
    assert preview.totals.paid == Decimal("1.24")
    assert preview.totals.remainder == Fraction("0.0044")
    assert said(preview.findings) == [(Severity.WARN, "R44")]
