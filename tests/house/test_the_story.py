"""The demonstration is told through the same services as everything else: a rule that stops it stops every newcomer."""

import pytest

from certificates.enums import RunStatus
from ledger.enums import PlanState
from rightsadmin.demo import afterwards, desk, second_plan, story
from tests.certificates.presented import work_off


def at_once(run, _say):
    """What the demonstration waits for, done in this process instead of by workers."""
    work_off(run)
    run.refresh_from_db()
    return run


@pytest.mark.django_db(transaction=True)  # each holder file is staged in a table of its transaction
def test_the_demonstration_is_told_to_its_end(monkeypatch):
    told = []
    monkeypatch.setattr(desk, "await_run", at_once)
    run = story.carry(told.append, accounts=60)
    afterwards.work(run.plan, run, told.append)
    second = second_plan.run_a_clock(told.append)
    second.refresh_from_db()
    assert run.status == RunStatus.RELEASED
    assert any("Distribution Date Wednesday 30 December 1998" in line for line in told)
    assert second.state == PlanState.TRIGGER_PENDING
