"""What a posting must not do: write to a day that is closed, or beside another one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from ledger.errors import RuleViolation
from ledger.models import Batch, Deadline
from ledger.rules.movements import Position as At
from ledger.services import audit, deadlines, posting
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import DISTRIBUTION_DATE, separated_plan
from tests.ledger.stories import announce, pin, plan_with_holders
from tests.oracles import journal

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


def move(plan, giver, taker, on):
    return posting.post(
        plan=plan,
        movements=[journal.common(At(giver.pk), At(taker.pk), 1, on)],
        source="a transfer",
        legal_basis="Transfer instruction",
        actor=factories.actor("clerk"),
    )


def test_a_day_before_the_separation_is_closed():
    plan = separated_plan(2).plan
    giver, taker = plan.accounts.order_by("pk")
    before = Batch.objects.count()
    with pytest.raises(RuleViolation, match="that day is closed"):
        move(plan, giver, taker, DISTRIBUTION_DATE - timedelta(days=1))
    assert Batch.objects.count() == before
    assert move(plan, giver, taker, DISTRIBUTION_DATE).effective_on == DISTRIBUTION_DATE


def test_nobody_posts_to_a_plan_beside_another():
    plan, accounts = plan_with_holders()
    with CaptureQueriesContext(connection) as asked:
        move(plan, accounts["cede"], accounts["widow"], date(1998, 12, 8))
    statements = [query["sql"] for query in asked]
    locked = next(place for place, sql in enumerate(statements) if "advisory_xact_lock" in sql)
    read = next(place for place, sql in enumerate(statements) if 'FROM "ledger_batch"' in sql)
    assert locked < read


def test_what_another_worker_found_due_is_not_found_due_twice(monkeypatch):
    plan, _ = plan_with_holders()
    announce(plan)
    plan = pin(plan, date(1999, 6, 1))
    deadlines.recompute(plan=plan, actor=SYSTEM)
    record = audit.record

    def beside(verb, **told):
        """While the first is claimed, another worker claims all the others."""
        if verb == "deadline.due":
            Deadline.objects.filter(plan=plan, fell_due_at__isnull=True).update(fell_due_at=Now())
        return record(verb, **told)

    monkeypatch.setattr(deadlines.rows.audit, "record", beside)
    assert deadlines.sweep(actor=SYSTEM) == 1
