"""The worked calculations, the figures of the agreement, and every way a calculation can be wrong."""

import json
from pathlib import Path

import pytest

from ledger.rules.facts import BadInput
from ledger.selectors.whatif import answer

EXAMPLES = json.loads((Path(__file__).parent.parent / "examples" / "calculations.json").read_text())
PLAN = {
    "kind": "adjustment",
    "purchase_price": "20.00",
    "units_per_right": "1",
    "rights_per_share": "1",
    "outstanding": "17890739",
}
FLIP_IN = {"kind": "flip_in", "purchase_price": "20", "units_per_right": "1", "rights": "100"}


def adjusted(*steps, **changes):
    return answer({**PLAN, "steps": list(steps), **changes})


def factor(value):
    return {"kind": "factor", "factor": value}


def split(ratio, family):
    return {"kind": "split", "new_shares_per_old": ratio, "family": family}


def distribution(fair_value, market_price="5"):
    return {"kind": "distribution", "fair_value": fair_value, "market_price": market_price}


def rights_offering(new_shares, offer_price, market_price):
    return {
        "kind": "rights_offering",
        "new_shares": new_shares,
        "offer_price": offer_price,
        "market_price": market_price,
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["kind"])
def test_answer_gives_every_expected_field(example):
    given = answer(example)
    assert {field: given[field] for field in example["expected"]} == example["expected"]


@pytest.mark.parametrize(
    ("outstanding", "percent", "shares"),
    [("20", "15", 3), ("21", "15", 4), ("17890739", "0", 0), ("17890739", "100", 17890739), ("3", "33.4", 2)],
)
def test_thresholds_are_the_smallest_whole_number_at_least(outstanding, percent, shares):
    given = answer({"kind": "thresholds", "outstanding": outstanding, "percents": [percent]})
    assert given == {"shares": [shares]}


@pytest.mark.parametrize(
    ("kind", "market_price", "rights", "units_per_right", "units", "cash", "payable"),
    [
        ("flip_in", "41", "100", "0.9756098", 97, "23.00", "2000.00"),
        ("flip_in", "41", "7", "0.9756098", 6, "34.00", "140.00"),
        ("flip_in", "3", "3", "13.3333333", 40, "0.00", "60.00"),
        ("flip_in", "4", "0", "10", 0, "0.00", "0.00"),
        ("flip_over", "32.50", "100", "1.2307692", 123, "2.50", "2000.00"),
    ],
)
def test_flip_takes_the_fraction_once_of_all_rights(
    kind, market_price, rights, units_per_right, units, cash, payable
):
    assert answer({**FLIP_IN, "kind": kind, "market_price": market_price, "rights": rights}) == {
        "units_per_right": units_per_right,
        "units": units,
        "cash_in_lieu": cash,
        "amount_payable": payable,
    }


def test_flip_in_after_an_adjustment_uses_the_whole_exercise_price():
    given = answer({**FLIP_IN, "purchase_price": "19.60", "units_per_right": "1.5", "market_price": "4"})
    assert given["units_per_right"] == "14.7"
    assert given["amount_payable"] == "2940.00"


@pytest.mark.parametrize(
    ("rights", "amount", "payment"),
    [
        ("17890739", "1789.0739", "1789.07"),
        ("49", "0.0049", "0.00"),
        ("50", "0.005", "0.01"),
        ("10000", "1", "1.00"),
        ("0", "0", "0.00"),
    ],
)
def test_redemption_is_exact_and_pays_half_up_to_the_cent(rights, amount, payment):
    given = answer({"kind": "redemption", "rights": rights, "redemption_price": "0.0001"})
    assert given == {"amount": amount, "payment": payment}


def test_exchange_pays_the_fraction_of_all_rights_in_cash():
    given = answer({"kind": "exchange", "rights": "101", "ratio": "0.5", "market_price": "4.375"})
    assert given == {"shares": 50, "cash_in_lieu": "2.19"}


def test_adjustment_without_steps_states_the_figures_in_effect():
    assert adjusted(purchase_price="20") == {
        "purchase_price": "20.00",
        "units_per_right": "1",
        "exercise_amount_per_right": "20.00",
        "rights_per_share": "1",
        "rights_outstanding": "17890739",
        "carried": [],
    }


def test_adjustment_for_a_distribution():
    given = adjusted(distribution("0.30"))
    assert (given["purchase_price"], given["units_per_right"]) == ("18.80", "1.0638298")


def test_adjustment_releases_all_carried_factors_together():
    carried = adjusted(factor("0.994"), factor("0.999"))
    assert (carried["purchase_price"], carried["carried"]) == ("20.00", ["0.994", "0.999"])
    released = adjusted(factor("0.994"), factor("0.995"))
    assert (released["purchase_price"], released["carried"]) == ("19.78", [])
    assert released["exercise_amount_per_right"] == "20.00"


