"""The expiration posted: never while its date is in doubt, once its close has passed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledger.enums import BatchKind, PlanState
from ledger.errors import Held, RuleViolation
from ledger.models import Batch, Plan
from ledger.selectors import balances
from ledger.selectors.proof import prove
from ledger.services.acts import expiration
from ledger.tasks import expire_rights
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import OUTSTANDING, close_questions, decide, pin, plan_with_holders

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("expire_rights")


@pytest.fixture
def plan():
    return plan_with_holders()[0]


def test_the_daily_job_never_runs_while_dq1_is_open(plan):
    pin(plan, date(2020, 1, 1))
    assert expire_rights() == 0
    with pytest.raises(Held, match="DQ1"):
        expiration.propose(plan=plan, actor=factories.actor("clerk"))
    assert not Batch.objects.filter(kind=BatchKind.EXPIRATION).exists()


def test_the_daily_job_never_expires_a_replay(plan, client):
    close_questions(plan, "expiry")
    pin(plan, date(2008, 11, 25))
    assert expiration.expire_due(actor=SYSTEM) == 0  # somebody set that day
    client.force_login(factories.actor("supervisor").user)
    page = client.post(reverse("ledger:pin", args=[plan.slug]), {"day": ""}, follow=True)
    assert "Replay: today is the real day" in page.content.decode()
    assert expiration.expire_due(actor=SYSTEM) == 0  # and somebody let it go
    plan.refresh_from_db()
    assert (plan.is_replay, plan.pinned_on, plan.state) == (True, None, PlanState.ATTACHED)


@pytest.mark.parametrize("change", [{"is_replay": False}, {"is_replay": False, "pinned_on": None}])
def test_a_replay_is_one_for_good(plan, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**change)


def test_a_live_plan_is_never_pinned():
    live = plan_with_holders(None)[0]
    with pytest.raises(RuleViolation, match="is a live plan"):
        pin(live, date(2008, 11, 25))
    for change in ({"is_replay": True}, {"pinned_on": date(2008, 11, 25)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=live.pk).update(**change)


def test_the_daily_job_expires_a_live_plan_once_the_close_has_passed():
    plan = plan_with_holders(None)[0]
    close_questions(plan, "expiry")
    with clock.held(factories.new_york("2008-11-24T16:59")) as held:
        assert expiration.expire_due(actor=SYSTEM) == 0
        held.put(factories.new_york("2008-11-24T17:00"))
        assert expiration.expire_due(actor=SYSTEM) == 1
        assert expiration.expire_due(actor=SYSTEM) == 0
    plan.refresh_from_db()
    batch = Batch.objects.get(kind=BatchKind.EXPIRATION)
    assert (plan.state, batch.effective_on) == (PlanState.EXPIRED, date(2008, 11, 24))
    totals = balances.totals(plan)
    assert (totals.rights_outstanding, totals.ended["rights_expired"]) == (0, OUTSTANDING)


def test_a_clerk_proposes_and_a_supervisor_expires(plan):
    close_questions(plan, "expiry")
    with pytest.raises(RuleViolation, match="not yet"):
        expiration.propose(plan=plan, actor=factories.actor("clerk"))
    pin(plan, date(2008, 11, 25))
    decide(expiration.propose(plan=plan, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    assert plan.state == PlanState.EXPIRED
    assert prove(plan).differences == []
