"""The sentences of the 8-K on redemption and exchange, told with 17,890,739 shares."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.enums import PlanState
from ledger.rules.continuing_directors import Freeze
from ledger.rules.exchange import exchange_findings
from ledger.rules.redemption import redemption_findings
from ledger.rules.rights_at import RightsAt
from ledger.rules.vocabulary import Instrument
from ledger.selectors import acts
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.services.acts import exchange, redemption
from tests import factories
from tests.examples.books import books_agree
from tests.examples.plan_of_1998 import (
    ACQUIRING_PERSONS_SHARES,
    ANNOUNCED_AT,
    DISTRIBUTION_AT,
    DISTRIBUTION_DATE,
    WIDOW,
)
from tests.examples.story_of_1998 import Story
from tests.ledger.stories import close_questions, decide, pin, resolve
from tests.oracles import journal

IN_TIME = RightsAt(
    ANNOUNCED_AT + timedelta(days=6), DISTRIBUTION_DATE, DISTRIBUTION_AT, first_flip_in_at=ANNOUNCED_AT
)


def rules_of(findings):
    return [finding.rule for finding in findings]


def test_at_any_time_prior_to_the_distribution_date_the_company_may_redeem_the_rights():
    assert redemption_findings(IN_TIME) == ()
    late = RightsAt(DISTRIBUTION_AT + timedelta(days=1), DISTRIBUTION_DATE, DISTRIBUTION_AT)
    assert rules_of(redemption_findings(late)) == ["R43"]


@pytest.mark.django_db
def test_in_whole_but_not_in_part_at_a_price_of_a_hundredth_of_a_cent_per_right_and_the_rights_terminate():
    assert rules_of(redemption_findings(IN_TIME, in_whole=False)) == ["R44"]
    story = Story()
    close_questions(story.plan, "redemption")
    story.plan = pin(story.plan, date(1998, 12, 21))
    resolution = resolve(story.plan, "redemption", "1998-12-21T12:00")
    approval = redemption.propose(resolution=resolution, actor=factories.actor("clerk"))
    assert (approval.payload["due"], approval.payload["paid"]) == ("1789.0739", "1789.07")
    assert Fraction(approval.payload["due"]) - Fraction(approval.payload["paid"]) == Fraction("0.0039")
    decide(approval)
    story.plan.refresh_from_db()
    totals = story.totals
    assert (totals.rights_outstanding, totals.ended["rights_redeemed"]) == (0, 17_890_739)
    assert story.plan.state == PlanState.REDEEMED
    books_agree(story.plan)


def test_immediately_upon_effectiveness_no_right_is_left_to_redeem():
    after = RightsAt(IN_TIME.at + timedelta(seconds=1), ended_at=IN_TIME.at, ended_by="redeemed")
    assert rules_of(redemption_findings(after)) == ["R46"]


def test_the_board_may_not_authorize_any_redemption_during_the_period_of_180_days():
    frozen = RightsAt(ANNOUNCED_AT, freeze=Freeze(ANNOUNCED_AT, date(1999, 6, 13)))
    assert rules_of(redemption_findings(frozen)) == ["R57"]


@pytest.fixture
def voided(db):
    """On 21 December 1998, the Rights of the Acquiring Person void."""
    story = Story()
    close_questions(story.plan, "exchange")
    story.void_the_raiders()
    story.plan = pin(story.plan, date(1998, 12, 21))
    return story


def terms(portion, available="20000000"):
    return ExchangeTerms(Decimal(portion), Decimal(1), Decimal(4), Decimal(available))


def test_the_company_may_exchange_the_rights_other_than_those_of_an_acquiring_person_in_whole_or_in_part(
    voided,
):
    assert voided.totals.valid == 15_207_128
    view = acts.exchange(voided.plan, factories.new_york("1998-12-21T12:00"), terms("0.6", "10000000"))
    assert view.findings == ()
    totals = view.worked.totals
    assert totals.exchanged == Fraction("9124276.8")
    assert totals.shares == 9_124_276
    assert totals.cash == Decimal("3.20")


def test_an_exchange_ends_the_rights_given_up_and_delivers_whole_shares(voided):
    resolution = resolve(voided.plan, "exchange", "1998-12-21T12:00", ratio="1", portion="1")
    decide(exchange.propose(resolution=resolution, terms=terms("1"), actor=factories.actor("clerk")))
    totals = voided.totals
    assert (totals.ended["rights_exchanged"], totals.void) == (15_207_128, ACQUIRING_PERSONS_SHARES)
    widow = voided.accounts[WIDOW].pk
    moved = journal.movements(voided.plan.batches.get(kind="exchange"))
    (delivered,) = [
        move.quantity
        for move in moved
        if move.instrument is Instrument.COMMON and getattr(move.target, "account", None) == widow
    ]
    assert delivered == 1_890_739
    books_agree(voided.plan)


def test_an_exchange_before_anyone_is_an_acquiring_person_is_held():
    quiet = RightsAt(ANNOUNCED_AT - timedelta(days=1))
    findings = exchange_findings(quiet, ratio=1, shares_needed=1, shares_available=1)
    assert rules_of(findings) == ["DQ5"]
