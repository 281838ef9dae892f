"""Every day of every calendar against libraries that know it well."""

from datetime import date, timedelta

import pytest

from ledger.calendars import seeded_calendar
from ledger.rules.business_days import FIRST_DAY, LAST_DAY

pytestmark = pytest.mark.oracle

quantlib = pytest.importorskip("QuantLib")


def differences(code: str, is_open, first: date = FIRST_DAY, last: date = LAST_DAY) -> list[str]:
    calendar = seeded_calendar(code)
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day.isoformat() for day in every if calendar.is_business_day(day) != is_open(day)]


def quantlib_calendar(market: int):
    calendar = quantlib.UnitedStates(market)
    return lambda day: calendar.isBusinessDay(quantlib.Date(day.day, day.month, day.year))


def test_ny_banking_is_quantlib_federal_reserve():
    assert differences("ny-banking", quantlib_calendar(quantlib.UnitedStates.FederalReserve)) == []


def test_federal_holidays_are_quantlib_settlement_but_for_the_first_juneteenth():
    found = differences("federal-holiday-sec", quantlib_calendar(quantlib.UnitedStates.Settlement))
    assert found == ["2021-06-18"]


def test_xnys_trading_is_quantlib_nyse():
    assert differences("xnys-trading", quantlib_calendar(quantlib.UnitedStates.NYSE)) == []


def test_xtse_trading_is_quantlib_toronto():
    calendar = quantlib.Canada(quantlib.Canada.TSX)
    found = differences(
        "xtse-trading", lambda day: calendar.isBusinessDay(quantlib.Date(day.day, day.month, day.year))
    )
    # The two days of September 2001 are not in that library; it has the Family Day from its first year.
    assert [day for day in found if not day.startswith("2001-09")] == []


@pytest.mark.filterwarnings("ignore:Series.values")  # inside exchange_calendars
def test_xnys_trading_is_exchange_calendars():
    exchange_calendars = pytest.importorskip("exchange_calendars")
    last = date(2035, 12, 31)
    sessions = exchange_calendars.get_calendar("XNYS", start=FIRST_DAY, end=last).sessions
    trading = {session.date() for session in sessions}
    assert differences("xnys-trading", lambda day: day in trading, last=last) == []


def test_sec_filing_is_federal_less_the_executive_order_days():
    federal = seeded_calendar("federal-holiday-sec")
    assert differences("sec-filing", federal.is_business_day) == [
        "1994-04-27", "2004-06-11", "2007-01-02", "2018-12-05", "2018-12-24", "2019-12-24", "2020-12-24",
        "2024-12-24", "2025-01-09", "2025-12-24", "2025-12-26",
    ]  # fmt: skip


def test_ny_gcl24_adds_lincoln_and_election_day():
    banking = seeded_calendar("ny-banking")
    extra = differences("ny-gcl24", banking.is_business_day)
    assert all(day[5:7] in {"02", "11"} for day in extra)
    assert "1999-02-12" in extra
    assert "1998-11-03" in extra
    assert len([day for day in extra if day[5:7] == "11"]) == 55
