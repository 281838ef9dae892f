"""A plan that was separated, or whose Rights ended, before milestones were kept has them all the same."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from ledger.models import Milestone
from ledger.services.acts import expiration, redemption
from tests import factories
from tests.certificates.factories import separated_plan
from tests.ledger.stories import close_questions, decide, pin, plan_with_holders, resolve
from tests.owner import as_owner, behind_the_program

pytestmark = pytest.mark.django_db
TOLD = ("kind", "day", "instant", "governing", "reason")


def expired():
    plan, _ = plan_with_holders(pinned_on=date(2008, 11, 25))
    close_questions(plan, "expiry")
    decide(expiration.propose(plan=plan, actor=factories.actor("clerk")))
    return plan


def redeemed():
    plan, _ = plan_with_holders(pinned_on=date(1998, 12, 14))
    close_questions(plan, "redemption", "expiry")
    order = resolve(plan, "redemption", "1998-12-14T10:00", in_whole=True)
    decide(redemption.propose(resolution=order, actor=factories.actor("clerk")))
    return pin(plan, date(1998, 12, 17))


def separated():
    return separated_plan(3).plan


@pytest.mark.parametrize("made", [expired, redeemed, separated])
def test_what_was_posted_before_is_put_on_record_as_it_would_be_now(made):
    plan = made()
    kept = list(Milestone.objects.filter(plan=plan).values_list(*TOLD))
    with behind_the_program(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_milestone")
    with as_owner(), connection.cursor() as cursor:
        for step in import_module("ledger.migrations.0017_milestones_of_before").Migration.operations * 2:
            cursor.execute(step.sql)
    assert kept
    assert list(Milestone.objects.filter(plan=plan).values_list(*TOLD)) == kept
