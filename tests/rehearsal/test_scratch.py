"""Nothing of a rehearsal is left: no row, no file, no task, no held clock, whatever its steps met."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import InMemoryStorage

from rightsadmin.common import clock, storage
from rightsadmin.rehearsal import scratch
from tests.rehearsal.stories import ask, carried, do

STORY = (
    do("fact", "2019-03-04T09:00", kind="announced", person="Raider LP", pct="16"),
    do("confirm_case", "2019-03-05T10:00", person="Raider LP"),
    do("find", "2019-03-05T11:00", person="Raider LP", account="RAIDER LP", quantity="1500000", kind="held"),
    do("void", "2019-03-06T09:00", person="Raider LP"),
    do("transfer", "2019-03-06T10:00", from_="B JONES", to="A NEW OWNER", quantity="1"),
    do("transfer", "2019-03-06T11:00", from_="B JONES", to="MRS A SMITH", quantity="900000"),
    do("fact", "2019-03-18T18:00", kind="notice_received"),
    do("separate", "2019-03-19T10:00"),
    ask("totals", "2019-03-19T12:00"),
)


def _everything():
    rows = {model._meta.db_table: model.objects.count() for model in apps.get_models() if model._meta.managed}
    folder = Path(settings.MEDIA_ROOT)
    return rows, sorted(str(path) for path in folder.rglob("*")) if folder.exists() else []


def test_no_row_and_no_file_is_left(db):
    before = _everything()
    answers = carried(*STORY)
    assert [answer.get("ok") for answer in answers[:5]] == [True] * 5
    assert answers[5]["refused"] == "forbidden"
    assert _everything() == before


def test_a_step_that_is_refused_changes_nothing(db):
    asked = ask("positions", "2019-03-06T12:00")
    refused = do("transfer", "2019-03-06T11:00", from_="B JONES", to="A STRANGER", quantity="900000")
    with_it, without = carried(refused, asked), carried(asked)
    assert with_it[0]["ok"] is False
    assert with_it[1] == without[0]


@pytest.mark.django_db(transaction=True)
def test_no_task_is_sent(mailoutbox, monkeypatch):
    sent = []
    monkeypatch.setattr("rightsadmin.common.enqueue._send", lambda *told: sent.append(told))
    before = _everything()
    carried(*STORY)
    assert not sent
    assert not mailoutbox
    assert _everything() == before


def test_the_clock_stands_where_the_story_puts_it_and_goes_on_afterwards(db):
    instant = datetime(1998, 12, 15, 14, tzinfo=UTC)
    with scratch.place(instant) as held:
        looks = [clock.now() for _ in range(3)]
        assert looks == sorted(set(looks))
        assert clock.today().isoformat() == "1998-12-15"
        assert isinstance(storage.files(), InMemoryStorage)
        held.put(datetime(1997, 1, 2, tzinfo=UTC))
        assert clock.now().year == 1997
    assert clock.now().year >= 2026
    assert not isinstance(storage.files(), InMemoryStorage)


def test_two_stories_of_one_plan_do_not_meet(db):
    steps = (ask("totals", "1999-01-04T12:00"),)
    assert carried(*steps, base="mim-1998") == carried(*steps, base="mim-1998")


def test_rights_that_cannot_be_attached_refuse_each_step_and_no_other_story(db):
    asked = ask("totals", "2019-03-06T12:00")
    holders = {"CEDE & CO": "999999", "MRS A SMITH": "100"}
    (refused,) = carried(asked, terms={"rights_per_share": "1/3"}, holders=holders)
    assert refused["refused"] == "forbidden"
    assert refused["sentence"].startswith("Before the first step: 1 account would have a number of Rights")
    assert "ok" not in carried(asked)[0]
