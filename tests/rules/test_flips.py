"""Flip-In and Flip-Over Events: each fact under the limbs that the plan has, by the law of its own instant."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.course.flips import (
    flip_in_facts,
    flip_ins,
    flip_over,
    flip_overs,
    increase_findings,
)
from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    ContinuingDirectorsLostMajority,
    ContinuingDirectorsRegainedMajority,
    FlipOverTransactionCompleted,
    InterestIncreased,
    MergerEffective,
    SelfDealing,
)
from ledger.rules.plan_terms import FLIP_IN_LIMBS, FLIP_OVER_LIMBS, TermsHistory
from tests.rules.plans import BANKING, MIM, ny, record

RAIDER = AcquiringPersonAnnounced(ny("1999-03-01T09:00"), Fraction(20), "Raider LP")
ADVERSE = AdversePersonDeclared(ny("1999-03-01T09:00"), Fraction(10), person="Raider LP")
SURVIVED = MergerEffective(
    ny("1999-04-01T09:00"), "Raider LP", company_survives=True, common_outstanding=True
)
DEALT = SelfDealing(ny("1999-04-01T09:00"), "Raider LP", is_listed=True)
GREW = InterestIncreased(ny("1999-04-01T09:00"), Fraction(20), Fraction(22), "Raider LP")
LATER = ny("1999-06-01T09:00")


def limbs(*events, terms=MIM):
    return [fact.limb for fact in flip_in_facts(record(events, terms), LATER) if fact.counts]


def against(event, *, terms=MIM, before=RAIDER):
    fact = flip_in_facts(record((before, event) if before else (event,), terms), LATER)[-1]
    return [finding.rule for finding in fact.findings]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((RAIDER,), ["acquiring_person"]),
        ((ADVERSE,), ["adverse_person"]),
        ((replace(ADVERSE, pct=Fraction(9)),), []),
        ((RAIDER, SURVIVED), ["acquiring_person", "surviving_merger"]),
        ((RAIDER, DEALT), ["acquiring_person", "self_dealing"]),
        ((RAIDER, GREW), ["acquiring_person", "increase"]),
        ((ADVERSE, GREW), ["adverse_person", "increase"]),
        ((SURVIVED, DEALT, GREW), []),
        ((RAIDER, MergerEffective(ny("1999-04-01T09:00"), "Raider LP")), ["acquiring_person"]),
    ],
)
def test_each_limb_is_judged_by_its_own_figures(events, expected):
    assert limbs(*events) == expected


@pytest.mark.parametrize(
    ("event", "rules"),
    [
        (replace(SURVIVED, common_outstanding=False), ["R27"]),
        (replace(DEALT, is_listed=None), ["DQ19"]),
        (replace(DEALT, is_listed=False), ["R27"]),
        (replace(GREW, after=Fraction(21)), ["DQ9"]),
        (replace(GREW, after=Fraction("20.2")), ["R27"]),
        (replace(DEALT, person="Somebody else"), ["R27"]),
        (replace(DEALT, person=""), []),
        (replace(DEALT, person="RAIDER  lp"), []),
        (replace(DEALT, at=ny("1999-02-01T09:00")), ["R27"]),
    ],
)
def test_what_is_said_against_a_fact(event, rules):
    judged = flip_in_facts(record((RAIDER, event), MIM), LATER)
    fact = next(each for each in judged if each.limb not in ("acquiring_person", "adverse_person"))
    assert [finding.rule for finding in fact.findings] == rules


@given(st.sets(st.sampled_from(FLIP_IN_LIMBS)))
def test_only_the_limbs_of_the_plan_count(has):
    terms = replace(MIM, flip_in_limbs=tuple(has))
    assert set(limbs(RAIDER, SURVIVED, DEALT, GREW, terms=terms)) == has - {"adverse_person"}


def test_a_fact_is_judged_by_the_limbs_of_its_own_instant():
    narrow = replace(MIM, flip_in_limbs=("acquiring_person",))
    amended = replace(
        record((RAIDER, DEALT, replace(DEALT, at=ny("1999-05-01T09:00")))),
        terms=TermsHistory(((ny("1998-11-24T00:00"), narrow), (ny("1999-04-15T00:00"), MIM))),
    )
    assert [(fact.limb, fact.at) for fact in flip_in_facts(amended, LATER)] == [
        ("acquiring_person", RAIDER.at),
        ("self_dealing", ny("1999-05-01T09:00")),
    ]
    assert flip_ins(amended, ny("1999-03-02T09:00")) == ((RAIDER.at, "Raider LP"),)


percent = st.fractions(1, 50, max_denominator=100)


@given(percent, percent, percent, st.sampled_from(["percentage_points", "relative", "either", None]))
def test_an_increase_by_points_and_relatively(before, grown, least, reading):
    terms = replace(MIM, increase_pct=least, increase_reading=reading)
    rules = [finding.rule for finding in increase_findings(before, before + grown, terms)]
    points, relative = grown > least, grown / before > least / 100
    expected = {
        "percentage_points": points,
        "relative": relative,
        "either": points or relative,
        None: points if points == relative else None,
    }[reading]
    assert rules == {True: [], False: ["R27"], None: ["DQ9"]}[expected]


def merged(at="1999-05-03T10:00", **more):
    return FlipOverTransactionCompleted(ny(at), transaction=more.pop("transaction", "merger"), **more)


@pytest.mark.parametrize(
    ("event", "fitted"),
    [
        (merged(), ("merger_not_survivor", "shares_exchanged")),
        (merged(company_survives=True), ("shares_exchanged",)),
        (merged(common_exchanged=False), ("merger_not_survivor",)),
        (merged(company_survives=True, common_exchanged=False), ()),
        (merged(transaction="combination"), ("merger_not_survivor", "shares_exchanged")),
        (merged(transaction="asset_sale", pct=Fraction(50)), ("half_of_assets",)),
        (merged(transaction="asset_sale", pct=Fraction("49.9")), ()),
        (
            merged(transaction="asset_sale", pct=Fraction(10), earning_power_pct=Fraction(60)),
            ("half_of_assets",),
        ),
        (merged(transaction="asset_sale"), ()),
    ],
)
def test_each_transaction_fits_the_limbs_its_figures_say(event, fitted):
    found = flip_over(record((event,)), event)
    assert (found.limbs, found.qualifies) == (fitted, bool(fitted))


@given(st.sets(st.sampled_from(FLIP_OVER_LIMBS)), st.fractions(1, 100, max_denominator=10))
def test_only_the_limbs_and_the_percentage_of_the_plan_count(has, least):
    terms = replace(MIM, flip_over_limbs=tuple(has), asset_pct=least)
    sale = merged(transaction="asset_sale", pct=Fraction(50))
    assert set(flip_over(record((merged(),), terms), merged()).limbs) == has - {"half_of_assets"}
    assert flip_over(record((sale,), terms), sale).qualifies is ("half_of_assets" in has and least <= 50)


def test_sales_of_a_series_are_added_up_and_others_are_not():
    first = merged("1999-05-03T10:00", transaction="asset_sale", pct=Fraction(30))
    second = merged("1999-06-03T10:00", transaction="asset_sale", pct=Fraction(20), is_of_series=True)
    alone = replace(second, is_of_series=False)
    assert flip_over(record((first, second)), second).qualifies
    assert not flip_over(record((first, alone)), alone).qualifies
    assert not flip_over(record((first, second)), first).qualifies


def test_either_gate_opens_the_window_and_a_majority_regained_closes_it():
    at = ny("2000-01-01T00:00")
    lost = ContinuingDirectorsLostMajority(ny("1999-04-01T09:00"))
    back = ContinuingDirectorsRegainedMajority(ny("1999-05-01T09:00"))
    assert flip_overs(record((merged(),)), at) == ()
    assert flip_overs(record((lost, merged())), at) == (merged().at,)
    assert flip_overs(record((lost, back, merged())), at) == ()
    assert flip_overs(record((RAIDER, merged())), at) == (merged().at,)


def test_a_flip_over_event_needs_no_prong_of_its_own():
    terms = replace(MIM, flip_over=False)
    assert flip_overs(record((RAIDER, merged()), terms, BANKING), LATER) == (merged().at,)
