"""The replay's day."""

from datetime import date

from ledger.enums import PlanState
from ledger.models import PlanEvent


def test_replay_moves_the_plans_day(plan, as_role):
    assert as_role("supervisor").post("/plans/mim-1998/replay/", {"day": "1998-12-29"}).status_code == 302
    plan.refresh_from_db()
    assert plan.pinned_on == date(1998, 12, 29)
    assert plan.state == PlanState.TRIGGER_PENDING
    assert PlanEvent.objects.count() == 1
