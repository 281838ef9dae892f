from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from ledger.calendars import CALENDAR_CODES, seeded_calendar
from ledger.rules.business_days import (
    FIRST_DAY,
    LAST_DAY,
    BusinessCalendar,
    Closing,
    OutOfRange,
    close_of_business,
    count_period,
)
from ledger.rules.dates import new_york_date
from ledger.rules.facts import BadInput, Period
from tools.seed_closings import calendars

FRIDAY, SATURDAY, MONDAY = date(1998, 12, 11), date(1998, 12, 12), date(1998, 12, 14)
CHRISTMAS = date(1998, 12, 25)
BANKING = seeded_calendar("ny-banking")

days = st.dates(FIRST_DAY, LAST_DAY)
codes = st.sampled_from(CALENDAR_CODES)


def closing(day: date, effect: str = "closed", reason: str = "a reason") -> Closing:
    return Closing(day, "test", effect, reason)


def small(*closings: Closing) -> BusinessCalendar:
    return BusinessCalendar("test", "1", date(1998, 12, 1), date(1998, 12, 31), closings)


def test_advance_counts_strictly_after_the_start():
    assert BANKING.advance(date(1998, 12, 15), 10) == date(1998, 12, 30)


def test_advance_of_zero_is_the_day_itself_or_the_next():
    assert BANKING.advance(FRIDAY, 0) == FRIDAY
    assert BANKING.advance(SATURDAY, 0) == MONDAY


def test_advance_backwards_counts_strictly_before_the_start():
    assert BANKING.advance(MONDAY, -1) == FRIDAY
    assert BANKING.advance(SATURDAY, -1) == FRIDAY


def test_adjust_preceding_goes_back():
    assert BANKING.adjust(SATURDAY, "preceding") == FRIDAY
    assert BANKING.adjust(FRIDAY, "preceding") == FRIDAY


def test_holiday_name_says_why():
    assert BANKING.holiday_name(CHRISTMAS) == "Christmas Day"
    assert BANKING.holiday_name(SATURDAY) == "Saturday"
    assert BANKING.holiday_name(FRIDAY) is None


def test_a_sunday_holiday_closes_the_monday_and_says_so():
    assert BANKING.holiday_name(date(1999, 12, 25)) == "Saturday"
    assert BANKING.is_business_day(date(1999, 12, 24))
    assert BANKING.holiday_name(date(2022, 6, 20)).startswith("Juneteenth")


def test_a_date_outside_names_the_range():
    with pytest.raises(OutOfRange, match="from 1986-01-01 to 2040-12-31"):
        BANKING.is_business_day(date(2041, 1, 1))
    with pytest.raises(OutOfRange, match="from 1986-01-01 to 2040-12-31"):
        BANKING.advance(date(2040, 12, 28), 10)
    with pytest.raises(OutOfRange, match="from 1986-01-01 to 2040-12-31"):
        BANKING.advance(date(1986, 1, 6), -10)


def test_an_open_row_reopens_a_closed_day_and_is_notable():
    calendar = small(closing(FRIDAY), closing(FRIDAY, "open", "opened after all"))
    assert calendar.is_business_day(FRIDAY)
    assert [row.reason for row in calendar.notable_days] == ["opened after all"]


def test_plan_closings_are_named_and_leave_the_calendar_alone():
    added = BANKING.with_closings([FRIDAY])
    assert added.holiday_name(FRIDAY) == "closing named by the plan"
    assert BANKING.is_business_day(FRIDAY)
    assert added.version == BANKING.version
    assert BANKING.with_closings([]) is BANKING


def test_a_plan_closing_beats_an_open_row():
    calendar = small(closing(FRIDAY, "open")).with_closings([FRIDAY])
    assert not calendar.is_business_day(FRIDAY)


def test_calendars_are_hashable_and_equal_by_value():
    assert hash(small(closing(FRIDAY))) == hash(small(closing(FRIDAY)))
    assert small(closing(FRIDAY)) == small(closing(FRIDAY))


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(1998, 12, 30), datetime(1998, 12, 30, 22, tzinfo=UTC)),
        (date(1999, 4, 15), datetime(1999, 4, 15, 21, tzinfo=UTC)),
        (date(1999, 4, 2), datetime(1999, 4, 2, 22, tzinfo=UTC)),  # daylight saving began on 4 April 1999
        (date(2007, 3, 12), datetime(2007, 3, 12, 21, tzinfo=UTC)),  # and on 11 March 2007
        (SATURDAY, datetime(1998, 12, 14, 22, tzinfo=UTC)),
        (CHRISTMAS, datetime(1998, 12, 28, 22, tzinfo=UTC)),
    ],
)
def test_close_of_business_is_five_in_new_york_on_a_business_day(day, instant):
    assert close_of_business(day, BANKING) == instant


