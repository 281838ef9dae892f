"""The Board's election to change the number of Rights instead of the Units (section 11(i)), through the services."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from certificates.models import PaymentList
from ledger.enums import PlanState, Standing
from ledger.errors import Conflict, RuleViolation
from ledger.models import Adjustment, Approval, Batch, Person, Plan
from ledger.selectors import acts, adjustments as selector, balances, terms
from ledger.selectors.identities import close_of, prove_identities
from ledger.selectors.proof import prove
from ledger.selectors.stated_figures import ADJUSTED
from ledger.services import adjustments, amendments, shares, voiding
from ledger.services.amendments import TermChange
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import (
    OUTSTANDING,
    announce,
    confirm,
    decide,
    find,
    pin,
    plan_with_holders,
    resolve,
)
from tests.ledger.test_splits import control_book_of

pytestmark = pytest.mark.django_db
ON = date(1998, 12, 15)
OFFERING = {"new_shares": "2000000", "offer_price": "4", "market_price": "5"}


@pytest.fixture
def adjusted():
    """A plan whose price a rights offering lowered from $20.00 to $19.60."""
    plan, who = plan_with_holders()
    made(plan, "rights_offering", **OFFERING)
    return plan, who


def proposed(plan, kind, at="1998-12-15T09:00", **inputs):
    return adjustments.propose(
        plan=plan,
        kind=kind,
        inputs=inputs,
        effective_at=factories.new_york(at),
        received_at=factories.new_york(at),
        document=factories.document(plan, "Certificate of adjustment"),
        actor=factories.actor("clerk"),
    )


def made(plan, kind, **told):
    approval = proposed(plan, kind, **told)
    decide(approval)
    return Adjustment.objects.get(approval=approval)


def elected(plan, of="1", announced_on="1998-12-15", **told):
    return made(plan, "rights_number", of=of, announced_on=announced_on, **told)


def rights_of(plan, account):
    found = balances.account_balance(plan, account.pk).rights
    return {standing: rights for standing, rights in found.items() if rights}


def breaks(plan):
    found = [each.sentence for each in prove_identities(close_of(plan, clock.now())) if each.breaks()]
    return found + prove(plan).differences


def test_each_right_becomes_more_rights_that_buy_the_units_of_before(adjusted):
    plan, who = adjusted
    assert selector.figures(plan).units_per_right == Fraction(50, 49)
    row = elected(plan)
    assert {key: terms.value(plan, key, ON) for key in ADJUSTED} == {
        "purchase_price.amount": "19.60",
        "units_per_right": "1",
        "rights_per_share": "1.0204",
    }
    assert rights_of(plan, who["raider"]) == {Standing.VALID: 1_020_400}
    totals = balances.totals(plan)
    assert (totals.common_outstanding, totals.valid) == (OUTSTANDING, OUTSTANDING * Decimal("1.0204"))
    assert (row.batch.memo, row.batch.effective_on) == ("1.0204 Rights for each Right", ON)
    assert row.approval.legal_basis.startswith("Agreement, section 11(i)")
    assert row.approval.payload["new_rights"] == str(OUTSTANDING * Decimal("0.0204"))
    assert "each Right becomes 1.0204 Rights" in row.worksheet["reason"]
    figures = selector.figures(plan)
    assert (figures.units_per_right, figures.exercise_amount) == (1, Fraction("19.60"))
    lines, after = selector.refold(plan)
    assert [selector.worksheet_json(line) for line in lines] == [
        each.worksheet for each in selector.history(plan)
    ]
    assert after.rights_per_share == Fraction("1.0204")
    assert not PaymentList.objects.filter(plan=plan).exists()
    assert breaks(plan) == []


def test_a_higher_price_makes_fewer_rights_of_each():
    plan, who = plan_with_holders()
    made(plan, "factor", factor="1.05")
    elected(plan)
    assert rights_of(plan, who["raider"]) == {Standing.VALID: 952_400}
    assert balances.totals(plan).ended["rights_cancelled"] == OUTSTANDING * Decimal("0.0476")
    assert breaks(plan) == []


def test_void_rights_become_as_many_void_ones(adjusted):
    plan, who = adjusted
    announce(plan)
    confirm(plan)
    find(plan, Person.objects.get(plan=plan), who["raider"], 400_000)
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    elected(plan)
    assert rights_of(plan, who["raider"]) == {Standing.VALID: 612_240, Standing.VOID: 408_160}
    assert breaks(plan) == []


def test_shares_that_move_since_take_the_new_number_and_earlier_days_are_closed(adjusted):
    plan, who = adjusted
    elected(plan)
    moved = {
        "plan": plan,
        "giver": who["cede"],
        "taker": who["widow"],
        "quantity": Decimal(1_000),
        "document": factories.document(plan, "Order"),
        "actor": factories.actor("clerk"),
    }
    before = rights_of(plan, who["cede"])[Standing.VALID]
    shares.transfer_common(effective_on=ON, **moved)
    assert before - rights_of(plan, who["cede"])[Standing.VALID] == Decimal("1020.4")
    with pytest.raises(
        RuleViolation, match=r"The number of Rights was changed at .* lies before it and is closed"
    ):
        shares.transfer_common(effective_on=date(1998, 12, 14), **moved)
    assert breaks(plan) == []


def test_a_movement_of_after_the_record_date_is_undone_first(adjusted):
    plan, who = adjusted
    pin(plan, date(1998, 12, 20))
    shares.transfer_common(
        plan=plan,
        giver=who["cede"],
        taker=who["widow"],
        quantity=Decimal(1),
        effective_on=date(1998, 12, 17),
        document=factories.document(plan, "Order"),
        actor=factories.actor("clerk"),
    )
    with pytest.raises(RuleViolation, match="post it again after the change of the number of Rights"):
        elected(plan, at="1998-12-16T17:00")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"of": "2"}, "names no adjustment of this plan"),
        (
            {"announced_on": "1998-12-14"},
            "announced on 14 December 1998, before the Purchase Price was adjusted",
        ),
        (
            {"announced_on": "1998-12-16"},
            "record date, 15 December 1998, lies before the public announcement",
        ),
        ({"announced_on": "soon"}, "announced_on"),
        ({}, "announced_on"),
    ],
)
def test_an_election_without_its_days_is_refused_and_changes_nothing(adjusted, told, sentence):
    plan, _ = adjusted
    with pytest.raises(RuleViolation, match=sentence):
        decide(proposed(plan, "rights_number", **({"of": "1"} | told)))
    assert Adjustment.objects.filter(plan=plan).count() == 1
    assert not Batch.objects.filter(plan=plan, kind="adjustment").exists()


def test_an_election_is_for_an_adjustment_that_moved_the_price_and_once():
    plan, _ = plan_with_holders()
    made(plan, "factor", factor="0.995")
    with pytest.raises(RuleViolation, match="moved no Purchase Price"):
        elected(plan)
    made(plan, "factor", factor="0.98")
    elected(plan, of="2")
    with pytest.raises(Conflict, match="for adjustment 2 already"):
        elected(plan, of="2")


def test_no_election_once_the_units_were_stated_anew(adjusted):
    plan, _ = adjusted
    pin(plan, date(1998, 12, 21))
    words = "Each Right shall buy two Units."
    decide(
        amendments.propose(
            resolution=resolve(plan, "amendment", "1998-12-16T12:00"),
            title="Amendment No. 1",
            changes=[TermChange("units_per_right", "2", words)],
            effective_on=date(1998, 12, 18),
            document=factories.document(plan, "Amendment No. 1"),
            certificate=factories.document(plan, "Officer's certificate of compliance"),
            actor=factories.actor("clerk"),
        )
    )
    with pytest.raises(RuleViolation, match="came before the Units of a Right were stated anew: ask counsel"):
        elected(plan, at="1998-12-21T09:00")


def test_after_the_separation_it_is_refused_for_it_needs_certificates(adjusted):
    plan, _ = adjusted
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.SEPARATED, distribution_date=ON)
    plan.refresh_from_db()
    with pytest.raises(RuleViolation, match="would need additional Rights Certificates"):
        elected(plan)
    assert Approval.objects.filter(plan=plan).count() == 1


def test_a_number_of_rights_that_ten_decimals_do_not_express_is_not_posted():
    plan, _ = plan_with_holders()
    for number in (1, 3, 5):
        made(plan, "factor", factor="0.98")
        if number < 5:
            elected(plan, of=str(number))
    view = acts.adjustment(
        plan=plan,
        kind="rights_number",
        inputs={"of": "5", "announced_on": "1998-12-15"},
        effective_at=factories.new_york("1998-12-15T09:00"),
    )
    assert [finding.rule for finding in view.findings if "ten decimals" in finding.sentence] == ["R2"]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shares_of=st.lists(st.integers(1, 400_000), min_size=1, max_size=4),
    percent=st.sampled_from([50, 83, 98, 102, 120, 175]),
)
def test_every_holder_has_so_many_of_each_right_and_none_is_lost(db, shares_of, percent):
    with transaction.atomic():
        plan = factories.mim_plan(ON)
        accounts = [factories.account(plan, f"HOLDER {place}") for place in range(len(shares_of))]
        factories.give_common(plan, dict(zip(accounts, shares_of, strict=True)))
        control_book_of(plan, sum(shares_of))
        made(plan, "factor", factor=f"{Decimal(percent) / 100:f}")
        row = elected(plan)
        each = Fraction(row.rights_per_share_after)
        for account, held in zip(accounts, shares_of, strict=True):
            assert rights_of(plan, account) == {Standing.VALID: held * each}
        totals = balances.totals(plan)
        assert totals.issued == totals.rights_outstanding + sum(totals.ended.values())
        assert breaks(plan) == []
        transaction.set_rollback(True)
