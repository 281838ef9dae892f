"""Adjustments: the worked figures through the services, and the terms always the fold of the records."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from ledger.enums import Act, BatchKind, PlanState
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Adjustment, Approval, Batch, Deadline
from ledger.selectors import acts, adjustments as selector, balances, terms
from ledger.selectors.control_book import control_book
from ledger.selectors.proof import prove
from ledger.selectors.stated_figures import ADJUSTED
from ledger.services import adjustments, deadlines
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import OUTSTANDING, READINGS, close_questions, decide, pin, plan_with_holders
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
ON = date(1998, 12, 15)
OFFERING = {"new_shares": "2000000", "offer_price": "4", "market_price": "5"}


@pytest.fixture
def plan():
    return plan_with_holders()[0]


def adjust(plan, kind, at="1998-12-15T09:00", received=None, **inputs):
    approval = adjustments.propose(
        plan=plan,
        kind=kind,
        inputs=inputs,
        effective_at=factories.new_york(at),
        received_at=factories.new_york(received or at),
        document=factories.document(plan, "Certificate of adjustment"),
        actor=factories.actor("clerk"),
    )
    decide(approval)
    return Adjustment.objects.get(approval=approval)


def in_force(plan, on=ON):
    return {key: terms.value(plan, key, on) for key in ADJUSTED}


def same_as_the_fold(plan):
    rows, (lines, after) = selector.history(plan), selector.refold(plan)
    assert [row.worksheet for row in rows] == [selector.worksheet_json(line) for line in lines]
    told = {key: Fraction(text) for key, text in in_force(plan, date(2005, 1, 1)).items()}
    return told == {key: Fraction(text) for key, text in selector.published(after).items()}


def test_a_rights_offering_lowers_the_price_and_raises_the_units(plan):
    row = adjust(plan, "rights_offering", **OFFERING)
    assert in_force(plan) == {
        "purchase_price.amount": "19.60",
        "units_per_right": "1.0204082",
        "rights_per_share": "1",
    }
    assert (row.price_before, row.price_after, row.units_after) == ("20/1", "98/5", "50/49")
    assert in_force(plan, date(1998, 12, 14))["purchase_price.amount"] == "20.00"
    assert same_as_the_fold(plan)


def test_what_is_below_one_percent_is_carried_and_released_together(plan):
    first = adjust(plan, "factor", factor="0.994")
    assert (first.released, first.carried_after) == (False, ["497/500"])
    assert in_force(plan)["purchase_price.amount"] == "20.00"
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    longstop = Deadline.objects.get(kind="adjustment_longstop", status="current")
    assert longstop.date == date(2001, 12, 15)
    second = adjust(plan, "factor", factor="0.995")
    assert (second.released, second.carried_after) == (True, [])
    assert in_force(plan)["purchase_price.amount"] == "19.78"
    assert selector.carried(plan) == ()
    assert same_as_the_fold(plan)


def test_the_longstop_releases_what_is_carried(plan):
    adjust(plan, "factor", factor="0.995")
    pin(plan, date(2001, 12, 14))
    adjust(plan, "release", at="2001-12-14T09:00")
    assert in_force(plan, date(2001, 12, 14))["purchase_price.amount"] == "19.90"


def test_the_agent_acts_on_it_from_the_certificate_only(plan):
    pin(plan, date(1998, 12, 20))
    adjust(plan, "distribution", received="1998-12-18T12:00", fair_value="0.30", market_price="5")
    noon = factories.new_york("1998-12-17T12:00")
    assert selector.figures(plan, noon).purchase_price == Fraction("18.80")
    assert selector.figures_for_agent(plan, noon).purchase_price == 20
    assert selector.figures_for_agent(
        plan, factories.new_york("1998-12-18T12:00")
    ).purchase_price == Fraction("18.80")


def test_what_expired_unexercised_is_readjusted_for_once(plan):
    pin(plan, date(1998, 12, 22))
    adjust(plan, "rights_offering", **OFFERING)
    assert in_force(plan)["purchase_price.amount"] == "19.60"
    row = adjust(plan, "readjustment", at="1998-12-21T09:00", of="1", issued="0")
    assert (row.price_after, row.units_after, row.exercise_amount_after) == ("20/1", "1/1", "20/1")
    assert in_force(plan, date(1998, 12, 21))["units_per_right"] == "1"
    assert row.approval.legal_basis.startswith("Agreement, section 11(b)")
    assert same_as_the_fold(plan)
    assert prove(plan).differences == []
    with pytest.raises(Conflict, match="for adjustment 1 already"):
        adjust(plan, "readjustment", at="1998-12-21T10:00", of="1", issued="0")


def test_what_was_bought_stays_in_the_price(plan):
    adjust(plan, "rights_offering", **OFFERING)
    adjust(plan, "readjustment", at="1998-12-15T10:00", of="1", issued="400000")
    assert in_force(plan)["purchase_price.amount"] == "19.91"


@pytest.mark.parametrize("of", ["1", "2"])
def test_a_readjustment_names_the_offering_it_takes_back(plan, of):
    adjust(plan, "distribution", fair_value="0.30", market_price="5")
    with pytest.raises(RuleViolation, match="names no adjustment of this plan for: Rights or warrants below"):
        adjust(plan, "readjustment", at="1998-12-15T10:00", of=of, issued="0")


def test_an_adjustment_that_calls_for_more_units_than_are_reserved_says_so_to_both_persons(plan):
    factories.order(plan, units_reserved=Decimal(OUTSTANDING))
    row = adjust(plan, "rights_offering", **OFFERING)
    (warning,) = row.approval.payload["warnings"]
    assert "Units are reserved" in warning
    assert "record its order in the control book" in warning
    assert (
        adjust(plan, "readjustment", at="1998-12-15T10:00", of="1", issued="0").approval.payload["warnings"]
        == []
    )


def test_a_split_waits_for_its_family(plan):
    with pytest.raises(Held, match="DQ12"):
        adjust(plan, "split", new_shares_per_old="2")


@pytest.mark.parametrize(
    ("family", "rights", "price", "units", "per_share"),
    [
        ("fractional_rights", OUTSTANDING, "20.00", "1", "0.5"),
        ("exercise_amount_scaled", 2 * OUTSTANDING, "20.00", "0.5", "1"),
        ("expansion_factor", 2 * OUTSTANDING, "10.00", "1", "1"),
    ],
)
def test_a_split_posts_the_new_shares_with_their_rights(
    plan, monkeypatch, family, rights, price, units, per_share
):
    from ledger.services.questions import TermReading

    monkeypatch.setitem(
        READINGS, "DQ12", (TermReading("adjustment.split_family", family, "As counsel reads it."),)
    )
    close_questions(plan, "split")
    row = adjust(plan, "split", new_shares_per_old="2")
    totals = balances.totals(plan)
    assert (totals.common_outstanding, totals.valid) == (2 * OUTSTANDING, rights)
    assert tuple(in_force(plan).values()) == (price, units, per_share)
    assert row.batch.kind == BatchKind.ADJUSTMENT
    assert control_book(plan, ON).outstanding == 2 * OUTSTANDING
    assert prove(plan).differences == []
    assert same_as_the_fold(plan)
    assert selector.rights_per_share(plan, ON) == Fraction(per_share)


def test_a_combination_takes_shares_and_their_rights_back(plan):
    close_questions(plan, "split")
    with pytest.raises(Held, match="1 holder would get a fraction of a share"):
        adjust(plan, "split", new_shares_per_old="0.5")
    adjust(plan, "split", new="1", old="2", cash_price="8")
    totals = balances.totals(plan)
    assert totals.valid == totals.common_outstanding == OUTSTANDING // 2
    assert totals.ended["rights_cancelled"] == OUTSTANDING - OUTSTANDING // 2
    assert prove(plan).differences == []


def test_a_distribution_worth_the_market_price_has_no_answer(plan):
    with pytest.raises(RuleViolation, match="ask counsel"):
        adjust(plan, "distribution", fair_value="5", market_price="5")
    with pytest.raises(RuleViolation, match="offer_price"):
        adjust(plan, "rights_offering", new_shares="1", market_price="5")
    assert not Approval.objects.filter(act=Act.ADJUSTMENT).exists()


def test_adjustments_come_in_the_order_of_their_events(plan):
    adjust(plan, "rights_offering", **OFFERING)
    with pytest.raises(Conflict, match="took effect later"):
        adjust(plan, "factor", at="1998-12-14T09:00", factor="0.9")


def test_an_ended_plan_is_not_adjusted_and_a_record_never_changed(plan):
    row = adjust(plan, "rights_offering", **OFFERING)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), as_owner():
        Adjustment.objects.filter(pk=row.pk).update(price_after="1/1")
    plan.state = PlanState.REDEEMED
    with pytest.raises(RuleViolation, match="nothing to adjust"):
        acts.adjustment(plan=plan, kind="factor", inputs={"factor": "0.9"}, effective_at=row.effective_at)
    assert Batch.objects.count() == 2
