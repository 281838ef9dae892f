"""The calendars as they are shipped: the closings of ledger/data/closings, read once.

A plan in the database has calendars of its own, started from these rows and amended by staff; the commands
that touch no stored plan, and the tests, use these.
"""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

from ledger.rules.business_days import FIRST_DAY, LAST_DAY, BusinessCalendar, Closing
from ledger.rules.facts import BadInput
from ledger.rules.plan_terms import CalendarCode

CALENDAR_CODES: tuple[CalendarCode, ...] = get_args(CalendarCode)

_FOLDER = Path(__file__).resolve().parent / "data" / "closings"


@cache
def seeded_calendar(code: str) -> BusinessCalendar:
    """The shipped calendar of that code, 1986 to 2040; its version is the digest of the rows.

    Raises BadInput for a code that is none.
    """
    if code not in CALENDAR_CODES:
        raise BadInput("", f"{code!r} is no calendar; the calendars are {', '.join(CALENDAR_CODES)}")
    text = (_FOLDER / f"{code}.csv").read_text(encoding="utf-8")
    closings = tuple(
        Closing(
            date=date.fromisoformat(row["date"]),
            calendar=row["calendar"],
            effect="open" if row["effect"] == "open" else "closed",
            reason=row["reason"],
            source=row["source"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )
    version = f"seed-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return BusinessCalendar(code, version, FIRST_DAY, LAST_DAY, closings)
