"""Write ledger/data/closings/*.csv: the dated closings, 1985 to 2040, that every calendar starts from.

    python tools/seed_closings.py

The statutory holidays come from the `holidays` package (federal list and New York Stock Exchange); which of
them close what, and when they move off a weekend, is said here with its source. The one-off closings are the
tables below. The program never reads holidays from a package: it reads the rows that this tool wrote, which
staff may then amend with a reason and a source.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import holidays

FIRST_YEAR, LAST_YEAR = 1985, 2040
FOLDER = Path(__file__).resolve().parent.parent / "ledger" / "data" / "closings"
COLUMNS = ("date", "calendar", "effect", "reason", "source")
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
ONE_DAY = timedelta(days=1)

FEDERAL_SOURCE = "5 U.S.C. 6103"
NEW_YORK_FED_SOURCE = "Federal Reserve Bank of New York holiday schedule (K.8); H.10 noon rates blank"
GCL_SOURCE = "New York General Construction Law section 24"
NYSE_SOURCE = "NYSE Rule 7.2 (formerly 51)"
TORONTO_SOURCE = "Toronto Stock Exchange, trading calendar"

# Days on which somebody closed and a New York bank did not have to: Business Days by default, and marked, since
# counsel may decide otherwise for a plan. (date, event, source)
NOT_BANK_CLOSINGS = (
    ("1985-09-27", "Hurricane Gloria; NYSE closed", "H.10 rate published"),
    (
        "1994-04-27",
        "National day of mourning (Nixon); NYSE and federal offices closed, banks open",
        "Baltimore Sun 1994-04-27; H.10 rate published",
    ),
    ("1996-01-08", "Blizzard; federal offices closed, banks varied", "H.10 rate published"),
    (
        "2001-09-11",
        "Attack on the World Trade Center; NYSE closed, banks allowed to close",
        "Federal Reserve statement 'open and operating'; OCC NR 2001-78",
    ),
    ("2001-09-12", "Attack on the World Trade Center; NYSE closed", "EFFR and H.10 published"),
    ("2001-09-13", "Attack on the World Trade Center; NYSE closed", "EFFR published"),
    ("2001-09-14", "Attack on the World Trade Center, national day of prayer; NYSE closed", "EFFR published"),
    ("2003-08-15", "Northeast blackout; banks allowed to close", "OCC NR 2003-64; EFFR published"),
    (
        "2004-06-11",
        "National day of mourning (Reagan); NYSE and federal offices closed",
        "OCC NR 2004-44; EFFR published",
    ),
    ("2007-01-02", "National day of mourning (Ford); NYSE and federal offices closed", "EFFR published"),
    (
        "2012-10-29",
        "Hurricane Sandy; NYSE closed, many branches closed",
        "DFS notice 2012-10-29; EFFR published",
    ),
    (
        "2012-10-30",
        "Hurricane Sandy; NYSE closed, many branches closed",
        "DFS notice 2012-10-29; EFFR published",
    ),
    (
        "2018-12-05",
        "National day of mourning (G. H. W. Bush); NYSE and federal offices closed",
        "EFFR published",
    ),
    ("2018-12-24", "Executive Order closing federal offices", "EFFR published"),
    ("2019-12-24", "Executive Order closing federal offices", "Cooley 2020-12-16"),
    ("2020-12-24", "Executive Order closing federal offices", "Cooley 2020-12-16"),
    (
        "2021-06-18",
        "Juneteenth observed by federal offices the day after it became law; banks open",
        "Federal Reserve press release 2021-06-17",
    ),
    ("2024-12-24", "Executive Order closing federal offices", "Executive Order"),
    (
        "2025-01-09",
        "National day of mourning (Carter); NYSE and federal offices closed",
        "ABA Banking Journal; EFFR published",
    ),
    ("2025-12-24", "Executive Order closing federal offices", "EFFR published"),
    ("2025-12-26", "Executive Order closing federal offices", "EFFR published"),
)

# Federal offices, and with them EDGAR, closed by Executive Order: no day for a filing to fall due.
EXECUTIVE_ORDER_DAYS = (
    ("1994-04-27", "National day of mourning (Nixon)", "Executive Order, 59 FR 21915"),
    ("2004-06-11", "National day of mourning (Reagan)", "Executive Order"),
    ("2007-01-02", "National day of mourning (Ford)", "Executive Order"),
    (
        "2018-12-05",
        "National day of mourning (G. H. W. Bush)",
        "Executive Order; SEC notice (ICI memo 31512)",
    ),
    ("2018-12-24", "Christmas Eve by Executive Order", "Executive Order; no EDGAR"),
    ("2019-12-24", "Christmas Eve by Executive Order", "Executive Order; no EDGAR"),
    ("2020-12-24", "Christmas Eve by Executive Order", "Executive Order; no EDGAR"),
    ("2024-12-24", "Christmas Eve by Executive Order", "Executive Order; EDGAR status not verified"),
    ("2025-01-09", "National day of mourning (Carter)", "Executive Order; EDGAR closed"),
    ("2025-12-24", "Christmas Eve by Executive Order", "Executive Order; EDGAR status not verified"),
    ("2025-12-26", "Day after Christmas by Executive Order", "Executive Order; EDGAR status not verified"),
)

Row = tuple[str, str, str, str, str]


def statutory_days() -> dict[date, str]:
    """The federal holidays on their own dates, unmoved; a year more on either side, since some move over."""
    years = range(FIRST_YEAR - 1, LAST_YEAR + 2)
    return dict(holidays.country_holidays("US", years=years, observed=False))


def moved(day: date, *, saturday_to_friday: bool) -> date | None:
    """The weekday that a holiday closes; None where it falls on a Saturday that moves nowhere."""
    if day.weekday() == SUNDAY:
        return day + ONE_DAY
    if day.weekday() == SATURDAY:
        return day - ONE_DAY if saturday_to_friday else None
    return day


def closed_rows(
    code: str, days: dict[date, str], source: str, *, saturday_to_friday: bool = False
) -> list[Row]:
    """One row for each weekday closed, saying when a holiday is observed on another day than its own."""
    rows = []
    for day, name in days.items():
        closed = moved(day, saturday_to_friday=saturday_to_friday)
        if closed and FIRST_YEAR <= closed.year <= LAST_YEAR:
            reason = name if closed == day else f"{name} (observed; {day.isoformat()} is a {day:%A})"
            rows.append((closed.isoformat(), code, "closed", reason, source))
    return rows


def one_offs(code: str, effect: str, table: tuple[tuple[str, str, str], ...]) -> list[Row]:
    """The rows of a one-off table for one calendar."""
    return [(day, code, effect, reason, source) for day, reason, source in table]


def new_york_bank_days() -> dict[date, str]:
    """The New York Fed's holidays: the federal ones, with MLK Day from 1985 by L. 1984 ch. 347."""
    days = statutory_days()
    # Juneteenth became law on 17 June 2021; the Reserve Banks first closed for it in 2022.
    return {day: name for day, name in days.items() if (day.year, day.month, day.day) != (2021, 6, 19)} | {
        date(1985, 1, 21): "Martin Luther King Jr. Day"
    }


