"""Stories of errors and of their correction."""

import pytest

from tests.rehearsal.stories import ask, carried, do

pytestmark = pytest.mark.django_db
HOLDERS = {"CEDE & CO": "9000", "MRS A SMITH": "700", "B JONES": "300"}


def transfer(at, giver, taker, quantity, **more):
    return do("transfer", at, from_=giver, to=taker, quantity=quantity, **more)


def test_what_was_wrong_is_undone_and_still_seen_as_it_was_known():
    *_, undone, now, then = carried(
        transfer("2019-01-15T10:00", "MRS A SMITH", "B JONES", "250"),
        do("correct", "2019-02-20T10:00", step=1, why="wrong account"),
        ask("positions", "2019-02-20T12:00"),
        ask("positions", "2019-01-15T12:00", known_at="2019-02-01T12:00"),
        holders=HOLDERS,
    )
    assert undone == {"ok": True, "effective_on": "2019-01-15"}
    assert now["accounts"]["B JONES"]["common"] == "300"
    assert then["accounts"]["B JONES"] == now["accounts"]["B JONES"] | {"common": "550", "valid": "550"}


def test_what_cannot_be_undone_says_why():
    answers = carried(
        transfer("2019-01-15T10:00", "MRS A SMITH", "B JONES", "250"),
        transfer("2019-01-16T10:00", "B JONES", "CEDE & CO", "400"),
        do("correct", "2019-01-17T10:00", step=1, why="wrong account"),
        do("correct", "2019-01-17T11:00", step=2, why="wrong account"),
        do("correct", "2019-01-17T12:00", step=2, why="wrong account"),
        do("correct", "2019-01-17T13:00", step=4, why="wrong account"),
        do("correct", "2019-01-17T14:00", step=9, why="wrong account"),
        ask("totals", "2019-01-17T15:00"),
        holders=HOLDERS,
    )
    assert [answer.get("refused", "") for answer in answers] == [
        "", "", "forbidden", "", "conflict", "forbidden", "bad_input", "",
    ]  # fmt: skip
    assert "would hold 100 Common shares too few since 16 January 2019" in answers[2]["sentence"]


def test_movement_of_an_earlier_day_that_leaves_somebody_short_that_day_is_refused():
    *_, refused, accepted = carried(
        transfer("2019-01-15T10:00", "MRS A SMITH", "B JONES", "250"),
        transfer("2019-01-20T10:00", "B JONES", "CEDE & CO", "351", effective_on="2019-01-14"),
        transfer("2019-01-20T11:00", "B JONES", "CEDE & CO", "300", effective_on="2019-01-14"),
        holders=HOLDERS,
    )
    assert refused["refused"] == "forbidden"
    assert "51 Common shares too few on 14 January 2019" in refused["sentence"]
    assert accepted["ok"]
