"""Stories of splits: whole shares with their Rights, cash for the fraction, and what follows them."""

import pytest

from tests.rehearsal.stories import ask, carried, do

pytestmark = pytest.mark.django_db
SCALED = {"adjustment.split_family": "exercise_amount_scaled"}
HOLDERS = {"MRS A SMITH": "1001", "B JONES": "1000", "C ROE": "7"}


SMITH, JONES, ROE = HOLDERS


@pytest.mark.parametrize(
    ("new", "old", "price", "common", "payees"),
    [
        (3, 2, "4.00", ("1501", "1500", "10"), {SMITH: "2.00", ROE: "2.00"}),
        (1, 10, "40", ("100", "100", "0"), {SMITH: "4.00", ROE: "28.00"}),
        (4, 3, "1.01", ("1334", "1333", "9"), {SMITH: "0.67", JONES: "0.34", ROE: "0.34"}),
    ],
)
def test_whole_shares_with_their_rights_and_cash_for_the_rest(new, old, price, common, payees):
    done, positions, owed = carried(
        do("split", "2019-02-15T09:00", new=new, old=old, cash_price=price),
        ask("positions", "2019-02-15T12:00"),
        ask("payments", "2019-02-16T12:00"),
        terms=SCALED,
        holders=HOLDERS,
    )
    assert done["ok"]
    for name, shares in zip(HOLDERS, common, strict=True):
        found = positions["accounts"].get(name, {"common": "0", "valid": "0"})
        assert (found["common"], found["valid"]) == (shares, shares)
    assert owed["payees"] == payees


def test_without_a_price_it_is_held():
    (held,) = carried(
        do("split", "2019-02-15T09:00", new=3, old=2), terms=SCALED, holders={"MRS A SMITH": "1001"}
    )
    assert held["refused"] == "held"


def test_fractional_rights_follow_what_is_delivered():
    _, positions = carried(
        do("split", "2019-02-15T09:00", new=3, old=2, cash_price="4"),
        ask("positions", "2019-02-15T12:00"),
        holders=HOLDERS,
    )
    assert positions["accounts"]["MRS A SMITH"]["valid"] == "1000.6666666667"
    assert positions["accounts"]["B JONES"]["valid"] == "1000"


@pytest.mark.parametrize(
    ("family", "new", "old", "price", "amount"),
    [
        ("exercise_amount_scaled", 2, 1, "0.005", "100000.00"),
        ("expansion_factor", 4, 1, "0.0025", "100000.00"),
        ("exercise_amount_scaled", 1, 10, "0.1", "100000.00"),
        ("fractional_rights", 2, 1, "0.01", "100000.00"),
    ],
)
def test_redemption_price_follows_where_the_terms_say_so(family, new, old, price, amount):
    terms = {"redemption.price": "0.01", "redemption.adjusts": True, "adjustment.split_family": family}
    _, seen = carried(
        do("split", "2019-02-15T09:00", new=new, old=old),
        ask("preview", "2019-02-20T12:00", kind="redemption"),
        terms=terms,
    )
    assert (seen["price"], seen["amount"]) == (price, amount)


def test_redemption_price_stays_where_the_terms_say_nothing():
    _, seen = carried(
        do("split", "2019-02-15T09:00", new=2, old=1),
        ask("preview", "2019-02-20T12:00", kind="redemption"),
        terms=SCALED | {"redemption.price": "0.01"},
    )
    assert (seen["price"], seen["amount"]) == ("0.01", "200000.00")


@pytest.mark.parametrize(("family", "ratio"), [("exercise_amount_scaled", "1"), ("fractional_rights", "3")])
def test_exchange_ratio_gives_the_same_part_of_the_company_after_a_split(family, ratio):
    _, seen = carried(
        do("split", "2019-02-15T09:00", new=3, old=1),
        ask("preview", "2019-02-20T12:00", kind="exchange", shares_available="90000000"),
        terms={"exchange.adjusts": True, "adjustment.split_family": family},
    )
    assert seen["ratio"] == ratio
    assert seen["shares"] == "30000000"