def general_construction_law_days() -> dict[date, str]:
    """What section 24 adds to the Fed's list: Lincoln's Birthday and each general election day.

    Flag Day is a Sunday that moves nowhere, so it closes nothing.
    """
    extra = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        extra[date(year, 2, 12)] = "Lincoln's Birthday"
        first = date(year, 11, 1)
        monday = first + timedelta(days=-first.weekday() % 7)
        extra[monday + ONE_DAY] = "General election day"
    return extra


def exchange_rows(code: str) -> list[Row]:
    """The full closings of the New York Stock Exchange, one-offs included; early closes are trading days."""
    closed = holidays.financial_holidays("XNYS", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return [
        (day.isoformat(), code, "closed", name, NYSE_SOURCE)
        for day, name in closed.items()
        if day.weekday() < SATURDAY
    ]


# What the Toronto Stock Exchange calls each day that the calendar of sessions leaves out.
TORONTO_NAMES = {
    "Labor Day": "Labour Day",
    "Canadian Thanksgiving": "Thanksgiving Day",
    "Christmas": "Christmas Day",
    "Weekend Christmas": "Christmas Day (observed)",
    "Weekend Boxing Day": "Boxing Day (observed)",
}


def toronto_rows(code: str) -> list[Row]:
    """The full closings of the Toronto Stock Exchange, one-offs included."""
    # A test's library, which this tool alone needs outside them.
    calendar = import_module("exchange_calendars").get_calendar(
        "XTSE", start=f"{FIRST_YEAR}-01-02", end=f"{LAST_YEAR}-12-31"
    )
    sessions = {session.date() for session in calendar.sessions}
    names = {
        holiday.date(): rule.name
        for rule in calendar.regular_holidays.rules
        for holiday in rule.dates(f"{FIRST_YEAR - 1}-12-01", f"{LAST_YEAR + 1}-01-31")
    }
    days = (
        date.fromordinal(n)
        for n in range(date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal() + 1)
    )
    return [
        (
            day.isoformat(),
            code,
            "closed",
            TORONTO_NAMES.get(names.get(day, ""), names.get(day, "Closed by the exchange (September 2001)")),
            TORONTO_SOURCE,
        )
        for day in days
        if day.weekday() < SATURDAY and day not in sessions
    ]


def calendars() -> dict[str, list[Row]]:
    """The rows of each calendar, in date order."""
    bank = new_york_bank_days()
    lincoln_1985 = {date(1985, 2, 12): "Lincoln's Birthday (last New York Fed closing for it)"}
    federal = statutory_days()
    rows = {
        "ny-banking": closed_rows("ny-banking", bank | lincoln_1985, NEW_YORK_FED_SOURCE)
        + one_offs("ny-banking", "open", NOT_BANK_CLOSINGS),
        "ny-gcl24": closed_rows("ny-gcl24", bank | general_construction_law_days(), GCL_SOURCE)
        + one_offs("ny-gcl24", "open", NOT_BANK_CLOSINGS),
        "federal-holiday-sec": closed_rows(
            "federal-holiday-sec", federal, FEDERAL_SOURCE, saturday_to_friday=True
        ),
        "sec-filing": closed_rows("sec-filing", federal, FEDERAL_SOURCE, saturday_to_friday=True)
        + one_offs("sec-filing", "closed", EXECUTIVE_ORDER_DAYS),
        "xnys-trading": exchange_rows("xnys-trading"),
        "xtse-trading": toronto_rows("xtse-trading"),
    }
    return {code: sorted(table) for code, table in rows.items()}


def write(folder: Path = FOLDER) -> list[Path]:
    """Write one CSV file a calendar into `folder`; the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for code, rows in calendars().items():
        path = folder / f"{code}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write():
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path, file=sys.stdout)
