"""How figures and dates read."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from rightsadmin.common import formatting


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (17890739, "17,890,739"),
        (Decimal("100.5000000000"), "100.5"),
        (Decimal(0), "0"),
        (Decimal("1E+3"), "1,000"),
        (None, "—"),
    ],
)
def test_quantity_keeps_every_digit(value, words):
    assert formatting.quantity(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("20.00"), "$20.00"),
        (Decimal("0.0001"), "$0.0001"),
        (Decimal("1789.0739"), "$1,789.0739"),
        (Decimal(-3), "−$3.00"),
    ],
)
def test_money_never_loses_a_place(value, words):
    assert formatting.money(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(81, 500), "16.2%"),
        (Fraction(15, 100), "15%"),
        (Fraction(2683610, 17890739), "14.999995%"),
        (Fraction(14999999999, 100000000000), "14.999999999%"),
        (Fraction(1, 3), "33.3333%"),
    ],
)
def test_percent_below_a_threshold_never_reads_as_the_threshold(value, words):
    assert formatting.percent(value) == words


def test_instant_is_read_in_new_york_with_its_zone():
    assert formatting.instant(datetime(1998, 12, 30, 22, 0, tzinfo=UTC)) == "30 Dec 1998, 5:00 p.m. EST"
    assert formatting.instant(datetime(1999, 7, 1, 4, 0, 5, tzinfo=UTC)) == "1 Jul 1999, 12:00:05 a.m. EDT"


def test_dates_are_written_out():
    assert formatting.long_date(date(1998, 12, 30)) == "Wednesday 30 December 1998"
    assert formatting.short_date(date(1998, 12, 4)) == "4 Dec 1998"
