"""A clock that leapt: no job does anything to a live plan by it, until a supervisor has confirmed it."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from ledger.enums import PlanState
from ledger.errors import Conflict, RuleViolation
from ledger.models import AuditEvent, Deadline, Milestone, Plan
from ledger.plan_files import shipped
from ledger.services import deadlines, house_clock, plans, reminders
from ledger.services.acts import expiration
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce, confirm, pin, plan_with_holders

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
NOON = factories.new_york("2026-05-04T12:00")


def look(at: datetime) -> str:
    with clock.held(at):
        return house_clock.look(actor=SYSTEM)


@pytest.fixture
def leapt():
    """A live plan and a replay, and a clock that a job saw leap ten years on."""
    look(NOON)
    plan = plans.load_plan(content=shipped("halyard-instruments"), actor=Actor.system("tests"))
    replay = factories.mim_plan(date(1998, 12, 15))
    return plan, replay


def test_an_hour_on_is_believed_and_a_leap_waits_for_a_person_even_where_the_clock_comes_back():
    assert look(NOON) == ""
    assert look(NOON + timedelta(hours=1)) == ""
    assert "was last seen at 1:00 p.m." in look(NOON + timedelta(days=3650))
    assert "was last seen at 1:00 p.m." in look(NOON + timedelta(hours=2))
    assert AuditEvent.objects.filter(verb="clock.leapt").count() == 1


def test_a_clock_that_goes_back_is_not_believed():
    look(NOON)
    assert look(NOON - timedelta(hours=1)).startswith("The clock went back")


def test_the_sweep_by_a_clock_that_leapt_is_the_alarm_of_live_plans_and_touches_none(leapt):
    plan, replay = leapt
    with clock.held(NOON + timedelta(days=3650)):
        deadlines.sweep(actor=SYSTEM)
        assert reminders.send_due(actor=SYSTEM) == 0
    plan.refresh_from_db()
    replay.refresh_from_db()
    assert ("was last seen at" in plan.alarm, replay.alarm) == (True, "")
    assert not Deadline.objects.filter(plan=plan).exists()
    assert Deadline.objects.filter(plan=replay).exists()


def test_nothing_expires_by_a_clock_that_leapt_until_it_is_confirmed(leapt):
    plan, _ = leapt
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ATTACHED)
    ends = factories.new_york("2030-01-01T12:00")
    with clock.held(ends):
        assert expiration.expire_due(actor=SYSTEM) == 0
        assert house_clock.look(actor=SYSTEM)
        house_clock.confirm(reason="time.gov", actor=factories.actor("supervisor"))
        assert house_clock.look(actor=SYSTEM) == ""
        deadlines.sweep(actor=SYSTEM)
        plan.refresh_from_db()
        assert "last seen" not in plan.alarm


def test_a_supervisor_confirms_the_clock_on_its_page(leapt, client):
    plan, _ = leapt
    with clock.held(NOON + timedelta(days=1)):
        deadlines.sweep(actor=SYSTEM)
    client.force_login(factories.actor("supervisor").user)
    page = client.get(reverse("ledger:deadlines", args=[plan.slug])).content.decode()
    assert reverse("ledger:clock") in page
    assert "was last seen at" in client.get(reverse("ledger:clock")).content.decode()
    assert client.post(reverse("ledger:clock"), {"reason": ""}).status_code == 422
    assert client.post(reverse("ledger:clock"), {"reason": "time.gov"}).status_code == 302
    assert client.post(reverse("ledger:clock"), {"reason": "time.gov"}).status_code == 422
    client.force_login(factories.actor("clerk").user)
    assert client.get(reverse("ledger:clock")).status_code == 403


def test_a_confirmation_needs_a_reason_and_something_to_confirm():
    supervisor = factories.actor("supervisor")
    with pytest.raises(RuleViolation, match="what you held the clock against"):
        house_clock.confirm(reason=" ", actor=supervisor)
    with pytest.raises(Conflict, match="waits for nobody"):
        house_clock.confirm(reason="time.gov", actor=supervisor)


def test_no_job_freezes_a_distribution_date_by_the_day_of_a_replay():
    plan, _ = plan_with_holders()
    announce(plan)
    confirm(plan)
    plan = pin(plan, date(1998, 12, 31))
    deadlines.sweep(actor=SYSTEM)
    assert not Milestone.objects.filter(plan=plan).exists()
    deadlines.bring_to_date(plan=plan, actor=factories.actor("clerk"))
    assert Milestone.objects.get(plan=plan).day == date(1998, 12, 30)
