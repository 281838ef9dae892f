"""Who may close an open question, on what, and with which reading."""

import pytest
from hypothesis import given, strategies as st

from ledger.rules.questions import OF_THE_BOARD_ITSELF, closing_findings
from ledger.services.questions import BASES

KEYS = ("expiration.final", "freeze.days", "continuing_directors")


def said(**changed):
    told = {
        "basis": "counsel",
        "term_keys": ["expiration.final"],
        "read_keys": ["expiration.final"],
        "has_candidates": True,
        "by_counsel": True,
    }
    return [finding.sentence for finding in closing_findings("DQ1", **told | changed)]


def test_counsel_closes_a_question_with_the_reading_it_confirms():
    assert said() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"by_counsel": False}, "a person with that role proposes it"),
        ({"read_keys": []}, "has readings on file"),
        ({"read_keys": ["record_date", "expiration.final"]}, "is not about the term record_date"),
        (
            {"basis": "resolution", "term_keys": ["freeze.days"], "read_keys": ["freeze.days"]},
            "no act of the Board",
        ),
        (
            {"basis": "amendment", "term_keys": ["continuing_directors"], "has_candidates": False},
            "no act of the Board",
        ),
    ],
)
def test_what_closes_nothing(changed, sentence):
    assert any(sentence in each for each in said(**changed))


@given(
    st.sampled_from([basis.value for basis in BASES]),
    st.sets(st.sampled_from(KEYS)),
    st.sets(st.sampled_from(KEYS)),
    st.booleans(),
    st.booleans(),
)
def test_the_board_never_closes_what_freezes_it_and_nobody_speaks_for_counsel(
    basis, about, read, candidates, counsel
):
    found = closing_findings(
        "DQ15", basis=basis, term_keys=about, read_keys=read, has_candidates=candidates, by_counsel=counsel
    )
    if not found:
        assert not (basis in {"resolution", "amendment"} and about & OF_THE_BOARD_ITSELF)
        assert counsel or basis != "counsel"
        assert read <= about
        assert read or not (candidates and about)
