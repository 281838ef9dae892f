"""The hourly sweep: one plan's bad terms never stop another's clocks; they are that plan's alarm."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.errors import RuleViolation
from ledger.models import Deadline, PlanTerm
from ledger.plan_files import shipped
from ledger.services import deadlines, plans
from ledger.services.terms import record_term
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("sweep_deadlines")
TENDER = "distribution.tender"


@pytest.fixture
def two_plans():
    """Halyard, whose prong (ii) says what nobody can read, and MIM with a clock that runs."""
    mim = factories.mim_plan(date(1998, 12, 15))
    other = plans.load_plan(content=shipped("halyard-instruments"), actor=Actor.system("tests"))
    row = PlanTerm.objects.get(plan=other, key=TENDER)
    row.pk, row.value, row.recorded_at = None, {"pct": "much"}, clock.now()
    row.save(force_insert=True)
    announce(mim)
    return other, mim, row


def test_what_stops_one_plan_is_its_alarm_and_stops_no_other(two_plans, client):
    other, mim, _ = two_plans
    deadlines.sweep(actor=SYSTEM)
    other.refresh_from_db()
    mim.refresh_from_db()
    assert "tender.pct" in other.alarm
    assert mim.alarm == ""
    assert Deadline.objects.get(plan=mim, key="distribution_date").date == date(1998, 12, 30)
    client.force_login(factories.actor("clerk").user)
    page = client.get(reverse("ledger:questions", args=[other.slug])).content.decode()
    assert "The clocks of this plan stand still" in page


def test_an_alarm_ends_with_its_cause(two_plans):
    other, _, _ = two_plans
    deadlines.sweep(actor=SYSTEM)
    record_term(
        plan=other,
        key=TENDER,
        value=None,
        citation="Section 3(a).",
        basis="seed",
        document=None,
        effective_on=other.agreement_date,
        actor=SYSTEM,
    )
    deadlines.sweep(actor=SYSTEM)
    other.refresh_from_db()
    assert other.alarm == ""


def test_a_live_plan_is_not_pinned_and_a_replay_is_one_from_its_loading(two_plans):
    other, mim, _ = two_plans
    with pytest.raises(RuleViolation, match="is a live plan"):
        plans.pin(plan=other, day=date(2026, 1, 5), actor=SYSTEM)
    assert plans.pin(plan=mim, day=date(1998, 12, 16), actor=SYSTEM).pinned_on == date(1998, 12, 16)
