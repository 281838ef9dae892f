"""Until when each answer of a plan's standing holds: these instants, and no others, are the deadlines of its law."""

from datetime import date

import pytest

from ledger.enums import DeadlineStatus
from ledger.models import Deadline
from ledger.selectors import awaited, standing
from ledger.services import deadlines, events
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce, close_questions, pin, plan_with_holders

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
POWERS = {"redeemable": "redemption_end", "exchangeable": "exchange_end", "amendable": "amendment_end"}


def current(plan):
    deadlines.recompute(plan=plan, actor=SYSTEM)
    return {row.key: row for row in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT)}


def untils(plan):
    return {name: answer.until for name, answer in standing.of(plan).answers().items() if answer.until}


@pytest.mark.parametrize("said", ["nothing", "announced", "suspended"])
def test_every_until_is_a_deadline(said):
    plan, _ = plan_with_holders()
    close_questions(plan, "expiry", "declaration")
    if said != "nothing":
        announce(plan)
    if said == "suspended":
        plan = pin(plan, date(1998, 12, 31))
        suspend(plan)
    found, instants = untils(plan), {row.instant for row in current(plan).values()}
    assert found
    assert {name: until for name, until in found.items() if until not in instants} == {}


def test_the_windows_of_the_powers_say_until_when_in_the_plans_own_words():
    plan, _ = plan_with_holders()
    close_questions(plan, "redemption", "exchange", "amendment")
    announce(plan)
    rows, answers = current(plan), standing.of(plan).answers()
    for name, key in POWERS.items():
        if answers[name].until:
            assert rows[key].instant == answers[name].until
        assert rows[key].explanation["quoted"] == answers[name].citation
    assert "redemption_end" in rows


def suspend(plan, at="1998-12-31T09:00", kind="suspension_began"):
    return events.record_event(
        plan=plan,
        kind=kind,
        occurred_at=factories.new_york(at),
        data={},
        document=factories.document(plan, "Announcement"),
        actor=factories.actor("clerk"),
    )


def test_a_suspension_runs_to_its_ninetieth_day_and_ends_with_its_announcement():
    plan, _ = plan_with_holders()
    announce(plan)
    plan = pin(plan, date(1998, 12, 31))
    suspend(plan)
    (row,) = (row for row in current(plan).values() if row.kind == "suspension_end")
    assert row.date == date(1999, 3, 31)
    assert standing.of(plan).answers()["exercisable"].until == row.instant
    plan = pin(plan, date(1999, 1, 5))
    suspend(plan, "1999-01-05T09:00", "suspension_ended")
    row.refresh_from_db()
    assert (row.status, row.superseded_by) == (DeadlineStatus.CLOSED, None)


def test_every_kind_of_what_is_awaited_has_its_supplier():
    assert set(awaited._SUPPLIERS) == set(awaited.AWAITED)
