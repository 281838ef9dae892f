"""Figures that are found in sentences by plain patterns; each case is a sentence as plans have it."""

import pytest

from ledger.plan_files.figures import figures

CASES = [
    (
        "ten (10) business days following 15% or more, or fifteen percent (15%), or 4.99 % of it",
        [("period", "10", "business_days"), ("percentage", "15"), ("percentage", "4.99")],
    ),
    (
        "at a price of $.0001 per Right, $20.00 per share; U.S. $1,250,000.50, and no more than $5.",
        [("price", "0.0001"), ("price", "20.00"), ("price", "1250000.50"), ("price", "5")],
    ),
    (
        "the 4th day of December, 1998, or November 24, 1998, or 2011-05-05, or 31 February 1999",
        [("date", "1998-12-04"), ("date", "1998-11-24"), ("date", "2011-05-05")],
    ),
    (
        "one one-thousandth of a share, 1/1,000th of it, one one-hundredth, or a value of two times, that is twice, it",
        [("fraction", "1000"), ("fraction", "100"), ("multiple", "2")],
    ),
    (
        "the tenth business day; 180 days after; thirty-five days; a ten-day period; within 90 calendar days",
        [
            ("period", "10", "business_days"),
            ("period", "180", "calendar_days"),
            ("period", "35", "calendar_days"),
            ("period", "10", "calendar_days"),
            ("period", "90", "calendar_days"),
        ],
    ),
    ("Exhibit 4.1 of Section 11(a) on page 7 says nothing of the kind", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_figures_of_a_sentence(sentence, expected):
    assert [(each.kind, *each.value) for each in figures(sentence)] == expected
    assert all(each.words in sentence for each in figures(sentence))
