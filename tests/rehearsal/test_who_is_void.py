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


def measured(**stock):
    law = {"pct": "15", "n": 10, "unit": "business_days", "extendable": "before_time"} | stock
    return {"distribution.stock_acquisition": law}


def owned(terms, *more):
    *_, answer = carried(
        do("find", "2019-03-04T09:00", person="Holder O", account="RAIDER LP", quantity="1200000"),
        do("find", "2019-03-04T09:05", person="Holder O", quantity="300000", kind="derivative"),
        do("find", "2019-03-04T09:06", person="Holder O", quantity="500000", kind="right_to_acquire"),
        *more,
        ask("beneficial", "2019-03-04T12:00", person="Holder O"),
        terms=terms,
    )
    return answer["shares"], answer["percent"], answer["reaches"]


def test_each_plan_counts_what_its_paper_says_in_the_denominator_it_says():
    assert owned(measured()) == ("1700000", "17", True)
    assert owned(measured(counts=["held", "derivative"])) == ("1500000", "15", True)
    assert owned(measured(counts=["held", "derivative"], comparison="more_than")) == ("1500000", "15", False)
    assert owned(measured(counts=["held"])) == ("1200000", "12", False)
    plus = owned(measured(pct="16.2", denominator="plus_own_rights"))
    assert plus == ("1700000", "16.1904762", False)


def test_who_reports_on_13g_has_until_the_passive_percentage():
    terms = measured(pct="10", passive_pct="20")
    filed = [
        do("fact", "2019-03-04T08:00", kind="announced", person="Holder O", pct="9", schedule=schedule)
        for schedule in ("13D", "13G")
    ]
    assert owned(terms, filed[0])[2] is True
    assert owned(terms, filed[1])[2] is False


def test_thresholds_are_those_of_the_instant():
    terms = measured(comparison="more_than") | {
        "distribution.person_thresholds": [
            {"person": "Founder", "pct": "22.5"},
            {"person": "Holder P", "plus": "1"},
        ]
    }
    *_, answer = carried(ask("thresholds", "2019-03-04T08:00"), terms=terms)
    assert answer == {
        "default": {"pct": "15", "shares": "1500001"},
        "Founder": {"pct": "22.5", "shares": "2250000"},
        "Holder P": {"pct": "15", "shares": "1500001"},
    }


def test_what_is_void_in_a_nominees_account_is_void_of_the_one_who_was_found_to_own_it():
    nominee = {"account": "CEDE & CO", "kind": "held"}
    second = {"person": "Second LP"}
    *done, exempt, released = carried(
        announced("2019-03-04T09:00", "16"),
        do("confirm_case", "2019-03-05T10:00", **RAIDER),
        do("find", "2019-03-05T11:00", quantity="1600000", **nominee, **RAIDER),
        do("void", "2019-03-05T12:00", **RAIDER),
        do("fact", "2019-03-06T09:00", kind="announced", pct="15.5", **second),
        do("find", "2019-03-06T10:00", quantity="1550000", **nominee, **second),
        do("withdraw_finding", "2019-03-06T11:00", account="CEDE & CO", why="wrong quantity", **second),
        do("find", "2019-03-06T12:00", quantity="1560000", **nominee, **second),
        do("exempt", "2019-03-07T10:00", why="Board", **second),
        do("exempt", "2019-03-07T11:00", why="Board", **RAIDER),
    )
    assert all(step["ok"] for step in done), done
    assert exempt["ok"], exempt
    assert released["refused"] == "held"


def test_a_break_of_the_distribution_date_holds_the_voiding_until_it_is_closed():
    *_, held, closed, voided = carried(
        announced("2019-03-04T09:00", "16"),
        do("confirm_case", "2019-03-05T10:00", **RAIDER),
        do("fact", "2019-03-18T18:00", kind="notice_received"),
        do("separate", "2019-03-19T10:00"),
        do(
            "fact",
            "2019-03-01T09:00",
            kind="announced",
            person="Second LP",
            pct="16",
            recorded_at="2019-03-21T09:00",
        ),
        do("find", "2019-03-22T11:00", account="RAIDER LP", quantity="1500000", kind="held", **RAIDER),
        do("void", "2019-03-22T12:00", **RAIDER),
        do("close_question", "2019-03-25T10:00", code="BREAK-1", reading="stands", basis="counsel"),
        do("void", "2019-03-25T12:00", **RAIDER),
    )
    assert held["refused"] == "held"
    assert "BREAK-1" in held["sentence"]
    assert closed["ok"], closed
    assert voided["ok"], voided
