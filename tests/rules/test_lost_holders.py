"""When a holder is lost, when to search for him, who is exempt (17Ad-17)."""

from datetime import date
from decimal import Decimal

import pytest

from certificates.rules import lost_holders as rules
from certificates.rules.lost_holders import Window


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(1999, 1, 30), 1, date(1999, 2, 28)),
        (date(2000, 1, 31), 1, date(2000, 2, 29)),
        (date(1999, 12, 15), 1, date(2000, 1, 15)),
        (date(1999, 3, 31), 12, date(2000, 3, 31)),
        (date(1999, 8, 31), 6, date(2000, 2, 29)),
    ],
)
def test_months_after_a_day(day, months, later):
    assert rules.months_after(day, months) == later


def test_holder_is_lost_from_the_second_return_where_the_mail_went_out_again_in_time():
    lost = rules.lost(date(1999, 1, 11), date(1999, 2, 11), date(1999, 3, 1))

    assert lost.on == date(1999, 3, 1)
    assert lost.basis == (
        "Returned on 11 January 1999, mailed again within a month on 11 February 1999, returned again on "
        "01 March 1999 (17Ad-17)."
    )


def test_holder_is_lost_from_the_first_return_where_the_mail_went_out_again_late():
    assert rules.lost(date(1999, 1, 11), date(1999, 2, 12), date(1999, 3, 1)).on == date(1999, 1, 11)


@pytest.mark.parametrize("days", [(None, None), (date(1999, 1, 20), None)])
def test_holder_is_not_lost_before_the_second_return(days):
    assert rules.lost(date(1999, 1, 11), *days) is None


def test_windows_of_both_searches():
    assert rules.first_window(date(1999, 3, 1)) == Window(date(1999, 6, 1), date(2000, 3, 1))
    assert rules.second_window(date(1999, 6, 1)) == Window(date(1999, 12, 1), date(2000, 6, 1))


@pytest.mark.parametrize(
    ("code", "records", "sentence"),
    [
        ("deceased", {"is_known_deceased": True}, ""),
        ("deceased", {"has_paper": True}, ""),
        ("deceased", {}, "No death is on record for this account: put the paper that shows it on file."),
        ("small", {"value": Decimal("24.9999")}, ""),
        ("small", {"value": Decimal(25)}, "The holding is worth $25: only one of less than $25 is exempt."),
        ("small", {"value": None}, "The holding has no known value: only one of less than $25 is exempt."),
        ("not_natural", {"registration": "corporation"}, ""),
        (
            "not_natural",
            {},
            "The account is registered to natural persons: put the paper that shows otherwise on file.",
        ),
    ],
)
def test_exemption_stands_only_where_the_records_bear_it_out(code, records, sentence):
    known = {
        "registration": "individual",
        "is_known_deceased": False,
        "value": Decimal(100),
        "has_paper": False,
    }

    assert rules.why_not_exempt(code, **(known | records)) == sentence


def test_record_shows_an_exemption_by_itself():
    assert rules.exempt_by_record(
        registration="individual", is_known_deceased=False, value=Decimal("10.5000")
    ) == ("small", "The Rights are worth $10.5 at the redemption price.")
    assert rules.exempt_by_record(registration="individual", is_known_deceased=False, value=Decimal(30)) == (
        "",
        "",
    )
    assert rules.exempt_by_record(registration="llc", is_known_deceased=False, value=None)[0] == "not_natural"
    assert rules.exempt_by_record(registration="llc", is_known_deceased=True, value=None)[0] == "deceased"
