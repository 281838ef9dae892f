"""The worked cases, as they stand."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from ledger.calendars import seeded_calendar
from ledger.selectors.whatif import answer_case, read_cases

DATA = Path(__file__).parent / "data"
DISTRIBUTION = (DATA / "distribution.json").read_text(encoding="utf-8")
WITH_BUSINESS_DAYS = list(
    csv.DictReader((DATA / "business_days.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.mark.parametrize("row", WITH_BUSINESS_DAYS, ids=lambda row: f"{row['start_date']}-{row['tag']}")
def test_business_days(row):
    counted = seeded_calendar(row["calendar"]).advance(date.fromisoformat(row["start_date"]), int(row["n"]))
    assert counted.isoformat() == row["expected_date"]


@pytest.mark.parametrize(
    ("case", "written"),
    list(zip(read_cases(DISTRIBUTION), json.loads(DISTRIBUTION), strict=True)),
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_distribution(case, written):
    answer = answer_case(case)
    assert {key: answer[key] for key in written["expected"]} == written["expected"]
    assert answer["name"] == written["name"]
    assert [row["prong"] for row in answer["prongs"]] == ["i", "ii", "iii", "iv"]