@pytest.mark.parametrize(
    ("value", "price", "carried"), [("0.99", "19.80", []), ("0.9901", "20.00", ["0.9901"])]
)
def test_adjustment_of_exactly_one_percent_is_made(value, price, carried):
    given = adjusted(factor(value))
    assert (given["purchase_price"], given["carried"]) == (price, carried)


def test_adjustment_factors_that_cancel_stay_carried():
    assert adjusted(factor("0.994"), factor("1.006"))["carried"] == ["0.994", "1.006"]


def test_adjustment_shows_a_carried_factor_without_finite_decimal_to_ten_places():
    assert adjusted(rights_offering("1000", "4", "5"))["carried"] == ["0.9999888217"]


@pytest.mark.parametrize("step", [rights_offering("1000", "5", "5"), distribution("0"), factor("1")])
def test_adjustment_is_none_where_the_price_does_not_change(step):
    assert adjusted(step) == adjusted()


@pytest.mark.parametrize(
    ("family", "price", "units", "amount", "per_share", "rights"),
    [
        ("fractional_rights", "20.00", "1", "20.00", "0.5", "17890739"),
        ("exercise_amount_scaled", "20.00", "0.5", "10.00", "1", "35781478"),
        ("expansion_factor", "10.00", "1", "10.00", "1", "35781478"),
    ],
)
def test_adjustment_for_a_two_for_one_split_by_family(family, price, units, amount, per_share, rights):
    assert adjusted(split("2", family)) == {
        "purchase_price": price,
        "units_per_right": units,
        "exercise_amount_per_right": amount,
        "rights_per_share": per_share,
        "rights_outstanding": rights,
        "carried": [],
    }


def test_adjustment_carries_the_exercise_amount_not_the_rounded_unit_price():
    given = adjusted(split("3", "expansion_factor"), units_per_right="10")
    assert given["purchase_price"] == "6.67"
    assert given["exercise_amount_per_right"] == "66.67"


def test_adjustment_for_a_combination_of_shares():
    given = adjusted(split("0.1", "exercise_amount_scaled"))
    assert (given["exercise_amount_per_right"], given["units_per_right"]) == ("200.00", "10")
    assert given["rights_outstanding"] == "1789073.9"


def test_adjustment_applies_steps_in_order_and_keeps_what_is_carried_through_a_split():
    given = adjusted(factor("0.994"), split("2", "exercise_amount_scaled"), factor("0.995"))
    assert given == {
        "purchase_price": "19.78",
        "units_per_right": "0.5055612",
        "exercise_amount_per_right": "10.00",
        "rights_per_share": "1",
        "rights_outstanding": "35781478",
        "carried": [],
    }


@pytest.mark.parametrize(
    ("calculation", "place"),
    [
        ({"kind": "dividend"}, "calculations[3].kind"),
        ({}, "calculations[3].kind"),
        ([], "calculations[3]"),
        ({**FLIP_IN}, "calculations[3].market_price"),
        ({**FLIP_IN, "market_price": "0"}, "calculations[3].market_price"),
        ({**FLIP_IN, "market_price": 4.375}, "calculations[3].market_price"),
        ({**FLIP_IN, "market_price": "NaN"}, "calculations[3].market_price"),
        ({**FLIP_IN, "market_price": "4,375"}, "calculations[3].market_price"),
        ({**FLIP_IN, "market_price": "4", "rights": "-1"}, "calculations[3].rights"),
        ({**FLIP_IN, "market_price": "4", "right": "1"}, "calculations[3].right"),
        ({"kind": "thresholds", "outstanding": "10", "percents": "15"}, "calculations[3].percents"),
        ({"kind": "thresholds", "outstanding": "10", "percents": ["101"]}, "calculations[3].percents[0]"),
        ({**PLAN, "steps": [factor("1"), {"kind": "merger"}]}, "calculations[3].steps[1].kind"),
        ({**PLAN, "steps": [factor("0")]}, "calculations[3].steps[0].factor"),
        ({**PLAN, "steps": [factor("0.0000001")]}, "calculations[3].steps[0]"),
        ({**PLAN, "steps": [distribution("5")]}, "calculations[3].steps[0].fair_value"),
        ({**PLAN, "steps": [split("2", "separated_rights")]}, "calculations[3].steps[0].family"),
        ({**PLAN, "steps": ["split"]}, "calculations[3].steps[0]"),
    ],
)
def test_answer_names_the_place_of_what_is_wrong(calculation, place):
    with pytest.raises(BadInput) as refused:
        answer(calculation, "calculations[3]")
    assert refused.value.path == place
