"""Presentations by the rules alone: where every Right goes, when an item is due, what a medallion covers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from certificates.rules.guarantees import COVER, guarantee_findings
from certificates.rules.presentations import descents, presentation_findings, routine_reason
from certificates.rules.presented import LEGAL_PAPERS, Loss, PresentationFacts, Presented, Requested
from certificates.rules.receipt import receipt
from ledger.rules.business_days import BusinessCalendar, Closing
from ledger.rules.findings import Severity, is_allowed

AT = datetime(1999, 1, 5, 16, tzinfo=UTC)
GOOD = PresentationFacts(
    kind="transfer",
    presented=(Presented("R-0000007", "100", 500, "mailed"),),
    requested=(Requested("200", 120), Requested("100", 380)),
    is_signed=True,
    matches_face=True,
    answers=(False, False),
    guarantee_program="stamp",
    guarantee_prefix="A",
    guarantor="A bank",
    screened=True,
    value=Decimal(100),
)
CALENDAR = BusinessCalendar(
    code="test",
    version="1",
    first=date(1998, 12, 1),
    last=date(1999, 12, 31),
    closings=(
        Closing(date(1998, 12, 25), "test", "closed", "Christmas Day"),
        Closing(date(1999, 1, 1), "test", "closed", "New Year's Day"),
    ),
)


def said(facts):
    return [(finding.severity, finding.sentence) for finding in presentation_findings(facts)]


quantities = st.lists(st.integers(1, 10**9), min_size=1, max_size=12)


@given(
    presented=quantities, cuts=st.lists(st.integers(0, 10**10), max_size=12), exercised=st.integers(0, 10**10)
)
def test_every_right_goes_somewhere_exactly_once(presented, cuts, exercised):
    total = sum(presented)
    exercised = min(exercised, total)
    rest = total - exercised
    edges = sorted({0, rest, *(cut % (rest + 1) for cut in cuts)})
    requested = [after - before for before, after in pairwise(edges)]

    steps = descents(presented, requested, exercised)

    for place, quantity in enumerate(presented):
        assert sum(step.rights for step in steps if step.source == place) == quantity
    for place, quantity in enumerate(requested):
        assert sum(step.rights for step in steps if step.target == place) == quantity
    assert sum(step.rights for step in steps if step.target is None) == exercised
    assert all(step.rights > 0 for step in steps)


def test_rights_that_do_not_add_up_go_nowhere():
    with pytest.raises(ValueError, match="500 Rights came"):
        descents([500], [120, 381])


def test_worked_transfer_of_the_agreement_is_in_good_order():
    assert said(GOOD) == []
    assert [(step.target, step.rights) for step in descents([500], [120, 380])] == [(0, 120), (1, 380)]


def test_every_defect_is_told_at_once():
    facts = replace(
        GOOD,
        presented=(
            Presented("R-0000007", "100", 500, "printed"),
            Presented("R-0000009", "100", 5, "cancelled"),
        ),
        is_surrendered=False,
        matches_face=False,
        guarantee_program="",
        answers=(None, False),
        tax_due=Decimal("3.50"),
        screened=None,
    )
    severities = [severity for severity, _ in said(facts)]
    assert severities.count(Severity.BLOCK) == 8
    assert severities.count(Severity.HOLD) == 1


@pytest.mark.parametrize("ground", LEGAL_PAPERS)
def test_legal_transfer_asks_for_every_paper_of_its_ground(ground):
    facts = replace(GOOD, kind="legal_transfer", legal_ground=ground)
    ((_, sentence),) = said(facts)
    assert all(name in sentence for _, name in LEGAL_PAPERS[ground])
    papers = frozenset(code for code, _ in LEGAL_PAPERS[ground])
    assert said(replace(facts, legal_papers=papers)) == []


def test_transfer_to_nobody_else_and_split_for_somebody_else_are_refused():
    to_self = replace(GOOD, requested=(Requested("100", 500),))
    assert [sentence for _, sentence in said(to_self)] == [
        "Nobody but the present owner is to get Rights: that is no transfer."
    ]
    for_other = replace(GOOD, kind="split_up")
    assert "that is a transfer" in said(for_other)[0][1]


LOST = replace(
    GOOD,
    kind="replacement",
    presented=(Presented("R-0000007", "100", 500, "lost"),),
    requested=(Requested("100", 500),),
    is_surrendered=False,
)


def test_waiver_of_the_bond_needs_a_value_and_the_company():
    facts = replace(LOST, loss=Loss("lost", has_stop=True, has_affidavit=True, is_waiver_asked=True))
    assert said(replace(facts, value=None)) == [
        (Severity.BLOCK, "A waiver for small value needs the value of a Right on record.")
    ]
    ((severity, sentence),) = said(replace(facts, value=Decimal("0.05")))
    assert (severity, "$0.05" in sentence) == (Severity.HOLD, True)
    assert said(replace(facts, value=Decimal("0.05"), has_company_word=True)) == []


def test_mutilated_certificate_needs_no_stop_but_must_be_surrendered():
    facts = replace(LOST, presented=GOOD.presented, loss=Loss("mutilated"))
    assert said(facts) == [(Severity.BLOCK, "The certificates themselves were not surrendered.")]
    assert said(replace(facts, is_surrendered=True)) == []


@pytest.mark.parametrize("prefix", COVER)
def test_medallion_covers_up_to_its_prefix_and_no_cent_more(prefix):
    told = {"program": "stamp", "prefix": prefix, "guarantor": "A bank"}
    assert guarantee_findings(**told, value=COVER[prefix]) == ()
    assert not is_allowed(guarantee_findings(**told, value=COVER[prefix] + Decimal("0.01")))


def test_medallion_with_no_value_to_compare_is_a_warning():
    (finding,) = guarantee_findings(program="msp", prefix="F", guarantor="A credit union", value=None)
    assert finding.severity is Severity.WARN


@pytest.mark.parametrize(
    ("received", "credited", "due"),
    [
        (datetime(1998, 12, 24, 22, tzinfo=UTC), date(1998, 12, 24), date(1998, 12, 30)),  # 5:00 p.m. sharp
        (datetime(1998, 12, 24, 22, 1, tzinfo=UTC), date(1998, 12, 28), date(1998, 12, 31)),
        (datetime(1998, 12, 25, 15, tzinfo=UTC), date(1998, 12, 28), date(1998, 12, 31)),
        (datetime(1998, 12, 31, 15, tzinfo=UTC), date(1998, 12, 31), date(1999, 1, 6)),
    ],
)
def test_receipt_is_credited_on_a_business_day_and_due_three_later(received, credited, due):
    stamp = receipt(received, CALENDAR)
    assert (stamp.credited_on, stamp.due_on) == (credited, due)


def test_item_is_not_routine_only_for_a_reason():
    assert routine_reason(GOOD) == ""
    assert routine_reason(LOST) == "Replacement of a certificate"
    assert (
        routine_reason(replace(GOOD, answers=(False, None))) == "The certificate part must go to the company"
    )
