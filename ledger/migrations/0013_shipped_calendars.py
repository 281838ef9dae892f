"""The calendars come with the schema: version 1 of each, from the rows that are shipped."""

import csv
from datetime import date
from pathlib import Path

from django.db import migrations
from django.utils import timezone

CLOSINGS = Path(__file__).resolve().parents[1] / "data" / "closings"
FIRST, LAST = date(1986, 1, 1), date(2040, 12, 31)
TITLES = {
    "ny-banking": "Banks in New York (Federal Reserve Bank of New York)",
    "ny-gcl24": "New York General Construction Law section 24, strict reading",
    "federal-holiday-sec": "Federal holidays (SEC business days)",
    "sec-filing": "SEC filing days",
    "xnys-trading": "New York Stock Exchange trading days",
    "xtse-trading": "Toronto Stock Exchange trading days",
}
WHO = "system:schema: shipped"


def load(apps, schema_editor):
    """Each calendar that the database lacks, with its history."""
    calendars = apps.get_model("ledger", "Calendar")
    past = {"history_type": "+", "history_date": timezone.now(), "history_change_reason": WHO}
    for code, title in TITLES.items():
        if calendars.objects.filter(code=code).exists():
            continue
        calendar = calendars.objects.create(code=code, title=title, version=1, first=FIRST, last=LAST)
        apps.get_model("ledger", "HistoricalCalendar").objects.create(
            id=calendar.pk, code=code, title=title, version=1, first=FIRST, last=LAST, **past
        )
        with (CLOSINGS / f"{code}.csv").open(encoding="utf-8", newline="") as lines:
            rows = [
                {
                    "date": date.fromisoformat(row["date"]),
                    "effect": "open" if row["effect"] == "open" else "closed",
                    "reason": row["reason"][:200],
                    "source": row["source"][:300],
                    "since_version": 1,
                }
                for row in csv.DictReader(lines)
            ]
        closing = apps.get_model("ledger", "CalendarClosing")
        made = closing.objects.bulk_create(closing(calendar=calendar, **row) for row in rows)
        historical = apps.get_model("ledger", "HistoricalCalendarClosing")
        historical.objects.bulk_create(
            historical(id=each.pk, calendar_id=calendar.pk, **row, **past)
            for each, row in zip(made, rows, strict=True)
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_acts_of_the_house")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
