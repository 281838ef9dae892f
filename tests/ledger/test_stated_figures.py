"""Price and Units as the papers state them: the basis that DQ2 leaves open, and what an amendment sets anew."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.errors import RuleViolation
from ledger.selectors import adjustments, entitlements
from ledger.selectors.proof import prove
from ledger.services import amendments, questions
from ledger.services.amendments import TermChange
from ledger.services.questions import TermReading
from ledger.services.terms import record_term
from rightsadmin.common.actor import Actor
from tests import factories
from tests.factories import new_york
from tests.ledger.stories import decide, pin, plan_with_holders, resolve
from tests.ledger.test_adjustments import adjust

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


@pytest.fixture
def plan():
    plan, *_ = plan_with_holders()
    return plan


def state(plan, key, value, on, basis="amendment"):
    return record_term(
        plan=plan,
        key=key,
        value=value,
        citation=f"{key} reads {value}",
        basis=basis,
        document=factories.document(plan, "Amendment No. 1", on),
        effective_on=on,
        actor=SYSTEM,
    )


def read_dq2(plan, reading):
    issue = plan.quality_issues.get(code="DQ2")
    decide(
        questions.propose_resolution(
            issue=issue,
            text="What the price buys.",
            document=factories.opinion(plan),
            basis="counsel",
            effective_on=date(1998, 12, 15),
            readings=(TermReading("purchase_price.basis", reading, "Letter of counsel"),),
            actor=factories.actor("counsel"),
        )
    )


def amend(plan, price, on, resolution_at):
    resolution = resolve(plan, "amendment", resolution_at)
    return decide(
        amendments.propose(
            resolution=resolution,
            title="Purchase Price",
            changes=[TermChange("purchase_price.amount", price, f"The Purchase Price is {price}.")],
            effective_on=on,
            document=factories.document(plan, "Amendment No. 1", on),
            certificate=factories.document(plan, "Certificate of compliance", on),
            actor=factories.actor("clerk"),
        )
    )


@pytest.mark.parametrize(
    ("reading", "price"),
    [("per_unit", Fraction(20)), ("per_preferred_share", Fraction(1, 50)), ("per_right", Fraction(20))],
)
def test_each_reading_of_dq2_is_another_exercise_price_from_the_beginning(plan, reading, price):
    read_dq2(plan, reading)
    assert adjustments.figures(plan).exercise_amount == price
    # The words meant so before counsel said it: a price frozen on an earlier day is of that reading too.
    assert entitlements.exercise_price_before(plan, new_york("1998-12-10T10:00")) == price


def test_what_was_known_before_the_reading_is_what_was_read_then(plan):
    known_at = plan.terms.latest("recorded_at").recorded_at
    read_dq2(plan, "per_preferred_share")
    assert adjustments.figures(plan, known_at=known_at).exercise_amount == 20


def test_an_amended_basis_counts_from_the_amendment_alone(plan):
    state(plan, "purchase_price.basis", "per_unit", date(1998, 12, 1), "counsel")
    state(plan, "purchase_price.basis", "per_preferred_share", date(1998, 12, 14))
    assert adjustments.figures(plan, new_york("1998-12-13T23:59")).exercise_amount == 20
    assert adjustments.figures(plan, new_york("1998-12-14T00:00")).exercise_amount == Fraction(1, 50)


def test_an_amendment_sets_the_price_from_its_day_and_the_units_stay(plan):
    amend(plan, "13.39", date(1998, 12, 15), "1998-12-15T10:00")
    before, after = (adjustments.figures(plan, new_york(f"1998-12-{day}T12:00")) for day in (14, 15))
    assert (before.exercise_amount, before.units_per_right) == (20, 1)
    assert (after.exercise_amount, after.units_per_right) == (Fraction("13.39"), 1)
    assert entitlements.exercise_price_before(plan, new_york("1998-12-14T09:00")) == 20
    assert prove(plan).differences == []


def test_an_amendment_follows_an_adjustment_and_an_adjustment_an_amendment(plan):
    adjust(plan, "factor", factor="0.98", at="1998-12-14T12:00")
    amend(plan, "30.00", date(1998, 12, 15), "1998-12-15T10:00")
    figures = adjustments.figures(plan)
    assert figures.units_per_right == Fraction(20) / Fraction("19.60")
    assert figures.exercise_amount == 30 * figures.units_per_right
    pin(plan, date(1998, 12, 16))
    row = adjust(plan, "factor", factor="0.5", at="1998-12-16T12:00")
    assert (row.price_before, row.price_after) == ("30/1", "15/1")
    lines, folded = adjustments.refold(plan)
    assert [line.after.purchase_price for line in lines] == [Fraction("19.60"), 15]
    assert folded == adjustments.figures(plan)


def test_a_price_is_not_stated_anew_for_a_day_on_which_an_adjustment_changed_it(plan):
    adjust(plan, "factor", factor="0.98", at="1998-12-15T12:00")
    with pytest.raises(RuleViolation, match=r"state purchase_price\.amount anew from a later day"):
        amend(plan, "30.00", date(1998, 12, 15), "1998-12-15T10:00")


def test_the_rights_for_each_share_change_by_an_adjustment_alone_once_there_are_rights(plan):
    assert "only by an Adjustment" in adjustments.why_not_amendable(
        plan, "rights_per_share", date(1998, 12, 15)
    )
    assert adjustments.why_not_amendable(plan, "redemption.price", date(1998, 12, 15)) == ""
    assert Decimal(adjustments.published(adjustments.figures(plan))["purchase_price.amount"]) == Decimal(
        "20.00"
    )
