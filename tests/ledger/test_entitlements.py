"""What a Right buys after an event: fixed once by two persons, from figures frozen before it (R29-R31, R35)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.enums import EntitlementBasis, EventKind
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Entitlement
from ledger.selectors import standing
from ledger.selectors.entitlements import on_exercise
from ledger.services import entitlements, events
from ledger.services.entitlements import Substitute
from tests.factories import actor, document, new_york
from tests.ledger.stories import announce, close_questions, decide, plan_with_holders, resolve
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
FLIP_IN = "1998-12-15T09:00"
UNITS = "Units of 1/1,000 share of Series A Junior Participating Preferred Stock"


@pytest.fixture
def plan():
    plan, _ = plan_with_holders(pinned_on=date(1998, 12, 31))
    close_questions(plan, "exercise", "flip_in", "flip_over")
    return plan


def propose(plan, basis, at="1998-12-31T10:00", price="4", **more):
    return entitlements.propose(
        plan=plan,
        basis=basis,
        effective_at=new_york(at),
        security=more.pop("security", UNITS),
        market_price=price and Decimal(price),
        document=document(plan, "Officer's certificate"),
        actor=actor("clerk"),
        **more,
    )


def buys(plan, at="1998-12-31T12:00"):
    return on_exercise(plan, new_york(at))


def test_before_any_event_a_right_buys_its_unit_for_twenty_dollars(plan):
    found = buys(plan)
    assert (found.basis, found.security) == ("units", UNITS)
    assert (found.price_per_right, found.per_right) == (Fraction(20), Fraction(1))


@pytest.mark.parametrize(
    ("price", "per_right"), [("4", Fraction(10)), ("4.375", Fraction(64, 7)), ("41", Fraction(40, 41))]
)
def test_after_a_flip_in_it_buys_twice_its_price(plan, price, per_right):
    announce(plan, FLIP_IN)
    with pytest.raises(Held, match="not fixed"):
        buys(plan)
    decide(propose(plan, EntitlementBasis.FLIP_IN, price=price))
    assert buys(plan).per_right == per_right


def test_it_is_fixed_only_for_an_event_on_record(plan):
    for basis in (EntitlementBasis.FLIP_IN, EntitlementBasis.FLIP_OVER):
        with pytest.raises(RuleViolation, match="record the fact first"):
            propose(plan, basis)


def test_nothing_is_fixed_for_rights_that_ended_and_whose_end_is_not_posted(plan):
    close_questions(plan, "redemption")
    resolve(plan, "redemption", "1998-12-16T10:00", in_whole=True)
    assert plan.state == "attached"
    with pytest.raises(RuleViolation, match="redeemed"):
        propose(plan, EntitlementBasis.FLIP_IN)


def test_a_price_of_nothing_and_a_time_to_come_are_refused(plan):
    announce(plan, FLIP_IN)
    with pytest.raises(RuleViolation, match="above zero"):
        propose(plan, EntitlementBasis.FLIP_IN, price="0")
    with pytest.raises(RuleViolation, match="future"):
        propose(plan, EntitlementBasis.FLIP_IN, at="1999-01-02T10:00")


def test_a_flip_over_buys_the_principal_party_at_the_price_before_the_first_event(plan):
    announce(plan, FLIP_IN)
    decide(propose(plan, EntitlementBasis.FLIP_IN, at="1998-12-30T10:00"))
    events.record_event(
        plan=plan,
        kind=EventKind.FLIP_OVER,
        occurred_at=new_york("1998-12-31T09:00"),
        document=document(plan, "Certificate of merger"),
        data={"at": "1998-12-31T09:00", "transaction": "merger"},
        actor=actor("clerk"),
    )
    decide(propose(plan, EntitlementBasis.FLIP_OVER, price="32.50", security="Common of Raider LP"))
    found = buys(plan)
    assert (found.security, found.price_per_right, found.per_right) == (
        "Common of Raider LP",
        Fraction(20),
        Fraction(16, 13),
    )


def test_substitutes_need_the_resolution_of_the_board(plan):
    announce(plan, FLIP_IN)
    substitute = Substitute(Fraction(0), Fraction(0), Fraction("14.7393"))
    with pytest.raises(RuleViolation, match="Board's resolution"):
        propose(plan, EntitlementBasis.SUBSTITUTE, price=None, security="Cash", substitute=substitute)
    resolution = resolve(plan, "other", "1998-12-30T09:00")
    decide(
        propose(
            plan,
            EntitlementBasis.SUBSTITUTE,
            price=None,
            security="Cash",
            substitute=substitute,
            resolution=resolution,
        )
    )
    found = buys(plan)
    assert (found.price_per_right, found.per_right, found.cash_per_right) == (0, 0, Fraction("14.7393"))


def test_entitlements_follow_the_order_of_their_events_and_stay(plan):
    announce(plan, FLIP_IN)
    decide(propose(plan, EntitlementBasis.FLIP_IN))
    with pytest.raises(Conflict, match="later entitlement"):
        propose(plan, EntitlementBasis.FLIP_IN, at="1998-12-30T10:00", price="5")
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entitlement SET per_right = '100/1'")
    assert Entitlement.objects.get().per_right == "10/1"


def test_suspension_holds_from_its_announcement_to_that_of_its_end(plan):
    for kind, at in (
        (EventKind.SUSPENSION_BEGAN, "1998-12-28T09:00"),
        (EventKind.SUSPENSION_ENDED, "1998-12-30T09:00"),
    ):
        events.record_event(
            plan=plan,
            kind=kind,
            occurred_at=new_york(at),
            document=document(plan, "Announcement"),
            actor=actor("clerk"),
        )
    days = ("1998-12-27", "1998-12-29", "1998-12-31")
    told = [standing.of(plan, new_york(f"{day}T12:00")).rights.is_suspended for day in days]
    assert told == [False, True, False]
