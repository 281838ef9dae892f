"""The sentences of the 8-K from the dividend to the separation, told through the services with 17,890,739 shares."""

from datetime import date

import pytest

from ledger.enums import PlanState
from ledger.models import Separation, SeparationLine
from ledger.rules.exercise import exercise_findings
from ledger.rules.rights_at import RightsAt
from ledger.rules.vocabulary import Instrument
from ledger.services import shares
from tests.examples.books import books_agree
from tests.examples.plan_of_1998 import (
    ACQUIRING_PERSONS_SHARES,
    ANNOUNCED_AT,
    CEDE,
    DISTRIBUTION_AT,
    DISTRIBUTION_DATE,
    OUTSTANDING,
    RAIDER,
    RAIDERS_LOT_IN_CEDE,
    RECORD_DATE,
    RESERVED_FOR_PLANS,
    WIDOW,
)
from tests.examples.story_of_1998 import Story
from tests.ledger.stories import announce, pin
from tests.oracles import journal
from tests.oracles.balances import conserved, moves_with_common

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return Story()


def test_a_dividend_of_one_right_for_each_outstanding_share_to_stockholders_of_record(story):
    assert (story.totals.issued, story.totals.valid) == (17_890_739, 17_890_739)
    assert story.rights_of(CEDE) == 15_000_000
    assert story.plan.state == PlanState.ATTACHED


@pytest.mark.parametrize(
    ("on", "rights"),
    [
        (RECORD_DATE, 17_890_839),
        (date(1998, 12, 29), 17_890_839),
        (DISTRIBUTION_DATE, 17_890_739),
    ],
)
def test_and_for_each_share_issued_from_the_record_date_up_to_but_not_including_the_distribution_date(
    story, on, rights
):
    story.plan = pin(story.plan, date(1998, 12, 15))
    announce(story.plan)
    story.order(100, on)
    story.move(shares.issue_common, on, 100, taker=story.accounts[WIDOW])
    assert story.totals.issued == rights


def test_including_shares_distributed_from_the_companys_treasury(story):
    bought, again = date(1998, 12, 7), date(1998, 12, 9)
    story.order(-500, bought, treasury=500)
    story.move(shares.reacquire_common, bought, 500, giver=story.accounts[WIDOW], to_treasury=True)
    assert story.totals.ended["rights_cancelled"] == 500
    story.order(500, again)
    story.move(shares.issue_common, again, 500, taker=story.accounts[CEDE], from_treasury=True)
    assert story.is_attached()
    assert story.totals.valid == 17_890_739
    books_agree(story.plan)


def test_the_rights_will_be_transferred_with_and_only_with_such_common_stock_certificates(story):
    batch = story.move(
        shares.transfer_common,
        date(1998, 12, 11),
        1200,
        giver=story.accounts[CEDE],
        taker=story.accounts[WIDOW],
    )
    moved = journal.movements(batch)
    assert [move.instrument for move in moved] == [Instrument.COMMON, Instrument.RIGHTS]
    assert moves_with_common(moved, 1) == ()
    assert story.is_attached()


def test_the_surrender_for_transfer_will_also_constitute_the_transfer_of_the_rights(story):
    story.move(
        shares.transfer_common,
        date(1998, 12, 11),
        1_890_739,
        giver=story.accounts[WIDOW],
        taker=story.accounts[CEDE],
    )
    assert story.rights_of(WIDOW) == 0
    assert story.rights_of(CEDE) == 16_890_739


def test_so_long_as_the_rights_are_attached_the_company_will_issue_one_right_with_each_new_share(story):
    story.order(RESERVED_FOR_PLANS, date(1998, 12, 14))
    story.move(shares.issue_common, date(1998, 12, 14), RESERVED_FOR_PLANS, taker=story.accounts[WIDOW])
    assert story.totals.rights_outstanding == 18_219_506
    books_agree(story.plan)


def test_the_rights_are_not_exercisable_until_the_distribution_date():
    early = RightsAt(ANNOUNCED_AT, DISTRIBUTION_DATE, DISTRIBUTION_AT)
    assert [finding.rule for finding in exercise_findings(early)] == ["R23"]
    assert exercise_findings(RightsAt(DISTRIBUTION_AT, DISTRIBUTION_DATE, DISTRIBUTION_AT)) == ()


def test_all_rights_beneficially_owned_by_any_acquiring_person_will_be_null_and_void(story):
    story.void_the_raiders()
    totals = story.totals
    assert (totals.void, totals.valid) == (ACQUIRING_PERSONS_SHARES, 15_207_128)
    assert story.rights_of(CEDE) == 15_000_000 - RAIDERS_LOT_IN_CEDE
    assert story.rights_of(RAIDER) == 0
    assert story.is_attached()


def test_separate_certificates_for_holders_of_record_at_the_close_and_they_alone_represent_the_rights(story):
    story.void_the_raiders()
    story.separate()
    lines = SeparationLine.objects.filter(separation__plan=story.plan).select_related("account")
    assert {line.account.registration_lines[0]: line.certificate for line in lines} == {
        CEDE: 15_000_000 - RAIDERS_LOT_IN_CEDE,
        RAIDER: 0,
        WIDOW: 1_890_739,
    }
    separated = Separation.objects.get(plan=story.plan)
    assert separated.certificate_rights + separated.void_rights == OUTSTANDING
    after = story.totals
    assert (after.valid, after.certificated, after.void) == (0, 15_207_128, ACQUIRING_PERSONS_SHARES)
    assert conserved(journal.balances(story.plan)) == ()
    # Thereafter common moves alone.
    batch = story.move(
        shares.transfer_common,
        date(1998, 12, 31),
        100,
        giver=story.accounts[CEDE],
        taker=story.accounts[WIDOW],
    )
    assert [move.instrument for move in journal.movements(batch)] == [Instrument.COMMON]
