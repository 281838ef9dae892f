"""What one person reverses, and what two persons did: a posted end, an exemption, an extension, a confirmed case."""

from datetime import date

import pytest

from ledger.enums import CaseStatus
from ledger.errors import Held, RuleViolation
from ledger.models import Milestone, PlanEvent
from ledger.selectors import law
from ledger.services import deadlines, events, releases, voiding
from ledger.services.acts import redemption
from tests import factories
from tests.ledger.stories import (
    announce,
    close_questions,
    confirm,
    decide,
    find,
    pin,
    plan_with_holders,
    resolve,
)

pytestmark = pytest.mark.django_db


def reverse(event):
    return events.reverse_event(
        event=event, document=factories.document(event.plan), reason="A slip", actor=factories.actor("clerk")
    )


def redeemed():
    plan, _ = plan_with_holders()
    close_questions(plan, "redemption", "expiry")
    order = resolve(plan, "redemption", "1998-12-15T09:00", in_whole=True)
    decide(redemption.propose(resolution=order, actor=factories.actor("clerk")))
    return plan.events.get(kind="redeemed")


def exempted():
    plan, _ = plan_with_holders()
    person = announce(plan).person
    close_questions(plan, "declaration")
    decide(
        releases.propose(
            plan=plan,
            person=person,
            why="exempt",
            at=factories.new_york("1998-12-15T10:00"),
            document=factories.document(plan),
            reason="The Board exempts him",
            actor=factories.actor("clerk"),
        )
    )
    return plan.events.get(kind="person_released")


def extended():
    plan, _ = plan_with_holders()
    announce(plan)
    close_questions(plan, "extension")
    resolve(plan, "extension", "1998-12-15T11:00", prong="i", to="1999-06-01")
    return plan.events.get(kind="board_extension")


@pytest.mark.parametrize("act", [redeemed, exempted, extended])
def test_what_an_act_of_two_persons_wrote_is_no_fact_to_reverse(act):
    fact = act()
    with pytest.raises(RuleViolation, match="an act that two persons approved"):
        reverse(fact)
    assert not PlanEvent.objects.filter(reverses__isnull=False).exists()


def test_a_confirmed_case_is_undone_by_two_persons_and_not_while_its_rights_are_void():
    plan, accounts = plan_with_holders()
    fact = announce(plan)
    case = confirm(plan)
    with pytest.raises(RuleViolation, match="Two persons confirmed the Trigger Case"):
        reverse(fact)
    find(plan, fact.person, accounts["raider"], 1_000_000)
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    with pytest.raises(Held, match="are void in the ledger"):
        reverse(fact)
    with pytest.raises(Held, match="are void in the ledger"):
        releases.propose(
            plan=plan,
            person=fact.person,
            why="untrue",
            at=factories.new_york("1998-12-15T10:00"),
            document=factories.document(plan),
            reason="Another issuer",
            actor=factories.actor("clerk"),
        )
    case.refresh_from_db()
    assert case.status == CaseStatus.CONFIRMED


def test_what_a_date_on_record_rests_on_stays():
    plan, _ = plan_with_holders()
    fact = announce(plan)
    case = confirm(plan)
    pin(plan, date(1998, 12, 31))
    plan.refresh_from_db()
    deadlines.bring_to_date(plan=plan, actor=factories.actor("clerk"))
    assert Milestone.objects.filter(plan=plan, kind="distribution_date").exists()
    with pytest.raises(RuleViolation, match="is on record: facts of before it stand"):
        reverse(fact)
    events.reverse(plan, fact, factories.document(plan), "By counsel", factories.actor("counsel"))
    deadlines.bring_to_date(plan=plan, actor=factories.actor("clerk"))
    case.refresh_from_db()
    assert case.status == CaseStatus.CONFIRMED
    found = law.distribution(plan)
    assert (found.date, found.stock_acquisition_date) == (date(1998, 12, 30), date(1998, 12, 15))
    assert plan.quality_issues.filter(code__startswith="BREAK").exists()
