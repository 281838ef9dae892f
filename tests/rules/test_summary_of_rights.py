"""The Summary of Rights: a sentence for each term, none for what the plan lacks or leaves in question."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from certificates.rules.summary_of_rights import summary
from certificates.rules.summary_terms import ClassTold
from ledger.rules.facts import Period
from ledger.rules.plan_terms import FLIP_IN_LIMBS, OwnThreshold
from ledger.rules.wire.moments import read_amendment_window, read_moment, read_window
from tests.press.letters import TERMS


def told(**changes):
    return {part.heading: part.text for part in summary(replace(TERMS, **changes))}


def test_the_plan_of_the_8_k_in_its_own_figures():
    parts = told()
    assert next(iter(parts)) == "The Rights"
    assert (
        "a Unit is one one-thousandth of a share. The Purchase Price is $20.00 per Unit"
        in parts["The Rights"]
    )
    assert (
        "(i) ten business days (or such later date as the Board fixes before)" in parts["Distribution Date"]
    )
    assert "at least 10% an “Adverse Person”" in parts["Distribution Date"]
    assert (
        "(iii) the date of the public announcement that a person or group owns 40% or more"
        in (parts["Distribution Date"])
    )
    assert "$.0001 per Right" in parts["Redemption"]
    assert "For 180 days after the Continuing Directors cease" in parts["Redemption"]


def test_what_is_in_question_is_not_told():
    parts = told(expiration=None, price_basis=None)
    assert "expire" not in parts["Exercise and expiration"]
    assert "$20.00" not in parts["The Rights"]


def test_a_plan_of_other_terms_has_other_sentences():
    dates = replace(
        TERMS.dates,
        adverse_person=None,
        immediate_pct=None,
        flip_over=False,
        flip_over_limbs=(),
        tender=None,
    )
    parts = told(
        dates=dates,
        adverse_person=False,
        continuing_directors=False,
        exchange_ratio=Decimal(2),
        rights_per_share=Decimal("0.5"),
    )
    assert "Adverse" not in " ".join(parts.values())
    assert "Continuing Directors" not in " ".join(parts.values())
    assert "Flip-Over Events" not in parts
    assert "at 2 shares for a Right" in parts["Exchange"]
    assert "0.5 Rights for each share" in parts["The Rights"]
    assert "upon (i) ten business days" in parts["Distribution Date"]


def test_each_limb_and_window_has_its_own_words():
    dates = replace(
        TERMS.dates,
        flip_over=False,
        flip_in_limbs=("acquiring_person", "increase"),
        flip_over_limbs=("shares_exchanged", "half_of_assets"),
        stock_acquisition=replace(
            TERMS.dates.stock_acquisition, comparison="more_than", passive_pct=Fraction(25)
        ),
        exchange_window=read_window(
            {"from": {"moment": "acquiring_person"}, "until": {"moment": "ownership_reaches", "pct": "50"}},
            "x",
        ),
        redemption_window=read_window({"from": None, "until": {"moment": "flip_in_event"}}, "x"),
        amendment_window=read_amendment_window(
            {"free_until": {"moment": "acquiring_person"}, "then": ["cure"]}, "x"
        ),
        expiration=read_moment({"earlier_of": [{"date": "2023-04-14"}, {"moment": "merger_effective"}]}, "x"),
    )
    parts = told(dates=dates)
    assert "more than 15% of" in parts["Distribution Date"]
    assert "(25% for one who reports on Schedule 13G)" in parts["Distribution Date"]
    assert "self-dealing" not in parts["Flip-In Events"]
    assert "grows by more than 1%" in parts["Flip-In Events"]
    assert (
        "that is if the Company is merged so that its shares are exchanged, or 50%"
        in parts["Flip-Over Events"]
    )
    assert parts["Exchange"].startswith("From the time a person becomes an Acquiring Person until")
    assert "50% or more the Company may exchange" in parts["Exchange"]
    assert parts["Redemption"].startswith("At any time until the first Flip-In Event the Company may redeem")
    assert "Until the time a person becomes an Acquiring Person" in parts["Amendment"]
    assert parts["Amendment"].endswith("After it, only to cure an ambiguity, defect or inconsistency.")
    assert "the effective time of the merger" in parts["Exercise and expiration"]


@pytest.mark.parametrize("limb", FLIP_IN_LIMBS)
def test_a_plan_of_one_limb_tells_that_one_alone(limb):
    (first,) = told(dates=replace(TERMS.dates, flip_in_limbs=(limb,)))["Flip-In Events"].split(
        ", each holder"
    )[:1]
    assert first.startswith("If ")
    assert ", if " not in first


def test_a_plan_without_prongs_says_nothing_of_a_distribution_date():
    dates = replace(
        TERMS.dates,
        stock_acquisition=None,
        tender=None,
        adverse_person=None,
        immediate_pct=None,
        flip_over=False,
    )
    assert "Distribution Date" not in told(dates=dates)


def test_each_class_of_common_has_its_own_rights_and_the_percentage_names_it():
    parts = told(
        classes=(ClassTold("A", "Class A Stock", Fraction(1)), ClassTold("B", "Class B Stock", Fraction(10))),
        dates=replace(TERMS.dates, stock_acquisition=replace(TERMS.dates.stock_acquisition, of_class="B")),
    )
    assert (
        "a dividend of one Right for each share of Class A Stock and 10 Rights for each share of Class B Stock, "
        "par value" in parts["The Rights"]
    )
    assert "15% or more of the then outstanding shares of Class B Stock" in parts["Distribution Date"]
    assert "attached to the Class A Stock and Class B Stock" in parts["Before the Distribution Date"]


@pytest.mark.parametrize(
    ("extendable", "first", "second"),
    [
        (
            "before_time",
            "ten business days (or such later date as the Board fixes before) after a public",
            "(or such",
        ),
        (
            "before_acquiring_person",
            "(i) ten business days after a public",
            "(or such later date as the Board fixes before a person becomes an Acquiring Person) after",
        ),
        ("any", "ten business days (or such later date as the Board fixes) after", "(or such later date as"),
        ("no", "(i) ten business days after a public", "(ii) ten business days after the commencement"),
    ],
)
def test_a_later_date_is_told_as_the_plan_allows_it(extendable, first, second):
    dates = TERMS.dates
    parts = told(
        dates=replace(
            dates,
            stock_acquisition=replace(dates.stock_acquisition, extendable=extendable),
            tender=replace(dates.tender, extendable=extendable),
        )
    )
    assert first in parts["Distribution Date"]
    assert second in parts["Distribution Date"]


def test_no_days_named_holders_and_the_majority_of_directors():
    acquired = replace(TERMS.dates.stock_acquisition, period=Period(0), extendable="no")
    owners = (OwnThreshold("The Founders", pct=Fraction(20)), OwnThreshold("Fund LP", plus=Fraction(1)))
    parts = told(dates=replace(TERMS.dates, stock_acquisition=acquired, own_thresholds=owners))
    assert "upon the earliest of (i) the day of a public announcement that" in parts["Distribution Date"]
    assert (
        "shares of Common Stock; for The Founders 20% or more; for Fund LP 1% of the shares more than it owned"
        in parts["Distribution Date"]
    )
    assert "while the Continuing Directors are less than a majority" in parts["Flip-Over Events"]
    assert "Continuing" not in told(continuing_directors=False)["Flip-Over Events"]
