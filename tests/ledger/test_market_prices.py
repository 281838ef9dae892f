"""What a Right buys by prices on record, as known then; and how a plan values a Unit (R8, R29)."""

from datetime import date
from fractions import Fraction

import pytest

from ledger.enums import EventKind
from ledger.errors import Held
from ledger.models import PlanEvent
from ledger.selectors import market_prices
from ledger.selectors.entitlements import what_a_right_buys
from ledger.services import events
from tests import factories
from tests.factories import new_york
from tests.ledger.stories import announce, close_questions, confirm, plan_with_holders
from tests.ledger.test_stated_figures import state

pytestmark = pytest.mark.django_db
AT = new_york("1998-12-20T12:00")


@pytest.fixture
def plan():
    """A plan with a confirmed Flip-In Event and every question closed that holds its figures."""
    plan, _ = plan_with_holders(pinned_on=date(1998, 12, 31))
    close_questions(plan, "exercise", "flip_in", "declaration")
    announce(plan, "1998-12-15T09:00")
    confirm(plan)
    return plan


def price(plan, amount, of="common", at="1998-12-16T16:00"):
    return events.record_event(
        plan=plan,
        kind=EventKind.PRICE_STATED,
        occurred_at=new_york(at),
        document=factories.document(plan, "Certificate of the company"),
        data={"at": at, "of": of, "amount": amount},
        actor=factories.actor("clerk"),
    )


def test_the_latest_price_of_the_thing_by_then_as_known_then(plan):
    first = price(plan, "4")
    price(plan, "5", at="1998-12-18T16:00")
    price(plan, "7", of="unit", at="1998-12-18T16:00")
    assert market_prices.latest(plan, "common", new_york("1998-12-18T15:59")) == 4
    assert market_prices.latest(plan, "common", new_york("1998-12-18T16:00")) == 5
    assert market_prices.latest(plan, "common", AT, known_at=first.recorded_at) == 4
    assert market_prices.latest(plan, "right", AT) is None


def test_a_price_reversed_is_none_but_was_known(plan):
    told = price(plan, "4")
    events.reverse_event(
        event=told, document=factories.document(plan), reason="Misread", actor=factories.actor("clerk")
    )
    assert market_prices.latest(plan, "common", AT) is None
    assert market_prices.latest(plan, "common", AT, known_at=told.recorded_at) == 4


@pytest.mark.parametrize("multiple", ["2", "4", "2.5"])
def test_a_right_buys_the_multiple_of_its_price(plan, multiple):
    state(plan, "flip_in.multiple", multiple, date(1998, 12, 1))
    price(plan, "4")
    buys = what_a_right_buys(plan, AT)
    assert (buys.per_right, buys.price_per_right) == (Fraction(multiple) * 5, 20)
    assert what_a_right_buys(plan, AT, market_price=Fraction(1)).per_right == Fraction(multiple) * 20


def test_the_multiple_is_that_of_the_event_and_not_of_a_later_amendment(plan):
    state(plan, "flip_in.multiple", "4", date(1998, 12, 16))
    assert what_a_right_buys(plan, AT, market_price=Fraction(1)).per_right == 40


def test_an_appraised_unit_has_no_price_but_its_own(plan):
    state(plan, "flip_in.unit_valuation", "appraisal", date(1998, 12, 1))
    price(plan, "4")
    with pytest.raises(Held, match="No price of a Unit is on record"):
        what_a_right_buys(plan, AT)
    price(plan, "8", of="unit")
    assert what_a_right_buys(plan, AT).per_right == 5


def test_a_valuation_that_is_not_stated_holds(plan):
    state(plan, "flip_in.unit_valuation", None, date(1998, 12, 1))
    price(plan, "4")
    with pytest.raises(Held, match="How a Unit is valued") as held:
        what_a_right_buys(plan, AT)
    assert held.value.rule == "R8"


def test_before_the_event_and_before_its_confirmation_a_right_buys_its_units():
    plan, _ = plan_with_holders(pinned_on=date(1998, 12, 31))
    close_questions(plan, "exercise")
    announce(plan, "1998-12-15T09:00")
    assert PlanEvent.objects.filter(plan=plan).exists()
    assert what_a_right_buys(plan, AT).per_right == 1
