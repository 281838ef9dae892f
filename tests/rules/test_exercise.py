from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.rules.exercise import (
    ElectedRights,
    election_findings,
    exercise_findings,
    settle_election,
)
from ledger.rules.findings import Severity
from ledger.rules.prices import exercise_price
from ledger.rules.rights_at import RightsAt

SEPARATED_AT = datetime(1998, 12, 30, 22, tzinfo=UTC)
RIGHTS = RightsAt(
    SEPARATED_AT,
    distribution_date=date(1998, 12, 30),
    distribution_at=SEPARATED_AT,
    expires_at=datetime(2008, 11, 24, 22, tzinfo=UTC),
)
ELECTION = ElectedRights(rights=Decimal(60), on_certificate=Decimal(100), tendered=Decimal("1200.00"))


def said(findings):
    return [(finding.severity, finding.rule) for finding in findings]


def test_exercise_of_sixty_of_a_hundred_rights():
    price = exercise_price(20, 1)
    settlement = settle_election(rights=60, price_per_right=price, per_right=1, market_price=4)
    assert settlement.amount_payable == Decimal("1200.00")
    assert settlement.delivered == 60
    assert exercise_findings(RIGHTS) == ()
    assert election_findings(ELECTION, settlement.amount_payable) == ()


def test_fraction_is_taken_once_over_the_whole_election():
    settlement = settle_election(
        rights=100, price_per_right=20, per_right=Fraction(64, 7), market_price=Decimal("4.375")
    )
    assert (settlement.delivered, settlement.cash_in_lieu) == (914, Decimal("1.25"))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (SEPARATED_AT - timedelta(seconds=1), [(Severity.BLOCK, "R23")]),
        (SEPARATED_AT, []),
        (datetime(2008, 11, 24, 21, 59, 59, tzinfo=UTC), []),
        (datetime(2008, 11, 24, 22, tzinfo=UTC), [(Severity.BLOCK, "R24")]),
    ],
)
def test_exercise_runs_from_the_distribution_date_to_the_close_of_the_expiration_date(at, expected):
    assert said(exercise_findings(replace(RIGHTS, at=at))) == expected


def test_exercise_without_a_distribution_date_while_suspended_or_after_redemption():
    assert said(exercise_findings(RightsAt(SEPARATED_AT))) == [(Severity.BLOCK, "R23")]
    assert said(exercise_findings(replace(RIGHTS, suspended_since=RIGHTS.at))) == [
        (Severity.HOLD, "section 9")
    ]
    ended = replace(RIGHTS, ended_at=SEPARATED_AT, ended_by="redeemed")
    assert said(exercise_findings(ended)) == [(Severity.BLOCK, "R46")]
    questions = replace(RIGHTS, open_questions=("DQ1", "DQ2"))
    assert said(exercise_findings(questions)) == [(Severity.HOLD, "DQ1"), (Severity.HOLD, "DQ2")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        (
            {"rights": Decimal(101), "tendered": Decimal(2020)},
            [(Severity.BLOCK, "section 7"), (Severity.BLOCK, "R32")],
        ),
        ({"void": Decimal(41)}, [(Severity.BLOCK, "R32")]),
        ({"is_signed": False}, [(Severity.BLOCK, "section 7")]),
        ({"is_guaranteed": False}, [(Severity.BLOCK, "section 7")]),
        ({"answers": (False, None)}, [(Severity.HOLD, "section 20")]),
        ({"answers": (True, False)}, [(Severity.HOLD, "section 20")]),
        ({"answers": ()}, [(Severity.HOLD, "section 20")]),
        ({"tendered": Decimal("1199.99")}, [(Severity.BLOCK, "section 7")]),
    ],
)
def test_every_defect_of_an_election_is_named(changes, expected):
    assert said(election_findings(replace(ELECTION, **changes), Decimal("1200.00"))) == expected
