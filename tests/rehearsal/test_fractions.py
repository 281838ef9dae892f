"""Stories of fractions of Rights: at the separation they are paid and gone."""

import pytest

from tests.rehearsal.stories import ask, carried, do

pytestmark = pytest.mark.django_db
HOLDERS = {"CEDE & CO": "1000000", "MRS A SMITH": "201", "B JONES": "1"}


def separated(*before, price="0.50", **plan):
    stated = (do("fact", "2019-03-18T18:05", kind="price", of="right", amount=price),) if price else ()
    return carried(
        *before,
        do("fact", "2019-03-04T09:00", kind="announced", person="Raider LP", pct="16"),
        do("confirm_case", "2019-03-05T10:00", person="Raider LP"),
        do("fact", "2019-03-18T18:00", kind="notice_received"),
        *stated,
        do("separate", "2019-03-19T10:00"),
        ask("positions", "2019-03-19T12:00"),
        ask("totals", "2019-03-19T12:00"),
        ask("payments", "2019-03-19T12:00"),
        **plan,
    )


@pytest.mark.parametrize(
    ("price", "paid"), [("0.50", "0.25"), ("1.01", "0.51"), ("0.009", "0.00"), ("12.3456", "6.17")]
)
def test_half_a_right_is_paid_at_the_price_of_a_right(price, paid):
    done, positions, totals, owed = separated(
        price=price, terms={"rights_per_share": "0.5"}, holders=HOLDERS
    )[-4:]
    assert done["ok"]
    smith, jones = (positions["accounts"][name] for name in ("MRS A SMITH", "B JONES"))
    assert (smith["certificated"], smith["valid"]) == ("100", "0")
    assert (jones["certificated"], jones["valid"]) == ("0", "0")
    assert totals["state"] == "separated"
    assert (totals["rights"]["valid"], totals["rights"]["certificated"]) == ("0", "500100")
    assert owed["payees"] == {"MRS A SMITH": paid, "B JONES": paid}


def test_without_a_price_the_separation_is_held():
    held, positions, totals, owed = separated(price="", terms={"rights_per_share": "0.5"}, holders=HOLDERS)[
        -4:
    ]
    assert held["refused"] == "held"
    assert "the company must state the price of a Right" in held["sentence"]
    assert (positions["accounts"]["B JONES"]["valid"], totals["state"]) == ("0.5", "trigger_pending")
    assert owed["payees"] == {}


def test_whole_rights_ask_for_no_price():
    done, *_, owed = separated(price="", holders=HOLDERS)[-4:]
    assert done["ok"]
    assert owed["payees"] == {}


def test_fractions_that_a_split_left_are_paid_too():
    split = do("split", "2019-02-15T09:00", new=3, old=2, cash_price="4")
    *_, positions, totals, owed = separated(split, price="9", holders=HOLDERS)
    assert positions["accounts"]["MRS A SMITH"]["certificated"] == "200"
    assert totals["rights"]["valid"] == "0"
    # 301 shares carry 200 2/3 Rights; before it half a share was paid at $4.
    assert owed["payees"]["MRS A SMITH"] == "8.00"
