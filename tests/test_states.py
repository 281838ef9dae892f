"""The states that tests share: to the row what the services make, and no test sees another's."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from ledger.models import Calendar, Plan
from ledger.services import plans
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import states
from tests.certificates.conftest import press
from tests.certificates.factories import separated_plan
from tests.factories import mim_plan
from tests.states import made_once

NOW = clock.now()
#: What was really made, in order.
calls = []
READINGS = {}


@made_once
def titled(plan, title):
    """A step that changes its argument in memory as well as the row."""
    calls.append(title)
    plan.name = title
    plan.save()
    return [plan]


@pytest.fixture(autouse=True)
def _own_server(db):
    calls.clear()
    if not states.are_shared():
        pytest.skip("states are not shared here")


def every_row():
    rows = {}
    with connection.cursor() as cursor:
        for table in states._counts:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            rows[table] = cursor.fetchall()
    return rows


@pytest.fixture(scope="module")
def first():
    """What the first of two equal tests found."""
    return {}


@pytest.mark.parametrize("time", ["made", "put back"])
def test_a_story_put_back_is_what_was_made_to_the_row_the_file_and_what_is_asked_on_commit(
    first, settings, tmp_path, time
):
    settings.MEDIA_ROOT = str(tmp_path)
    plan = separated_plan(2).plan
    run = press(plan)

    files = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.pdf")}
    asked = [function.args for _, function, _ in connection.run_on_commit]
    found = {
        "rows": every_row(),
        "files": files,
        "asked": asked,
        "keys": (plan.pk, run.pk),
        "state": plan.state,
    }
    assert files
    assert asked
    assert first.setdefault("found", found) == found


@pytest.mark.parametrize("time", ["made", "put back"])
def test_a_step_is_told_once_and_changes_its_argument_and_gives_a_copy(time):
    plan = mim_plan()
    (result,) = titled(plan, "Acme")

    assert (plan.name, result.name, Plan.objects.get().name) == ("Acme", "Acme", "Acme")
    assert calls == (["Acme"] if time == "made" else [])
    result.name = plan.name = "another test's"  # and the next one finds Acme


@pytest.mark.parametrize("time", ["first", "second"])
def test_after_another_write_the_services_are_called(time):
    plan = mim_plan()
    Plan.objects.update(slug="changed")
    titled(plan, "Bolt")

    assert calls == ["Bolt"]


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_step_whose_rows_were_rolled_back_is_told_again(time):
    plan = mim_plan()
    with transaction.atomic():
        titled(plan, "Cask")
        transaction.set_rollback(True)
    titled(plan, "Dyer")

    assert calls[-1] == "Dyer"
    assert Plan.objects.get().name == "Dyer"


@pytest.mark.parametrize("hour", [1, 2])
def test_under_a_patch_a_step_is_another_one(monkeypatch, hour):
    plan = mim_plan()
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(hour=hour))
    titled(plan, "Elms")

    assert calls == ["Elms"]


@pytest.mark.parametrize("reading", ["one", "another"])
def test_with_another_item_in_a_table_a_step_is_another_one(monkeypatch, reading):
    plan = mim_plan()
    monkeypatch.setitem(READINGS, "reading", reading)
    titled(plan, "Ives")

    assert calls == ["Ives"]


def test_other_arguments_are_another_step():
    plan = mim_plan()
    titled(plan, "Ford")
    titled(plan, "Gant")

    assert Plan.objects.get().name == "Gant"
    assert plans.pin(plan=plan, day=plan.agreement_date, actor=Actor.system("tests")).name == "Gant"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["made", "put back"])
def test_what_a_test_commits_is_gone_and_the_groups_and_calendars_are_there_as_before(time):
    before = every_row()
    group = Group.objects.get(name="clerk").pk
    (plan,) = titled(mim_plan(), "Hill")
    Calendar.objects.first().closings.all().delete()
    assert Plan.objects.get() == plan

    states.return_to_base()

    assert every_row() == before
    assert Group.objects.get(name="clerk").pk == group
