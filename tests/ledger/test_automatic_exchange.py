"""An exchange that the plan makes by itself is a task with a last day for persons, and never a posting of a job."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.models import Batch, Deadline
from ledger.services import deadlines
from ledger.services.terms import record_term
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce, close_questions, confirm, pin, plan_with_holders

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("sweep_deadlines")


def swept(plan):
    deadlines.sweep_one(plan=plan, actor=SYSTEM)
    return Deadline.objects.filter(plan=plan, kind="exchange_due", status="current").first()


def automatic(plan):
    window = {"from": {"moment": "acquiring_person"}, "until": {"moment": "ownership_reaches", "pct": "50"}}
    for key, said in (("exchange.automatic", True), ("exchange.window", window)):
        record_term(
            plan=plan,
            key=key,
            value=said,
            citation="Section 24(a)",
            basis="agreement",
            document=factories.document(plan, "Rights Agreement"),
            effective_on=date(1998, 11, 24),
            actor=SYSTEM,
        )


def test_it_is_a_task_with_a_last_day_from_the_acquiring_person_on(client):
    plan, _ = plan_with_holders()
    close_questions(plan, "exchange", "declaration")
    automatic(plan)
    assert swept(plan) is None
    announce(plan)
    confirm(plan)
    batches = Batch.objects.count()
    due = swept(pin(plan, date(1998, 12, 16)))
    assert due.date == date(1998, 12, 25)
    client.force_login(factories.actor("clerk").user)
    page = client.get(reverse("ledger:deadline", args=[plan.slug, due.pk])).content.decode()
    assert "There is an Acquiring Person since" in page
    assert "no job posts it" in page
    for lacking in (
        "paper, recorded as an exchange",
        "the market price of a share, at which fractions are paid",
    ):
        assert lacking in page
    assert "the ratio, which the plan&#x27;s terms do not state" in page
    assert reverse("ledger:preview", args=[plan.slug, "exchange"]) in page
    assert Batch.objects.count() == batches


def test_a_plan_that_exchanges_by_order_alone_has_no_such_task():
    plan, _ = plan_with_holders()
    close_questions(plan, "exchange", "declaration")
    announce(plan)
    confirm(plan)
    assert swept(plan) is None
