"""The Summary of Rights: a sentence for each term, none for what the plan lacks or leaves in question."""

from dataclasses import replace
from decimal import Decimal

from certificates.rules.summary_of_rights import summary
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
        "(iii) the date on which it is publicly announced that a person or group owns 40% or more"
        in (parts["Distribution Date"])
    )
    assert "$.0001 per Right" in parts["Redemption"]
    assert "For 180 days after the Continuing Directors cease" in parts["Redemption"]


def test_what_is_in_question_is_not_told():
    parts = told(expiration=None, price_basis=None)
    assert "expire" not in parts["Exercise and expiration"]
    assert "$20.00" not in parts["The Rights"]


def test_a_plan_of_other_terms_has_other_sentences():
    dates = replace(TERMS.dates, adverse_person=None, immediate_pct=None, flip_over=False, tender=None)
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
