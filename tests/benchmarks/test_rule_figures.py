"""How long the rules take, printed beside a naive way on the same machine; nothing here asserts a time.

./run test -m scale -s tests/benchmarks
"""

import time
from datetime import date, timedelta

import pytest

from ledger.calendars import seeded_calendar
from ledger.rules.deadlines import plan_deadlines
from tests.rules.plans import MIM, announced, record

pytestmark = pytest.mark.scale
COUNTS, PLANS = 10_000, 200
ANNOUNCED = announced("1998-12-15T09:00")


def _walked(calendar, start, n):
    """The nth Business Day by walking day by day."""
    step, day = timedelta(days=1 if n > 0 else -1), start
    for _ in range(abs(n)):
        day += step
        while not calendar.is_business_day(day):
            day += step
    return day


def test_ten_thousand_counts_beside_a_walk():
    calendar = seeded_calendar("ny-banking")
    asked = [(date(1990, 1, 1) + timedelta(days=n), n % 199 + 1) for n in range(COUNTS)]
    began = time.perf_counter()
    counted = [calendar.advance(day, n) for day, n in asked]
    ours = time.perf_counter() - began
    began = time.perf_counter()
    walked = [_walked(calendar, day, n) for day, n in asked]
    naive = time.perf_counter() - began
    print(f"{COUNTS:,} counts: {ours:.3f} s; a walk takes {naive / ours:.0f} times as long")  # noqa: T201
    assert counted == walked


def test_the_deadlines_of_two_hundred_plans():
    calendar = seeded_calendar("ny-banking")
    began = time.perf_counter()
    answers = [
        plan_deadlines(record([ANNOUNCED], MIM, calendar), today=date(1998, 12, 16)) for _ in range(PLANS)
    ]
    print(f"deadlines of {PLANS} plans: {time.perf_counter() - began:.2f} s")  # noqa: T201
    assert all(answer == answers[0] for answer in answers)
