"""Who owns what and whose Rights are void, told as stories."""

import pytest

from tests.rehearsal.stories import ask, carried, do

pytestmark = pytest.mark.django_db
RAIDER = {"person": "Raider LP"}


def announced(at, pct):
    return do("fact", at, kind="announced", pct=pct, **RAIDER)


def test_a_finding_in_the_wrong_account_is_withdrawn_and_the_right_one_voids():
    *done, positions = carried(
        announced("2019-03-04T09:00", "16"),
        do("confirm_case", "2019-03-05T10:00", **RAIDER),
        do("find", "2019-03-05T11:00", account="MRS A SMITH", quantity="250000", kind="held", **RAIDER),
        do("withdraw_finding", "2019-03-05T12:00", account="MRS A SMITH", why="wrong account", **RAIDER),
        do("find", "2019-03-05T13:00", account="RAIDER LP", quantity="1200000", kind="held", **RAIDER),
        do("void", "2019-03-06T10:00", **RAIDER),
        do("withdraw_finding", "2019-03-06T11:00", account="RAIDER LP", why="wrong", **RAIDER),
        ask("positions", "2019-03-06T12:00"),
    )
    assert [step["ok"] for step in done] == [True] * 6 + [False]
    assert done[-1]["refused"] == "forbidden"
    held = positions["accounts"]
    assert (held["MRS A SMITH"]["void"], held["RAIDER LP"]["void"]) == ("0", "1200000")
    assert held["RAIDER LP"]["valid"] == "300000"


def test_the_bidder_who_crosses_the_line_after_the_separation_is_void():
    *done, totals = carried(
        do(
            "fact",
            "2019-03-04T09:00",
            kind="offer_commenced",
            would_own_pct="51",
            all_shares=True,
            **RAIDER,
        ),
        do("fact", "2019-03-18T18:00", kind="notice_received"),
        do("separate", "2019-03-19T10:00"),
        announced("2019-04-02T09:00", "15"),
        do("confirm_case", "2019-04-03T10:00", **RAIDER),
        do("find", "2019-04-03T11:00", account="RAIDER LP", quantity="1500000", **RAIDER),
        do("find", "2019-04-03T12:00", account="CEDE & CO", quantity="250000", **RAIDER),
        do("void", "2019-04-04T10:00", **RAIDER),
        ask("totals", "2019-04-04T12:00"),
    )
    assert all(step["ok"] for step in done), done
    assert totals["rights"] == {
        "valid": "0",
        "certificated": "8250000",
        "void": "1750000",
        "withheld": "0",
        "outstanding": "10000000",
    }


def test_what_is_not_held_counts_as_the_plan_says():
    _, _, _, before, _, after = carried(
        do("find", "2019-03-04T09:00", person="Holder O", account="RAIDER LP", quantity="1300000"),
        do("find", "2019-03-04T09:05", person="Holder O", quantity="200000", kind="right_to_acquire"),
        do("find", "2019-03-04T09:06", person="Holder O", quantity="300000", kind="derivative"),
        ask("beneficial", "2019-03-04T12:00", person="Holder O"),
        do(
            "find",
            "2019-03-05T09:00",
            person="Ally Fund",
            account="B JONES",
            quantity="100000",
            group="Holder O",
        ),
        ask("beneficial", "2019-03-05T12:00", person="Ally Fund"),
    )
    assert before == {"shares": "1500000", "percent": "15", "reaches": True}
    assert after == {"shares": "1600000", "percent": "16", "reaches": True}
