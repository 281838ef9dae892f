"""When losses and recoveries are reported (17f-1)."""

from datetime import date

import pytest

from certificates.rules.loss_reports import due_reports
from ledger.calendars import seeded_calendar

CALENDAR = seeded_calendar("ny-banking")
THURSDAY = date(1998, 12, 31)  # New Year's Day and a weekend follow


@pytest.mark.parametrize(
    ("kind", "ended_on", "is_reported", "due"),
    [
        ("stolen", None, False, [("loss", date(1999, 1, 4))]),
        ("lost", None, False, [("loss", date(1999, 1, 6))]),
        ("lost", date(1999, 1, 5), False, []),
        ("lost", date(1999, 1, 6), False, [("loss", date(1999, 1, 6))]),
        ("stolen", date(1999, 1, 4), False, [("loss", date(1999, 1, 4))]),
        ("stolen", date(1999, 1, 15), True, [("loss", date(1999, 1, 4)), ("recovery", date(1999, 1, 19))]),
        ("destroyed", None, False, []),
        ("court_order", None, False, []),
    ],
)
def test_reports_owed(kind, ended_on, is_reported, due):
    owed = due_reports(kind, THURSDAY, ended_on=ended_on, is_loss_reported=is_reported, calendar=CALENDAR)

    assert [(report.kind, report.due_on) for report in owed] == due
    assert all(report.calendar_version == CALENDAR.version and "17f-1" in report.why for report in owed)
