"""Days and instants are put into words in two places: the rules' own, for sentences, and the one of the pages."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger.rules import dates
from rightsadmin.common import clock, formatting

ROOT = Path(__file__).resolve().parents[2]
# A weekday, a month in letters, a half of the day, or a day before anything else but a machine's separator.
WORDS = re.compile(r"(?<![b%]\")%[AaBbpZc](?![\w>])(?=[^\"]*\")|:%d |%-?d %")
ZONE = re.compile(r"ZoneInfo\(")
FORMATTERS = {"ledger/rules/dates.py", "rightsadmin/common/formatting.py"}
ZONES = {"ledger/rules/dates.py", "rightsadmin/common/clock.py"}


def _with(pattern):
    return {
        path.relative_to(ROOT).as_posix()
        for app in ("ledger", "certificates", "rightsadmin")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        and not {"press", "embedded"} & set(path.parts)  # bytes of PDF files, a server's log
        and pattern.search(path.read_text())
    }


def test_no_day_is_put_into_words_elsewhere():
    assert _with(WORDS) == FORMATTERS


def test_new_york_is_named_where_a_legal_date_is_made():
    assert _with(ZONE) == ZONES


@pytest.mark.parametrize("hour", [4, 5, 16, 17])
def test_rules_and_clock_agree_on_the_legal_date(hour):
    instant = datetime(1998, 12, 15, hour, tzinfo=UTC)

    assert dates.NEW_YORK == clock.NEW_YORK
    assert dates.new_york_date(instant) == clock.new_york_date(instant)


def test_a_day_reads_the_same_in_a_sentence_and_on_a_page():
    day = date(1998, 12, 4)

    assert dates.day_text(day) == formatting.long_date(day) == "Friday 4 December 1998"
    assert dates.date_text(day) == "04 December 1998"
    assert dates.prose_date(day) == "December 4, 1998"
    assert dates.month_text(day) == "December 1998"


def test_an_instant_is_named_by_its_legal_date():
    after_midnight = datetime(1998, 12, 5, 3, 0, tzinfo=UTC)  # ten in the evening of the 4th in New York

    assert dates.date_text(after_midnight) == "04 December 1998"
    assert dates.moment_text(after_midnight) == "10:00 p.m. New York on Friday 4 December 1998"
    assert dates.prose_moment(after_midnight) == "10:00 p.m., New York City time, on December 4, 1998"
    assert dates.date_text(None) == "a day not recorded"
