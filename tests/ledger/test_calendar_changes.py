"""A change of a calendar: what would move, what moved; and two hundred plans in one sweep."""

import time
from datetime import date

import pytest

from ledger.errors import RuleViolation
from ledger.models import Calendar, Deadline
from ledger.plan_files import shipped
from ledger.services import calendars, deadlines, plans
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
DAY = date(1998, 12, 22)
PLANS = 200


@pytest.fixture
def plan():
    plan = factories.mim_plan()
    announce(plan)
    deadlines.recompute(plan=plan, actor=SYSTEM)
    return plan


def moves(moved):
    return {row.key: (row.before, row.after) for row in moved}


def test_a_closing_is_previewed_without_being_made(plan):
    moved = moves(calendars.preview_change(code="ny-banking", day=DAY, effect="closed"))
    assert moved["distribution_date"] == (date(1998, 12, 30), date(1998, 12, 31))
    assert moved["redemption_end"] == (date(1998, 12, 29), date(1998, 12, 30))
    assert Calendar.objects.get(code="ny-banking").version == 1
    assert calendars.preview_change(code="xnys-trading", day=DAY, effect="closed") == ()


def test_a_change_moves_the_open_deadlines_and_says_which(plan):
    made = calendars.change(
        code="ny-banking", day=DAY, effect="closed", reason="Blizzard", source="Order 9", actor=SYSTEM
    )
    assert (made.calendar.version, moves(made.moved)["distribution_date"][1]) == (2, date(1998, 12, 31))
    row = Deadline.objects.get(key="distribution_date", status="current")
    assert (row.date, row.calendar_version) == (date(1998, 12, 31), 2)
    back = calendars.change(code="ny-banking", day=DAY, effect=None, reason="Order 9 withdrawn", actor=SYSTEM)
    assert moves(back.moved)["distribution_date"] == (date(1998, 12, 31), date(1998, 12, 30))
    assert Deadline.objects.get(key="distribution_date", status="current").date == date(1998, 12, 30)


def test_a_row_that_is_not_there_cannot_be_removed(plan):
    with pytest.raises(RuleViolation, match="has no row"):
        calendars.preview_change(code="ny-banking", day=DAY, effect=None)


@pytest.mark.scale
def test_two_hundred_plans_in_one_sweep():
    calendars.load_shipped(actor=SYSTEM)
    content = shipped("mim-1998")
    for number in range(PLANS):
        named = content.replace(b'"slug": "mim-1998"', f'"slug": "plan-{number}"'.encode())
        announce(
            plans.pin(plan=plans.load_plan(content=named, actor=SYSTEM), day=date(1998, 12, 16), actor=SYSTEM)
        )
    deadlines.sweep(actor=SYSTEM)
    began = time.process_time()
    deadlines.sweep(actor=SYSTEM)
    print(f"{PLANS} plans recomputed in {time.process_time() - began:.1f} s of CPU")  # noqa: T201 - the figure
    assert Deadline.objects.filter(key="distribution_date", date=date(1998, 12, 30)).count() == PLANS