def test_new_york_date_of_an_evening_stays():
    assert new_york_date(datetime(1998, 12, 16, 3, 59, tzinfo=UTC)) == date(1998, 12, 15)
    with pytest.raises(ValueError, match="no time zone"):
        new_york_date(datetime(1998, 12, 16, 3, 59))  # noqa: DTZ001


def test_calendar_days_roll_to_the_next_business_day():
    count = count_period(date(2005, 3, 16), Period(10, "calendar_days"), BANKING)
    assert count.date == date(2005, 3, 28)  # 26 March 2005 is a Saturday
    assert [str(day) for day in count.skipped] == [
        "Saturday 26 March 2005 - Saturday",
        "Sunday 27 March 2005 - Sunday",
    ]
    assert len(count.counted) == 10


def test_a_period_of_nothing_is_the_day_itself():
    assert count_period(SATURDAY, Period(0), BANKING).date == SATURDAY
    assert count_period(SATURDAY, Period(0, "calendar_days"), BANKING).date == MONDAY


def test_counting_with_the_start_is_one_day_earlier():
    start = date(1999, 9, 1)
    assert count_period(start, Period(10), BANKING).date == date(1999, 9, 16)
    assert count_period(start, Period(10), BANKING, include_start=True).date == date(1999, 9, 15)
    assert count_period(SATURDAY, Period(1), BANKING, include_start=True).date == MONDAY


def test_the_trail_names_each_day():
    count = count_period(date(1998, 12, 23), Period(2), BANKING)
    assert [str(day) for day in count.counted] == [
        "Thursday 24 December 1998 = 1",
        "Monday 28 December 1998 = 2",
    ]
    assert [str(day) for day in count.skipped] == [
        "Friday 25 December 1998 - Christmas Day",
        "Saturday 26 December 1998 - Saturday",
        "Sunday 27 December 1998 - Sunday",
    ]


def test_unknown_calendar_is_bad_input():
    with pytest.raises(BadInput, match="'banking' is no calendar"):
        seeded_calendar("banking")


@pytest.mark.filterwarnings("ignore:Series.values")  # inside exchange_calendars
def test_seeded_rows_are_what_the_tool_writes():
    for code, rows in calendars().items():
        shipped = seeded_calendar(code).closings
        written = [
            (row.date.isoformat(), row.calendar, row.effect, row.reason, row.source) for row in shipped
        ]
        assert written == rows


# ------------------------------------------------------------------------- the oracle: walking day by day


def walk(calendar: BusinessCalendar, day: date, n: int) -> date:
    step = timedelta(days=1 if n >= 0 else -1)
    if n == 0:
        while not calendar.is_business_day(day):
            day += step
        return day
    left = abs(n)
    while left:
        day += step
        left -= calendar.is_business_day(day)
    return day


def open_by_rows(calendar: BusinessCalendar, day: date) -> bool:
    rows = {row.effect for row in calendar.closings if row.date == day}
    return day.weekday() < 5 and ("closed" not in rows or "open" in rows)


@given(code=codes, day=days)
def test_business_days_are_weekdays_without_a_closing(code, day):
    calendar = seeded_calendar(code)
    assert calendar.is_business_day(day) == open_by_rows(calendar, day)
    assert calendar.is_business_day(day) == (calendar.holiday_name(day) is None)


@given(code=codes, day=days, n=st.integers(-200, 200))
def test_advance_is_walking(code, day, n):
    calendar = seeded_calendar(code)
    try:
        expected = walk(calendar, day, n)
    except OutOfRange:
        with pytest.raises(OutOfRange):
            calendar.advance(day, n)
    else:
        assert calendar.advance(day, n) == expected


@given(day=st.dates(date(1987, 1, 1), date(2039, 12, 31)), n=st.integers(1, 100))
def test_the_trail_is_complete(day, n):
    count = count_period(day, Period(n), BANKING)
    passed = {step.date for step in count.counted} | {step.date for step in count.skipped}
    assert len(count.counted) == n
    assert len(passed) == (count.date - day).days
    assert BANKING.business_days_between(day, count.date) == n
