"""The sentences of the 8-K from the dividend to the separation, told with 17,890,739 shares."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.rules.balances import (
    attached,
    conserved,
    fold,
    issued_is_accounted_for,
    moves_with_common,
    rights_totals,
    units_reserved,
)
from ledger.rules.exercise import exercise_findings
from ledger.rules.postings import (
    Attachment,
    Instrument,
    Position,
    Role,
    Standing,
    dividend,
    issue,
    opening,
    reacquisition,
    separation,
    transfer,
    voiding,
)
from ledger.rules.rights_at import RightsAt
from ledger.rules.separation import AccountAtClose, SeparationTotals, separate
from ledger.rules.voiding import BeneficialFinding, RightsInAccount, void_rights
from tests.examples.plan_of_1998 import (
    ACQUIRING_PERSONS_SHARES,
    ANNOUNCED_AT,
    CEDE,
    DISTRIBUTION_AT,
    DISTRIBUTION_DATE,
    HOLDERS,
    OUTSTANDING,
    RAIDER,
    RAIDERS_LOT_IN_CEDE,
    RECORD_DATE,
    RESERVED_FOR_PLANS,
    WIDOW,
)

ATTACHED = Attachment(RECORD_DATE)
SEPARATED = Attachment(RECORD_DATE, distribution=DISTRIBUTION_DATE)
RIGHTS, COMMON = Instrument.RIGHTS, Instrument.COMMON


@pytest.fixture
def book():
    return [*opening(HOLDERS, RECORD_DATE), *dividend(HOLDERS, 1, RECORD_DATE)]


def rights_of(movements, account, standing=Standing.VALID):
    return fold(movements).get((RIGHTS, Position(account, standing)), 0)


def test_a_dividend_of_one_right_for_each_outstanding_share_to_stockholders_of_record(book):
    totals = rights_totals(fold(book))
    assert totals.issued == totals.valid == 17_890_739
    assert rights_of(book, CEDE) == 15_000_000


def test_and_for_each_share_issued_from_the_record_date_up_to_but_not_including_the_distribution_date(book):
    for on, rights in (
        (RECORD_DATE, 17_890_839),
        (date(1998, 12, 29), 17_890_839),
        (DISTRIBUTION_DATE, 17_890_739),
    ):
        movements = [*book, *issue(WIDOW, Decimal(100), on, SEPARATED)]
        assert rights_totals(fold(movements)).issued == rights


def test_including_shares_distributed_from_the_companys_treasury(book):
    bought = reacquisition(WIDOW, Decimal(500), date(1998, 12, 7), ATTACHED, to_treasury=True)
    assert fold([*book, *bought])[RIGHTS, Role.RIGHTS_CANCELLED] == 500
    again = issue(CEDE, Decimal(500), date(1998, 12, 9), ATTACHED, from_treasury=True)
    balances = fold([*book, *bought, *again])
    assert attached(balances, 1) == ()
    assert rights_totals(balances).valid == 17_890_739
    assert issued_is_accounted_for(rights_totals(balances)) == ()


def test_the_rights_will_be_transferred_with_and_only_with_such_common_stock_certificates(book):
    moved = transfer(CEDE, WIDOW, Decimal(1200), date(1998, 12, 11), ATTACHED)
    assert moves_with_common(moved, 1) == ()
    balances = fold([*book, *moved])
    assert attached(balances, 1) == ()
    (alone,) = moves_with_common([move for move in moved if move.instrument is RIGHTS], 1)
    assert alone.rule == "R20"


def test_the_surrender_for_transfer_will_also_constitute_the_transfer_of_the_rights(book):
    movements = [*book, *transfer(WIDOW, CEDE, Decimal(1_890_739), date(1998, 12, 11), ATTACHED)]
    assert rights_of(movements, WIDOW) == 0
    assert rights_of(movements, CEDE) == 16_890_739


def test_so_long_as_the_rights_are_attached_the_company_will_issue_one_right_with_each_new_share(book):
    movements = [*book, *issue(WIDOW, RESERVED_FOR_PLANS, date(1998, 12, 14), ATTACHED)]
    totals = rights_totals(fold(movements))
    assert totals.outstanding == 18_219_506
    assert units_reserved(totals, 18_219_506, 1) == ()


def test_the_rights_are_not_exercisable_until_the_distribution_date():
    early = RightsAt(ANNOUNCED_AT, DISTRIBUTION_DATE, DISTRIBUTION_AT)
    assert [finding.rule for finding in exercise_findings(early)] == ["R23"]
    assert exercise_findings(RightsAt(DISTRIBUTION_AT, DISTRIBUTION_DATE, DISTRIBUTION_AT)) == ()


def voided(book):
    """The Flip-In Event of 15 December 1998 on the book: void in the Acquiring Person's account and the nominee's."""
    findings = [
        BeneficialFinding(RAIDER, "Raider", Decimal(1_000_000), ANNOUNCED_AT),
        BeneficialFinding(CEDE, "Raider", RAIDERS_LOT_IN_CEDE, ANNOUNCED_AT),
    ]
    accounts = [RightsInAccount(account, rights_of(book, account)) for account, _ in HOLDERS]
    decisions = void_rights(findings, accounts, persons={"Raider"}, at=ANNOUNCED_AT)
    return [
        voiding(decision.account, decision.to_void, date(1998, 12, 15))
        for decision in decisions
        if decision.to_void
    ]


def test_all_rights_beneficially_owned_by_any_acquiring_person_will_be_null_and_void(book):
    movements = [*book, *voided(book)]
    totals = rights_totals(fold(movements))
    assert (totals.void, totals.exercisable) == (ACQUIRING_PERSONS_SHARES, 15_207_128)
    assert rights_of(movements, CEDE) == 15_000_000 - RAIDERS_LOT_IN_CEDE
    assert rights_of(movements, RAIDER) == 0
    assert attached(fold(movements), 1) == ()


def test_separate_certificates_will_be_mailed_to_holders_of_record_at_the_close_on_the_distribution_date(
    book,
):
    movements = [*book, *voided(book)]
    accounts = [
        AccountAtClose(
            account,
            rights=rights_of(movements, account) + rights_of(movements, account, Standing.VOID),
            void_posted=Decimal(rights_of(movements, account, Standing.VOID)),
            is_nominee=account == CEDE,
        )
        for account, _ in HOLDERS
    ]
    totals = SeparationTotals()
    lines = list(separate(accounts))
    for line in lines:
        totals.add(line)
    assert {line.account: line.certificate for line in lines} == {
        CEDE: 15_000_000 - RAIDERS_LOT_IN_CEDE,
        RAIDER: 0,
        WIDOW: 1_890_739,
    }
    assert totals.findings(OUTSTANDING) == ()
    assert totals.certificate_rights + totals.void == 17_890_739
    posted = [*movements, *separation(lines, DISTRIBUTION_DATE)]
    after = rights_totals(fold(posted))
    assert (after.valid, after.certificated, after.void) == (0, 15_207_128, ACQUIRING_PERSONS_SHARES)
    assert conserved(fold(posted)) == ()


def test_thereafter_the_separate_rights_certificates_alone_will_represent_the_rights():
    assert transfer(CEDE, WIDOW, Decimal(100), DISTRIBUTION_DATE, SEPARATED)[0].instrument is COMMON
    assert len(transfer(CEDE, WIDOW, Decimal(100), DISTRIBUTION_DATE, SEPARATED)) == 1
