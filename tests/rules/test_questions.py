"""Who may close an open question, on what, and with which reading."""

import pytest
from hypothesis import given, strategies as st

from ledger.rules.counsel import word_findings
from ledger.rules.questions import CLOSERS, COUNSELS_ALONE, closers, closing_findings

KEYS = ("expiration.final", "freeze.days", "continuing_directors", "record_date")


def said(**changed):
    told = {
        "basis": "counsel",
        "term_keys": ["expiration.final"],
        "read_keys": ["expiration.final"],
        "has_candidates": True,
    } | changed
    told["closed_by"] = closers(told["term_keys"])
    return [finding.sentence for finding in closing_findings("DQ1", **told)]


def test_counsel_closes_a_question_with_the_reading_it_confirms():
    assert said() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"basis": "agreement"}, "counsel's confirmation alone"),
        ({"read_keys": []}, "has readings on file"),
        ({"read_keys": ["record_date", "expiration.final"]}, "is not about the term record_date"),
        (
            {"basis": "resolution", "term_keys": ["freeze.days"], "read_keys": ["freeze.days"]},
            "counsel's confirmation alone",
        ),
        (
            {"basis": "amendment", "term_keys": ["continuing_directors"], "has_candidates": False},
            "counsel's confirmation alone",
        ),
    ],
)
def test_what_closes_nothing(changed, sentence):
    assert any(sentence in each for each in said(**changed))


@given(
    st.sampled_from(CLOSERS), st.sets(st.sampled_from(CLOSERS), min_size=1), st.sets(st.sampled_from(KEYS))
)
def test_only_counsel_closes_what_freezes_the_board_or_ends_the_rights(basis, told, about):
    closed_by = closers(about, told)
    found = closing_findings(
        "DQ15", basis=basis, closed_by=closed_by, term_keys=about, read_keys=about, has_candidates=True
    )
    if not found:
        assert basis in closed_by
        assert basis == "counsel" or not about & COUNSELS_ALONE


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, None),
        ({"by_counsel": False}, "a person with that role proposes it"),
        ({"paper_kind": "letter"}, "in an opinion of counsel"),
        ({"is_kept": False}, "on a paper that is kept"),
    ],
)
def test_counsels_word_is_of_counsel_on_a_paper_that_is_kept(changed, sentence):
    told = {"by_counsel": True, "paper_kind": "opinion", "is_kept": True} | changed
    found = word_findings("The confirmation", "DQ1", **told)
    assert [sentence in each.sentence for each in found] == [True] * bool(sentence)
