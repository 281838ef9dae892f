"""Months of items worked by hand (17Ad-2, 17Ad-3, 17Ad-5, 17Ad-6)."""

from datetime import date
from fractions import Fraction

import pytest

from certificates.rules.inquiries import answer_due
from certificates.rules.turnaround import Item, Month, MonthCounts, count, month_of, obligations
from ledger.calendars import seeded_calendar

CALENDAR = seeded_calendar("ny-banking")
JANUARY = Month(date(1999, 1, 1))
LATER = date(1999, 3, 1)


def item(credited_on, turned_on=None, *, routine=True):
    """An item whose due day is the third Business Day after its receipt."""
    return Item(credited_on, CALENDAR.advance(credited_on, 3), turned_on, routine)


def month(first, in_time, late, running=0):
    """A counted month, seen after its end."""
    return MonthCounts(
        month=Month(first),
        as_of=date(1999, 12, 31),
        received=in_time + late + running,
        in_time=in_time,
        late=late,
        running=running,
    )


def test_a_month_knows_its_days():
    assert month_of(date(1998, 12, 31)) == Month(date(1998, 12, 1))
    assert Month(date(1998, 12, 1)).following == JANUARY
    assert JANUARY.previous.last == date(1998, 12, 31)
    assert Month(date(2000, 2, 1)).last == date(2000, 2, 29)
    assert date(1999, 1, 31) in JANUARY
    assert date(1999, 2, 1) not in JANUARY


def test_the_third_business_day_is_in_time_and_the_fourth_is_late():
    # Monday 18 January 1999 is Martin Luther King Day: from Thursday 14, the third Business Day is Wednesday 20.
    items = [
        item(date(1999, 1, 14), date(1999, 1, 20)),
        item(date(1999, 1, 14), date(1999, 1, 21)),
        item(date(1999, 1, 14)),
    ]
    counted = count(items, JANUARY, LATER, CALENDAR)
    assert (counted.received, counted.in_time, counted.late, counted.running) == (3, 1, 2, 0)
    assert counted.ratio == Fraction(1, 3)
    assert counted.is_final


def test_items_of_the_last_days_run_into_the_next_month():
    items = [item(date(1999, 1, 28)), item(date(1999, 1, 29))]
    on_the_first = count(items, JANUARY, date(1999, 2, 1), CALENDAR)
    assert (on_the_first.running, on_the_first.late, on_the_first.ratio) == (2, 0, None)
    assert not on_the_first.is_final
    on_the_third = count(items, JANUARY, date(1999, 2, 3), CALENDAR)
    assert (on_the_third.running, on_the_third.late) == (1, 1)


def test_what_was_turned_after_the_day_asked_about_is_not_known_then():
    items = [item(date(1999, 1, 14), date(1999, 1, 15))]
    assert count(items, JANUARY, date(1999, 1, 14), CALENDAR).running == 1


def test_routine_items_held_more_than_four_business_days_are_aged_at_the_last_close():
    # The last Business Day is Friday 29 January; 25 January is four Business Days before it, 22 January five.
    items = [
        item(date(1999, 1, 25)),
        item(date(1999, 1, 22)),
        item(date(1999, 1, 22), date(1999, 2, 1)),
        item(date(1998, 12, 30)),
        item(date(1999, 1, 22), date(1999, 1, 29)),
        item(date(1999, 1, 4), routine=False),
    ]
    counted = count(items, JANUARY, LATER, CALENDAR)
    assert counted.held == ((5, 2), (20, 1))
    assert (counted.on_hand, counted.other_on_hand) == (4, 1)


def test_items_that_are_not_routine_have_no_ratio():
    items = [
        item(date(1999, 1, 4), date(1999, 1, 29), routine=False),
        item(date(1998, 12, 4), date(1999, 1, 8), routine=False),
        item(date(1999, 1, 5), routine=False),
    ]
    counted = count(items, JANUARY, LATER, CALENDAR)
    assert (counted.other_received, counted.other_turned, counted.other_on_hand) == (2, 2, 1)
    assert counted.ratio is None
    assert counted.meets_standard


@pytest.mark.parametrize(
    ("in_time", "late", "meets", "severe", "left"),
    [
        (90, 10, True, False, 0),
        (89, 11, False, False, -1),
        (75, 25, False, False, -15),
        (74, 26, False, True, -16),
    ],
)
def test_the_standards_are_nine_tenths_and_three_quarters_exactly(in_time, late, meets, severe, left):
    counted = month(date(1999, 1, 1), in_time, late)
    assert (counted.meets_standard, counted.is_severe, counted.may_be_late) == (meets, severe, left)


def test_the_alarm_counts_items_still_running_as_received():
    assert month(date(1999, 1, 1), 25, 1, running=14).may_be_late == 3


def test_a_month_that_meets_the_standard_obliges_to_nothing():
    assert obligations([month(date(1999, 1, 1), 9, 1)], CALENDAR) == ()


def test_a_month_that_still_runs_obliges_to_nothing_yet():
    assert obligations([month(date(1999, 1, 1), 1, 9, running=1)], CALENDAR) == ()


def test_one_month_below_the_standard_is_told_within_ten_business_days():
    (told,) = obligations([month(date(1999, 1, 1), 89, 11)], CALENDAR)
    assert (told.due_on, told.rule) == (date(1999, 2, 12), "17Ad-2(c)")


def test_three_months_in_a_row_forbid_new_business():
    months = [month(date(1998, number, 1), 80, 20) for number in (10, 11, 12)]
    assert [each.rule for each in obligations(months, CALENDAR)] == ["17Ad-2(c)", "17Ad-3(a)"]
    assert (
        len(
            obligations(
                [month(date(1998, 9, 1), 80, 20), month(date(1998, 10, 1), 9, 1), *months[1:]], CALENDAR
            )
        )
        == 1
    )


def test_two_severe_months_go_to_every_issuer_within_twenty_business_days():
    months = [month(date(1998, 11, 1), 70, 30), month(date(1998, 12, 1), 74, 26)]
    told = obligations(months, CALENDAR)
    assert [each.rule for each in told] == ["17Ad-2(c)", "17Ad-3(b)", "17Ad-3(b)"]
    assert told[-1].due_on == date(1999, 2, 1)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(1999, 1, 11), date(1999, 1, 19)),  # over Martin Luther King Day
        (date(1999, 1, 9), date(1999, 1, 19)),  # a Saturday counts as the Monday
    ],
)
def test_a_written_inquiry_is_answered_on_the_fifth_business_day(received_on, due_on):
    assert answer_due(received_on, CALENDAR) == due_on
